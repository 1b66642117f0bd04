// @ts-check
import { post } from "./api.js";
import { control, controls, dialog, find, typed } from "./dom.js";
import { saveFile } from "./download.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { joined, message } from "./messages.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";

const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/** The tables that can be imported, each with the file of what there is. @type {Record<string, string>} */
const EXPORTS = { "unit-imports": "units", "liaison-imports": "liaisons" };

/**
 * Importing units or liaisons: a file is chosen, every line gets a verdict, and nothing is written before that was
 * seen and confirmed. What is wrong can be had as a workbook with the cells marked.
 * @param {HTMLElement} root @param {string} congress
 * @returns {Promise<boolean>} whether something was imported
 */
export async function importUnits(root, congress) {
  const box = dialog(root, "import");
  const errors = /** @type {HTMLButtonElement} */ (find(box, "[data-action=download-errors]"));
  const submit = /** @type {HTMLButtonElement} */ (find(box, 'button[value="submit"]'));
  const input = /** @type {HTMLInputElement} */ (control(box, "file"));
  /** @type {{ file: File, digest: string } | null} */
  let seen = null;
  let path = "";
  const clear = () => {
    seen = null;
    submit.disabled = true;
    find(box, "[data-preview]").hidden = true;
    find(box, "[data-good-rows]").hidden = true;
    errors.hidden = true;
    fill(box, { summary: "" });
  };
  const choose = () => {
    const table = typed(box, "table");
    path = `/congresses/${congress}/${table}`;
    find(box, "[data-action=download-template]").setAttribute("href", `/api${path}/template.xlsx`);
    find(box, "[data-action=download-present]").setAttribute("href", `/api/exports/${congress}/${EXPORTS[table]}.xlsx`);
    input.value = "";
    clear();
    clearProblem(box);
  };
  for (const radio of controls(box, "table")) radio.onchange = choose;
  const goodOnly = /** @type {HTMLInputElement} */ (control(box, "good_rows_only"));
  input.onchange = async () => {
    clear();
    clearProblem(box);
    const file = input.files?.[0];
    if (!file) return;
    fill(box, { summary: message("import-reading") });
    try {
      const preview = await send(`${path}?confirm=false`, file);
      showPreview(box, preview);
      seen = { file, digest: preview.digest };
      const faulty = preview.counts.error > 0;
      const good = preview.counts.new + preview.counts.changed;
      goodOnly.checked = false;
      find(box, "[data-good-rows]").hidden = !faulty || good === 0;
      errors.hidden = !faulty;
      errors.onclick = () => saveMarked(box, path, file);
      submit.disabled = faulty || good === 0;
      goodOnly.onchange = () => {
        submit.disabled = (faulty && !goodOnly.checked) || good === 0;
      };
    } catch (error) {
      clear();
      showProblem(box, error);
    }
  };
  const opened = openDialog(box, async () => {
    if (!seen) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail: message("choose-file") });
    await send(`${path}?confirm=true&good_rows_only=${goodOnly.checked}`, seen.file, seen.digest);
  });
  // Opening resets the form, and with it which table is meant.
  choose();
  return opened;
}

/** The file with what is wrong marked. @param {HTMLDialogElement} box @param {string} path @param {File} file */
async function saveMarked(box, path, file) {
  clearProblem(box);
  try {
    const marked = await post(`${path}/errors.xlsx`, undefined, { bytes: file, type: typeOf(file), answer: "blob" });
    saveFile(marked, `${file.name.replace(/\.[^.]*$/, "")}-${message("errors-file")}.xlsx`);
  } catch (error) {
    showProblem(box, error);
  }
}

/** @param {File} file */
const typeOf = (file) => (file.name.toLowerCase().endsWith(".csv") ? TYPES.csv : TYPES.xlsx);

/** @param {string} path @param {File} file @param {string} [digest] */
function send(path, file, digest) {
  return post(path, undefined, { bytes: file, type: typeOf(file), version: digest });
}

/** @param {HTMLElement} box @param {any} preview */
function showPreview(box, preview) {
  const names = /** @type {Record<string, string>} */ ({
    new: message("verdict-new"),
    changed: message("verdict-changed"),
    unchanged: message("verdict-unchanged"),
    error: message("verdict-error"),
  });
  const lines = preview.rows.map((/** @type {any} */ row) => ({ ...row, verdict_name: names[row.verdict] }));
  rows(box, "lines", lines, (line, row) => {
    const faults = (row.errors ?? []).map((/** @type {any} */ fault) => ({ text: [fault.column, fault.cell, fault.detail].filter(Boolean).join(" ") }));
    const changes = (row.changes ?? []).map((/** @type {any} */ change) => ({ text: typeof change === "string" ? change : [change.column ?? change.label, `${change.from ?? ""} → ${change.to ?? ""}`].join(" ") }));
    rows(line, "details", [...faults, ...changes]);
  });
  const kinds = Object.keys(names).map((kind) => ({ kind, count: lines.filter((/** @type {any} */ row) => row.verdict === kind).length }));
  const parts = kinds.filter(({ count }) => count > 0).map(({ kind, count }) => `${names[kind]} ${count}`);
  const bad = lines.some((/** @type {any} */ row) => row.verdict === "error");
  fill(box, { summary: message(bad ? "import-faulty" : "import-ready", { counts: joined(parts) }) });
  find(box, "[data-preview]").hidden = false;
}
