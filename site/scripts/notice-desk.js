// @ts-check
import { get, post, put, remove } from "./api.js";
import { fromInput, toInput } from "./china-time.js";
import { ask } from "./confirm-dialog.js";
import { control, controls, dialog, find, maybe, show, typed } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { markup } from "./markup.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { clearProblem, showProblem } from "./problems.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";

/** What a notice's place in its life looks like. @type {Record<string, string>} */
const TONES = { draft: "neutral", ahead: "waiting", public: "good", withdrawn: "bad", over: "neutral" };

/** `<notice-desk>` 公告公示: notices are written, looked at as they will be, published and withdrawn. */
class NoticeDesk extends PageElement {
  actions = {
    add: () => this.#write(null),
    "add-list": () => this.#write(null, true),
    edit: (/** @type {HTMLElement} */ button) => this.#write(this.#of(button)),
    publish: (/** @type {HTMLElement} */ button) => this.#publish(this.#of(button)),
    withdraw: (/** @type {HTMLElement} */ button) => this.#withdraw(this.#of(button)),
    remove: (/** @type {HTMLElement} */ button) => this.#remove(this.#of(button)),
    "remove-file": (/** @type {HTMLElement} */ button) => this.#removeFile(button),
  };

  /** @type {any[]} */
  #notices = [];
  #path = "";

  async start() {
    await this.load(async () => {
      this.#path = `/congresses/${(await requirePlace()).congress}/notices`;
      await this.#refresh();
    });
  }

  async #refresh() {
    const { items } = await get(this.#path);
    this.#notices = items;
    rows(this, "notices", items, (row, notice) => {
      row.dataset.id = notice.id;
      find(row, "[data-field=state_name]").dataset.tone = TONES[notice.state];
      fill(row, { period: notice.list ? { name: message("notice-period", { from: toInput(notice.list.from).replace("T", " "), until: toInput(notice.list.until).replace("T", " ") }) } : "" });
      const open = ["ahead", "public", "over"].includes(notice.state);
      show(row, "[data-action=withdraw]", open);
      show(row, "[data-action=edit], [data-action=publish]", !open);
      show(row, "[data-action=remove]", notice.state === "draft");
      const link = maybe(row, "a[data-read]");
      if (link) {
        link.hidden = notice.state !== "public";
        link.setAttribute("href", document.documentElement.lang === "en" ? `/en${notice.url}` : notice.url);
      }
    });
    this.state = items.length > 0 ? "ready" : "empty";
  }

  /** @param {HTMLElement} button */
  #of(button) {
    const id = /** @type {HTMLElement | null} */ (button.closest("[data-id]"))?.dataset.id;
    return this.#notices.find((notice) => notice.id === id);
  }

  /** @param {any} notice @param {boolean} [asList] */
  async #write(notice, asList = Boolean(notice?.list)) {
    const box = dialog(this, "notice");
    let present = notice;
    const opened = openDialog(box, async (form) => {
      const body = entered(form, asList);
      const saved = present ? await put(`${this.#path}/${present.id}`, body, { version: present.version }) : await post(this.#path, body);
      present = saved;
      const file = /** @type {HTMLInputElement} */ (control(form, "file"));
      for (const each of Array.from(file.files ?? [])) {
        present = await post(`${this.#path}/${present.id}/files?name=${encodeURIComponent(each.name)}`, undefined, { bytes: each, type: each.type || "application/octet-stream", version: present.version });
      }
    });
    this.#fillDialog(box, present, asList);
    const preview = () => this.#preview(box, asList);
    find(box, "[data-action=preview]").onclick = preview;
    // Saving failed half way leaves a draft: it is in the list either way.
    await opened;
    await this.#refresh();
  }

  /** @param {HTMLDialogElement} box @param {any} notice @param {boolean} asList */
  #fillDialog(box, notice, asList) {
    show(box, "[data-of-list]", asList);
    find(box, "[data-preview]").hidden = true;
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      const input = control(box, name);
      if (input) input.value = value;
    };
    set("title", notice?.title ?? "");
    set("markdown", notice?.markdown ?? "");
    const list = notice?.list;
    set("list.from", toInput(list?.from));
    set("list.until", toInput(list?.until));
    for (const name of ["columns", "categories"]) {
      for (const tick of controls(box, `list.${name}`)) tick.checked = list ? list[name].includes(tick.value) : tick.defaultChecked;
    }
    rows(box, "files", notice?.files ?? [], (row, file) => {
      row.dataset.file = file.id;
      row.dataset.id = notice.id;
    });
  }

  /** @param {HTMLDialogElement} box @param {boolean} asList */
  async #preview(box, asList) {
    clearProblem(box);
    try {
      const seen = await post(`${this.#path}/preview`, entered(box, asList));
      const place = find(box, "[data-preview]");
      fill(place, { title: seen.title });
      find(place, "[data-body]").replaceChildren(markup(seen.body));
      const table = find(place, "[data-table]");
      table.hidden = !seen.table;
      rows(table, "heads", (seen.table?.columns ?? []).map((/** @type {string} */ name) => ({ name })));
      rows(table, "people", seen.table?.rows ?? [], (row, cells) => {
        for (const cell of /** @type {string[]} */ (cells)) row.insertCell().textContent = cell;
      });
      fill(place, { table_count: message("notice-people", { count: seen.table?.rows.length ?? 0 }) });
      place.hidden = false;
      place.scrollIntoView({ block: "nearest" });
    } catch (error) {
      showProblem(box, error);
    }
  }

  /** @param {any} notice */
  async #publish(notice) {
    const text = message(notice.list ? "publish-list-text" : "publish-text", { title: notice.title });
    if (!(await ask({ title: message("publish-title"), text, confirm: message("publish") }))) return;
    await post(`${this.#path}/${notice.id}/publication`, {}, { version: notice.version });
    toast(message("published"));
    await this.#refresh();
  }

  /** @param {any} notice */
  async #withdraw(notice) {
    const sure = await ask({ title: message("withdraw-title"), text: message("withdraw-text", { title: notice.title }), confirm: message("withdraw"), tone: "bad" });
    if (!sure) return;
    await post(`${this.#path}/${notice.id}/withdrawal`, {}, { version: notice.version });
    toast(message("withdrawn"));
    await this.#refresh();
  }

  /** @param {any} notice */
  async #remove(notice) {
    const sure = await ask({ title: message("remove-notice-title"), text: notice.title, confirm: message("remove"), tone: "bad" });
    if (!sure) return;
    await remove(`${this.#path}/${notice.id}`, { version: notice.version });
    await this.#refresh();
  }

  /** @param {HTMLElement} button */
  async #removeFile(button) {
    const row = /** @type {HTMLElement} */ (button.closest("[data-file]"));
    const notice = this.#of(button);
    const after = await remove(`${this.#path}/${notice.id}/files/${row.dataset.file}`, { version: notice.version });
    Object.assign(notice, after);
    row.remove();
  }
}

/** What was typed, as the server reads it. @param {HTMLElement} form @param {boolean} asList */
function entered(form, asList) {
  const ticks = (/** @type {string} */ name) => controls(form, name).filter((tick) => tick.checked).map((tick) => tick.value);
  const list = { columns: ticks("list.columns"), categories: ticks("list.categories"), from: fromInput(typed(form, "list.from")), until: fromInput(typed(form, "list.until")) };
  return { title: typed(form, "title"), markdown: control(form, "markdown")?.value ?? "", ...(asList ? { list } : {}) };
}

customElements.define("notice-desk", NoticeDesk);
