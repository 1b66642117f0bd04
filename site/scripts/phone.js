// @ts-check
import { typed } from "./dom.js";

/** `+8613800000001`, from the chosen country and what was typed. @param {ParentNode} form */
export function typedPhone(form) {
  const number = typed(form, "phone").normalize("NFKC").replace(/[\s-]/g, "");
  const country = typed(form, "country");
  return !country || number.startsWith("+") ? number : country + number;
}
