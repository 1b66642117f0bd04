// @ts-check
import { all, control, find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";

/** @import { Fault } from "./problem.js" */

let given = 0;

/** What to tell people about a failure. @param {unknown} error */
export function wordsOf(error) {
  if (!(error instanceof Problem)) return { title: message("failed"), detail: message("failed-unexpectedly") };
  if (error.isNetwork) return { title: message("failed"), detail: message("no-connection") };
  return { title: error.title || message("failed"), detail: error.detail || message("failed-unexpectedly") };
}

/**
 * Shows a refusal: the summary on top, each fault at its field. What was typed stays. The focus goes to the summary.
 * @param {HTMLElement} root with the summary: the page, form or dialog @param {unknown} error
 * @param {HTMLElement} [within] where the fields are; the root unless told
 */
export function showProblem(root, error, within = root) {
  if (!(error instanceof Problem)) console.error(error);
  clearProblem(root);
  const faults = error instanceof Problem ? error.errors : [];
  const linked = faults.map((fault) => ({ ...fault, at: markFault(within, fault) ?? (within === root ? null : markFault(root, fault)) }));
  const summary = maybe(root, '[data-problem=""]');
  if (!summary) return;
  const { title, detail } = wordsOf(error);
  find(summary, "[data-field=title]").textContent = title;
  find(summary, "[data-field=detail]").textContent = detail;
  rows(summary, "errors", linked, (row, fault) => {
    const link = /** @type {HTMLElement} */ (row.matches("a") ? row : maybe(row, "a") ?? row);
    link.textContent = fault.detail;
    if (!fault.at) return link.removeAttribute("href");
    link.setAttribute("href", `#${fault.at.id}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(/** @type {HTMLElement} */ (fault.at));
    });
  });
  summary.hidden = false;
  summary.tabIndex = -1;
  summary.focus();
  summary.scrollIntoView({ block: "nearest" });
}

/** Focuses a control after whoever hides it (a tab) was asked to show it. @param {HTMLElement} at */
export function goTo(at) {
  at.dispatchEvent(new CustomEvent("reveal-field", { bubbles: true }));
  at.focus();
  (at.closest(".field") ?? at).scrollIntoView({ block: "center" });
}

/** Takes everything back that a refusal showed. @param {HTMLElement} root */
export function clearProblem(root) {
  for (const summary of all(root, '[data-problem=""]')) summary.hidden = true;
  for (const error of all(root, ".field-error")) error.hidden = true;
  for (const invalid of all(root, "[aria-invalid]")) invalid.removeAttribute("aria-invalid");
}

/**
 * Writes a fault at its field.
 * @param {HTMLElement} root @param {Fault} fault
 * @returns {HTMLElement | null} the control it is about
 */
export function markFault(root, fault) {
  const field = fieldAt(root, fault.pointer);
  const at = field && (maybe(field, "input:not([type=hidden]), select, textarea, button") ?? field);
  if (!field || !at) return null;
  at.id ||= `at-${(given += 1)}`;
  const error = maybe(field, ".field-error");
  for (const each of all(field, "input, select, textarea")) each.setAttribute("aria-invalid", "true");
  if (!error) return at;
  error.textContent = error.hidden ? fault.detail : `${error.textContent} ${fault.detail}`;
  error.hidden = false;
  error.id ||= `error-${(given += 1)}`;
  const described = new Set((at.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)).add(error.id);
  at.setAttribute("aria-describedby", [...described].join(" "));
  return at;
}

/**
 * The field a JSON pointer names: `/rows/2/phone`, `/values/experience/0/from`, `/quotas/delegate/places`.
 * @param {HTMLElement} root @param {string} pointer
 * @returns {HTMLElement | null}
 */
export function fieldAt(root, pointer) {
  let parts = pointer.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  if (["values", "changes"].includes(parts[0])) parts = parts.slice(1);
  /** @type {HTMLElement} */
  let around = root;
  const row = parts.findIndex((part) => /^\d+$/.test(part));
  if (row > 0) {
    const name = parts[row - 1];
    const list = maybe(around, `[data-rows="${name}"] [data-list=rows]`) ?? maybe(around, `[data-list="${name}"]`);
    const found = list && Array.from(list.children).filter((child) => !(child instanceof HTMLTemplateElement))[Number(parts[row])];
    if (!found) return maybe(around, `[data-rows="${name}"]`) ?? maybe(around, `.field[data-name="${name}"]`);
    around = /** @type {HTMLElement} */ (found);
    parts = parts.slice(row + 1);
  }
  for (let from = 0; from < parts.length; from += 1) {
    const name = parts.slice(from).join(".");
    const field = maybe(around, `[data-name="${name}"]`) ?? maybe(around, `[data-rows="${name}"]`) ?? fieldOf(around, name);
    if (field) return field;
  }
  return around === root ? null : around;
}

/** The field around a control. @param {HTMLElement} around @param {string} name @returns {HTMLElement | null} */
function fieldOf(around, name) {
  const found = control(around, name);
  return found ? (found.closest(".field") ?? found.parentElement) : null;
}
