// @ts-check
import { post } from "./api.js";
import { control, dialog, find } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { joined, message } from "./messages.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";

const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/**
 * Importing the table of units: a file is chosen, every line gets a verdict, and nothing is written before that was
 * seen and confirmed.
 * @param {HTMLElement} root @param {string} congress
 * @returns {Promise<boolean>} whether units were imported
 */
export async function importUnits(root, congress) {
  const box = dialog(root, "import");
  const path = `/congresses/${congress}/unit-imports`;
  const submit = /** @type {HTMLButtonElement} */ (find(box, 'button[value="submit"]'));
  const input = /** @type {HTMLInputElement} */ (control(box, "file"));
  /** @type {{ file: File, digest: string } | null} */
  let seen = null;
  find(box, "[data-action=download-template]").setAttribute("href", `/api${path}/template.xlsx`);
  const clear = () => {
    seen = null;
    submit.disabled = true;
    find(box, "[data-preview]").hidden = true;
    find(box, "[data-good-rows]").hidden = true;
    fill(box, { summary: "" });
  };
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
      submit.disabled = faulty || good === 0;
      goodOnly.onchange = () => {
        submit.disabled = (faulty && !goodOnly.checked) || good === 0;
      };
    } catch (error) {
      clear();
      showProblem(box, error);
    }
  };
  clear();
  return openDialog(box, async () => {
    if (!seen) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail: message("choose-file") });
    await send(`${path}?confirm=true&good_rows_only=${goodOnly.checked}`, seen.file, seen.digest);
  });
}

/** @param {string} path @param {File} file @param {string} [digest] */
function send(path, file, digest) {
  const type = file.name.toLowerCase().endsWith(".csv") ? TYPES.csv : TYPES.xlsx;
  return post(path, undefined, { bytes: file, type, version: digest });
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
