// @ts-check
import { get, post } from "./api.js";
import { dateTime } from "./china-time.js";
import { ask } from "./confirm-dialog.js";
import { control, dialog, find, maybe } from "./dom.js";
import { saveFile } from "./download.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { joined, message } from "./messages.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { toast } from "./toast-region.js";

/** @import { Place } from "./session.js" */

const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/** The dialog 导入: a file is chosen, every row gets a verdict, and nothing is written before that was seen and confirmed. */
export class NomineeImport {
  /** What was previewed. @type {{ file: File, digest: string } | null} */
  #seen = null;
  #changed = false;

  /** @param {HTMLElement} root @param {Place} place */
  constructor(root, { congress, unit }) {
    this.box = dialog(root, "import");
    this.path = `/nominations/${congress}/${unit}/imports`;
    this.submit = /** @type {HTMLButtonElement} */ (find(this.box, 'button[value="submit"]'));
    this.good = /** @type {HTMLInputElement} */ (control(this.box, "good_rows_only"));
    this.consent = /** @type {HTMLInputElement} */ (control(this.box, "consent"));
    this.input = /** @type {HTMLInputElement} */ (control(this.box, "file"));
    find(this.box, "[data-action=download-template]").setAttribute("href", `/api${this.path}/template.xlsx`);
    this.input.addEventListener("change", () => this.#preview());
  }

  /** @returns {Promise<boolean>} whether anything was imported or taken back */
  async open() {
    this.#changed = false;
    this.#clear();
    const opened = openDialog(this.box, () => this.#confirm());
    await this.#showImports();
    await opened;
    return this.#changed;
  }

  #clear() {
    this.#seen = null;
    this.submit.disabled = true;
    for (const part of ["[data-preview]", "[data-good-rows]", "[data-marked]", "[data-consent]"]) find(this.box, part).hidden = true;
    fill(this.box, { summary: "" });
  }

  async #preview() {
    this.#clear();
    clearProblem(this.box);
    const file = this.input.files?.[0];
    if (!file) return;
    fill(this.box, { summary: message("import-reading") });
    try {
      this.#show(file, await this.#send("", file));
    } catch (error) {
      this.#clear();
      showProblem(this.box, error);
    }
  }

  /** @param {File} file @param {any} preview */
  #show(file, preview) {
    this.#seen = { file, digest: preview.digest };
    showRows(this.box, preview);
    const faulty = preview.counts.error > 0;
    const good = preview.counts.new + preview.counts.changed;
    this.good.checked = false;
    this.consent.checked = false;
    find(this.box, "[data-consent]").hidden = !preview.asks_consent;
    find(this.box, "[data-marked]").hidden = !faulty;
    find(this.box, "[data-good-rows]").hidden = !faulty || good === 0;
    const judge = () => {
      const unattested = preview.asks_consent && !this.consent.checked;
      this.submit.disabled = (faulty && !this.good.checked) || good === 0 || unattested;
    };
    this.good.onchange = judge;
    this.consent.onchange = judge;
    judge();
  }

  async #confirm() {
    const seen = this.#seen;
    if (!seen) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail: message("choose-file") });
    const query = new URLSearchParams({ confirm: "true", good_rows_only: String(this.good.checked), file: seen.file.name });
    if (this.consent.checked) query.set("consent", this.consent.value);
    try {
      const { placed, changed } = await this.#send(`?${query}`, seen.file, seen.digest);
      this.#changed = true;
      toast(message("nominees-imported", { placed, changed }));
    } catch (error) {
      // Somebody was faster: what the file would do now is shown, to be confirmed again.
      if (error instanceof Problem && error.current) this.#show(seen.file, error.current);
      throw error;
    }
  }

  /** The file with its faults marked, to be put right in a spreadsheet. */
  async downloadMarked() {
    const file = this.#seen?.file;
    if (file) saveFile(await this.#send("/marked.xlsx", file, undefined, "blob"), `${message("marked-file")}.xlsx`);
  }

  /** @param {HTMLElement} button */
  async undo(button) {
    const id = button.closest("li")?.dataset.id;
    const sure = { title: message("import-undo-title"), text: message("import-undo-text"), confirm: message("import-undo"), tone: "bad" };
    if (!id || !(await ask(sure))) return;
    clearProblem(this.box);
    try {
      await post(`${this.path}/${id}/undo`, undefined);
      this.#changed = true;
      toast(message("import-undone"));
    } catch (error) {
      showProblem(this.box, error);
    }
    await this.#showImports();
  }

  async #showImports() {
    const { items } = await get(this.path);
    const shown = items.map((/** @type {any} */ each) => ({ ...each, words: words(each) }));
    rows(this.box, "imports", shown, (row, each) => {
      row.dataset.id = each.id;
      const button = maybe(row, "[data-action=undo-import]");
      if (button) button.hidden = Boolean(each.undone_at);
    });
    find(this.box, "[data-imports]").hidden = items.length === 0;
  }

  /** @param {string} to @param {File} file @param {string} [digest] @param {"json" | "blob"} [answer] */
  #send(to, file, digest, answer = "json") {
    const type = file.name.toLowerCase().endsWith(".csv") ? TYPES.csv : TYPES.xlsx;
    return post(`${this.path}${to}`, undefined, { bytes: file, type, version: digest, answer });
  }
}

/** @param {any} each */
function words({ at, by, file, placed, changed, undone_at }) {
  const done = message("import-line-words", { at: dateTime(at), by, file: file || "—", placed, changed });
  return undone_at ? `${done} ${message("import-undone-at", { at: dateTime(undone_at) })}` : done;
}

/** @param {HTMLElement} box @param {any} preview */
function showRows(box, preview) {
  const names = /** @type {Record<string, string>} */ ({
    new: message("verdict-new"),
    changed: message("verdict-changed"),
    unchanged: message("verdict-unchanged"),
    error: message("verdict-error"),
  });
  const lines = preview.rows.map((/** @type {any} */ row) => ({ ...row, verdict_name: names[row.verdict] }));
  rows(box, "lines", lines, (line, row) => {
    const faults = row.errors.map((/** @type {any} */ fault) => ({ text: `${fault.cell} ${fault.column}：${fault.detail}` }));
    const said = row.verdict === "new" ? [message("answers-filled", { count: row.filled })] : row.changes;
    rows(line, "details", [...faults, ...said.map((/** @type {string} */ text) => ({ text }))]);
  });
  const parts = Object.keys(names).filter((kind) => preview.counts[kind] > 0).map((kind) => `${names[kind]} ${preview.counts[kind]}`);
  fill(box, { summary: message(preview.counts.error > 0 ? "import-faulty" : "import-ready", { counts: joined(parts) }) });
  find(box, "[data-preview]").hidden = false;
}

/** What the dialog's buttons do. @param {() => NomineeImport} of */
export const importActions = (of) => ({
  "download-marked": () => of().downloadMarked(),
  "undo-import": (/** @type {HTMLElement} */ button) => of().undo(button),
});
