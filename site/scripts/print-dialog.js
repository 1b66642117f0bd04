// @ts-check
import { get, post } from "./api.js";
import { day } from "./china-time.js";
import { control, dialog, find, ticked, typed } from "./dom.js";
import { saveFile } from "./download.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { toast } from "./toast-region.js";

/** Setting type for forty people takes its time on a small machine. */
const PATIENCE_MS = 180_000;
/** For how long the way to one's exports is offered, in seconds. */
const OFFERED = 10;

/**
 * Of whom papers are made: those chosen, or when nobody is, all whom the filters find.
 * @typedef {object} Wanted
 * @property {string} congress
 * @property {string} [unit] the unit, for those who see only theirs
 * @property {any[]} [people]
 * @property {Record<string, string>} [filters] those of the list
 * @property {number} count how many that are
 * @property {boolean} liaison whether printing full numbers is their daily work
 */

/**
 * 导出登记表. The dialog stays open when there is something to look at.
 * @param {HTMLElement} root with `dialog[data-dialog=print-forms]` @param {Wanted} wanted
 */
export async function printForms(root, wanted) {
  const box = dialog(root, "print-forms");
  const why = find(box, '[data-when="unmasked=true"]');
  const notes = find(box, "[data-notes]");
  const follow = () => {
    why.hidden = !ticked(box, "unmasked");
  };
  /** @type {HTMLInputElement} */ (control(box, "unmasked")).onchange = follow;
  let accepted = false;
  const opened = openDialog(box, async (form) => {
    notes.hidden = true;
    const body = { unit: wanted.unit, ...whom(wanted), format: form.querySelector("[name=format]:checked")?.getAttribute("value") };
    const full = ticked(form, "unmasked") && { unmasked: true, reason: typed(form, "reason"), enclosures: ticked(form, "enclosures") };
    const file = await post(`/prints/${wanted.congress}/forms`, { ...body, ...full }, { answer: "file", patience: PATIENCE_MS });
    accepted = file.blob.type.startsWith("application/json");
    if (accepted) return true;
    save(file, message("registration-forms"));
    return showNotes(notes, file) === 0;
  });
  notes.hidden = true;
  fill(box, { whose: message("print-whose", { count: wanted.count }) });
  /** @type {HTMLInputElement} */ (find(box, "[name=format][value=pdf]")).checked = true;
  if (wanted.liaison) {
    /** @type {HTMLInputElement} */ (control(box, "unmasked")).checked = true;
    /** @type {HTMLTextAreaElement} */ (box.querySelector("[name=reason]")).value = message("print-reason");
  }
  follow();
  if (!(await opened)) return;
  if (!accepted) return toast(message("exported"));
  const run = () => location.assign(address("exports", { congress: wanted.congress, unit: wanted.unit }));
  toast(message("export-accepted"), "good", { label: message("export-see"), seconds: OFFERED, run });
}

/**
 * 胸牌 or 桌签.
 * @param {HTMLElement} root @param {Wanted} wanted @param {"badge" | "table_card"} kind
 */
export async function printBadges(root, wanted, kind) {
  const file = await post(`/prints/${wanted.congress}/badges`, { kind, ...whom(wanted) }, { answer: "file", patience: PATIENCE_MS });
  save(file, message(kind === "badge" ? "badges" : "table-cards"));
  const problems = notesOf(file);
  const says = problems.map(([name, note]) => `${name}：${note}`).join("；");
  toast(says || message("exported"), says ? "attention" : undefined);
}

/** One person's form as PDF: one's own with full numbers. @param {any} item a NominationView */
export async function downloadForm(item) {
  const path = `/prints/${item.congress_id}/${item.unit_id}/${item.id}/form.pdf`;
  const file = await get(path, { answer: "file", patience: PATIENCE_MS });
  save(file, message("registration-form-of", { name: item.name }));
  const notes = notesOf(file).map(([, note]) => note);
  if (notes.length > 0) toast(notes.join("；"), "attention");
}

/** @param {Wanted} wanted */
function whom({ people, filters = {} }) {
  if (people) return { people: people.map((item) => ({ unit: item.unit_id, nomination: item.id })) };
  return { filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) };
}

/** @typedef {{ blob: Blob, headers: Headers }} File */

/** @param {File} file @param {string} name */
function save({ blob, headers }, name) {
  const ending = /filename="[^"]*\.(\w+)"/.exec(headers.get("content-disposition") ?? "")?.[1] ?? "pdf";
  saveFile(blob, `${name}-${day(Date.now())}.${ending}`);
}

/** What to look at: names with notes. @param {File} file @returns {[string, string][]} */
const notesOf = ({ headers }) => JSON.parse(decodeURIComponent(headers.get("x-print-notes") ?? "%5B%5D"));

/** @param {HTMLElement} box @param {File} file @returns {number} how many there are */
function showNotes(box, file) {
  const notes = notesOf(file).map(([name, note]) => ({ name, note }));
  rows(box, "notes", notes, () => {});
  box.hidden = notes.length === 0;
  return notes.length;
}
