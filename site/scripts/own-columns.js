// @ts-check
import { controls, find, maybe } from "./dom.js";
import { congressView } from "./congress-view.js";

/**
 * The convener's own questions that stand in lists, as columns before the state: in head, rows and the choice of columns. Done once,
 * before the first row is shown. They cannot be sorted by: their answers are words.
 * @param {HTMLElement} root around table and choice @param {string} congress
 */
export async function ownColumns(root, congress) {
  const choice = maybe(root, ".choose-columns-list");
  const head = maybe(root, "thead th[data-column=state_name]");
  const row = /** @type {HTMLTemplateElement | null} */ (root.querySelector("template[data-row=items]"));
  if (!choice || !head || !row) return;
  const { form } = await congressView(congress);
  for (const question of form?.questions ?? []) {
    if (!question.listed || question.retired || controls(choice, "column").some(({ value }) => value === question.id)) continue;
    const label = (document.documentElement.dataset.language === "en" && question.label.en) || question.label.zh;
    const above = Object.assign(document.createElement("th"), { scope: "col", textContent: label });
    const cell = document.createElement("td");
    const slot = document.createElement("span");
    above.dataset.column = cell.dataset.column = question.id;
    slot.dataset.field = `answers.${question.id}`;
    Object.assign(cell.dataset, { label });
    cell.className = "words";
    cell.append(slot);
    head.before(above);
    find(/** @type {any} */ (row.content), "td[data-column=state_name]").before(cell);
    choice.append(box(question.id, label));
  }
}

/** @param {string} id @param {string} label */
function box(id, label) {
  const around = Object.assign(document.createElement("label"), { className: "check" });
  around.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "column", value: id, checked: true }), ` ${label}`);
  return around;
}
