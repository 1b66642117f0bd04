// @ts-check
import "./export-columns.js";
import { post } from "./api.js";
import { day } from "./china-time.js";
import { control, dialog, find, maybe, show, ticked, typed } from "./dom.js";
import { saveFile } from "./download.js";
import { openDialog } from "./form-dialog.js";
import { address } from "./links.js";
import { forgetView, keepView, offerViews, presentFilters, views } from "./list-views.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import * as query from "./query.js";
import { toast } from "./toast-region.js";

/** @import { ExportColumns } from "./export-columns.js" */

/** For how long the way to one's exports is offered, in seconds. */
const OFFERED = 10;

/**
 * 导出: masked without more ado, with full numbers only for a reason, which is recorded. A few people are a file at once, many a job.
 * @param {HTMLElement} root with `dialog[data-dialog=export]`
 * @param {string} congress
 * @param {Record<string, string>} filters those of the list: `unit`, `state`, `category`, …
 */
export async function exportRoster(root, congress, filters) {
  const box = dialog(root, "export");
  const { columns, items } = await views(congress);
  /** @type {Blob | undefined} */
  let file;
  const opened = openDialog(box, async (form) => {
    const chosen = /** @type {ExportColumns} */ (find(form, "export-columns"));
    if (!chosen.some) throw new Problem({ status: 422, code: "invalid_input", detail: message("choose-columns") });
    file = await post(`/exports/${congress}/rosters`, asked(form, filters, chosen.chosen), { answer: "blob" });
  });
  const unmasked = /** @type {HTMLInputElement} */ (control(box, "unmasked"));
  const follow = () => show(box, '[data-when="unmasked=true"]', unmasked.checked);
  unmasked.onchange = follow;
  follow();
  const list = /** @type {ExportColumns} */ (find(box, "export-columns"));
  list.offer(columns);
  choosing(box, list, congress, items, "unit" in filters && maybe(root, "form[data-filters] [name=unit]") !== null);
  if (!(await opened) || !file) return;
  if (file.type.startsWith("application/json")) {
    const run = () => location.assign(address("exports", { congress, unit: query.read().unit }));
    toast(message("export-accepted"), "good", { label: message("export-see"), seconds: OFFERED, run });
    return;
  }
  const name = message(unmasked.checked ? "roster-full" : "roster");
  saveFile(file, `${name}-${day(Date.now())}.${typed(box, "format")}`);
  toast(message("exported"));
}

/** What the server is asked for. @param {HTMLElement} form @param {Record<string, string>} filters @param {string[]} columns */
function asked(form, filters, columns) {
  const list = (/** @type {string} */ text) => (text ? text.split(",") : undefined);
  const { name, ethnic_group, occupation, party, submitted_from, submitted_to } = filters;
  const sort = query.read().sort;
  const full = ticked(form, "unmasked");
  return {
    unit: filters.unit || undefined,
    states: list(filters.state),
    categories: list(filters.category),
    filters: { name, ethnic_group, occupation, party, submitted_from, submitted_to, sort },
    columns,
    split: typed(form, "split"),
    format: typed(form, "format"),
    unmasked: full,
    reason: full ? typed(form, "reason") : undefined,
  };
}

/**
 * Views in the dialog: one brings its columns and sheets, what is chosen can be kept as one.
 * @param {HTMLElement} box @param {ExportColumns} list @param {string} congress @param {import("./list-views.js").View[]} items @param {boolean} withUnit
 */
function choosing(box, list, congress, items, withUnit) {
  const choice = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (control(box, "view")));
  const named = /** @type {HTMLInputElement} */ (control(box, "view_name"));
  let known = items;
  const take = () => {
    const view = known.find((each) => each.name === choice.value);
    list.choose(view?.columns ?? []);
    const split = control(box, "split");
    if (split) split.value = view?.split || "none";
    named.value = view?.name ?? "";
    show(box, "[data-action=forget-view]", view !== undefined);
  };
  const again = async (/** @type {string} */ chosen) => {
    known = (await views(congress)).items;
    offerViews(choice, known, chosen);
    show(box, "[data-action=forget-view]", choice.value !== "");
  };
  offerViews(choice, known, query.read().view ?? "");
  choice.onchange = take;
  take();
  const attempt = async (/** @type {() => Promise<unknown>} */ what) => {
    clearProblem(box);
    await what().catch((error) => showProblem(box, error));
  };
  list.views = {
    keep: () =>
      attempt(async () => {
        const name = named.value.trim();
        await keepView(congress, { name, filters: presentFilters(withUnit), columns: list.chosen, split: typed(box, "split") });
        await again(name);
        toast(message("view-kept", { name }));
      }),
    forget: () =>
      attempt(async () => {
        const name = choice.value;
        await forgetView(congress, name);
        await again("");
        toast(message("view-forgotten", { name }));
      }),
  };
}
