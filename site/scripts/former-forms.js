// @ts-check
import { post } from "./api.js";
import { dialog, find, maybe, show, ticked, typed } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { same } from "./merge.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";
import { toast } from "./toast-region.js";

/** What waits for a consent of its own. */
const SENSITIVE = "id_number";

/**
 * 从往届登记表带入: the person's own forms at other congresses are offered while they have answers that are still empty here.
 * @typedef {object} Page what it needs of the form
 * @property {() => Record<string, any>} read what is filled in now
 * @property {(fields: string[], display: Record<string, string>) => { name: string, label: string, mine: string, theirs: string }[]} beside
 *   answers here and there, in words
 * @property {() => boolean} hasPhoto
 * @property {import("./draft.js").Draft} draft
 * @property {(view: any) => void} took shows the form as it is stored now
 *
 * @param {HTMLElement} root @param {string} path of the nomination
 * @param {{ items: any[], consent: string }} former the forms, and the version of the words to agree to
 * @param {Page} page
 */
export function offerFormer(root, path, { items, consent }, page) {
  const offered = items.filter((/** @type {any} */ item) => compare(item, page.read()).empty.length > 0);
  const box = find(root, "[data-former]");
  rows(box, "former", offered, (row, item) => {
    find(row, "button").onclick = async () => {
      if (await bringIn(root, path, { ...item, consent }, page)) box.hidden = true;
    };
  });
  box.hidden = offered.length === 0;
}

/** @param {any} item @param {Record<string, any>} now */
function compare(item, now) {
  const fields = Object.keys(item.values).filter((name) => name in now);
  const empty = fields.filter((name) => same(now[name], null));
  const differing = fields.filter((name) => name !== SENSITIVE && !empty.includes(name) && !same(now[name], item.values[name]));
  return { empty, differing };
}

/** @param {HTMLElement} root @param {string} path @param {any} item @param {Page} page @returns {Promise<boolean>} whether it was done */
function bringIn(root, path, item, page) {
  const box = dialog(root, "former");
  const { empty, differing } = compare(item, page.read());
  const photo = item.photo && !page.hasPhoto();
  const plain = empty.filter((name) => name !== SENSITIVE);
  fill(box, {
    title: item.title,
    date: item.date,
    empty: message("former-empty", { count: plain.length }),
    differing: message("former-differing", { count: differing.length }),
    left: message("former-left", { count: item.left_out.length }),
  });
  rows(box, "left_out", item.left_out);
  rows(box, "differing", page.beside(differing, item.display), (row, { name }) => {
    for (const radio of row.querySelectorAll("input")) radio.name = `former-${name}`;
  });
  show(box, "[data-differing]", differing.length > 0);
  show(box, "[data-left]", item.left_out.length > 0);
  show(box, "[data-sensitive]", photo || empty.includes(SENSITIVE));
  return openDialog(box, async (form) => {
    if (!ticked(form, "consent")) throw unasked();
    const too = ticked(form, "sensitive");
    const chosen = differing.filter((name) => typed(form, `former-${name}`) === "theirs");
    const fields = [...(too ? empty : plain), ...chosen];
    await page.draft.flush();
    if (too) await consentTo(root, path);
    const body = { congress: item.congress, fields, photo: photo && too, consent: item.consent };
    page.took(await post(`${path}/former-forms`, body, { version: page.draft.version }));
    toast(message("former-brought", { count: fields.length }));
  });
}

/** What is sensitive is taken with the consent that the page asks for (`sensitive-consent.js`). @param {HTMLElement} root @param {string} path */
async function consentTo(root, path) {
  const asked = maybe(root, "sensitive-consent");
  if (asked?.dataset.consent === "none") await post(`${path}/consent`, { version: asked.dataset.version });
}

function unasked() {
  const errors = [{ pointer: "/consent", code: "required", detail: message("former-consent-first") }];
  return new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail: message("former-consent-first"), errors });
}
