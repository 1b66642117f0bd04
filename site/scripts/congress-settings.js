// @ts-check
import { fromInput, toInput } from "./china-time.js";
import { all, control, ticked, typed } from "./dom.js";
import { choose, chosen, put } from "./named-form.js";

/** Settings that are a text or a day each. */
const TEXTS = ["title", "venue", "starts_on", "ends_on", "reference_date", "rule_text", "notice"];
/** Days may be left open. */
const OPTIONAL = ["starts_on", "ends_on"];

/** Shows a congress's settings in their form. @param {HTMLElement} form @param {any} congress */
export function showSettings(form, congress) {
  for (const name of TEXTS) put(form, name, congress[name]);
  choose(form, "level", [congress.level]);
  put(form, "age_limit", congress.age_limit);
  for (const code of categoriesOf(form)) {
    const rule = congress.categories?.[code];
    put(form, `categories.${code}`, Boolean(rule));
    put(form, `met.${code}`, rule?.met ?? "equal");
    put(form, `planned.${code}`, rule?.planned);
    put(form, `name.${code}`, rule?.name?.zh);
    put(form, `minimums.${code}`, rule?.minimums !== false);
  }
  choose(form, "traits", congress.traits ?? []);
  put(form, "four_eyes", congress.four_eyes ?? false);
  put(form, "support.name", congress.support?.name);
  put(form, "support.phone", congress.support?.phone);
}

/** What most congresses choose, for a new one: every category and trait, 45 years. @param {HTMLElement} form */
export function suggest(form) {
  put(form, "age_limit", 45);
  for (const code of categoriesOf(form)) for (const name of ["categories", "minimums"]) put(form, `${name}.${code}`, true);
  for (const box of all(form, '[name="traits"]')) /** @type {HTMLInputElement} */ (box).checked = true;
}

/** What stands in the settings' form, as the server takes it; the windows stand in a form of their own. @param {HTMLElement} form */
export function readSettings(form) {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, typed(form, name)]));
  for (const name of OPTIONAL) if (texts[name] === "") /** @type {any} */ (texts)[name] = null;
  const used = categoriesOf(form).filter((code) => ticked(form, `categories.${code}`));
  return {
    ...texts,
    level: typed(form, "level"),
    age_limit: Number(typed(form, "age_limit")),
    categories: Object.fromEntries(used.map((code) => [code, rule(form, code)])),
    traits: chosen(form, "traits"),
    four_eyes: ticked(form, "four_eyes"),
    support: { name: typed(form, "support.name"), phone: typed(form, "support.phone") },
  };
}

/** How a category is used. @param {HTMLElement} form @param {string} code */
function rule(form, code) {
  const [planned, name] = [typed(form, `planned.${code}`), typed(form, `name.${code}`)];
  return {
    met: typed(form, `met.${code}`),
    planned: planned === "" ? null : Number(planned),
    ...(name ? { name: { zh: name } } : {}),
    ...(control(form, `minimums.${code}`) ? { minimums: ticked(form, `minimums.${code}`) } : {}),
  };
}

/** @param {HTMLElement} form */
function categoriesOf(form) {
  return all(form, '[name^="categories."]').map((box) => (box.getAttribute("name") ?? "").slice("categories.".length));
}

/** @param {HTMLElement} form @param {any} windows by stage, in China time */
export function showWindows(form, windows) {
  for (const input of /** @type {HTMLInputElement[]} */ (all(form, "input[type=datetime-local]"))) {
    const [stage, edge] = input.name.split(".");
    input.value = toInput(windows?.[stage]?.[edge]);
  }
}

/** The windows by stage; a stage of which both ends are open has none. @param {HTMLElement} form */
export function readWindows(form) {
  /** @type {Record<string, Record<string, string | null>>} */
  const windows = {};
  for (const input of /** @type {HTMLInputElement[]} */ (all(form, "input[type=datetime-local]"))) {
    const [stage, edge] = input.name.split(".");
    (windows[stage] ??= {})[edge] = fromInput(control(form, input.name)?.value ?? "");
  }
  return Object.fromEntries(Object.entries(windows).filter(([, { opens_at, closes_at }]) => opens_at || closes_at));
}
