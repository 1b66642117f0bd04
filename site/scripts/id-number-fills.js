// @ts-check
import { day } from "./china-time.js";
import { control, controls } from "./dom.js";
import { read } from "./id-number.js";

/** 居民身份证 in the table of certificates. */
const IDENTITY_CARD = "111";

/** A right ID number says sex and birth date: they are filled in as soon as it is typed. @param {HTMLElement} form */
export function fillFromIdNumber(form) {
  if ((control(form, "id_type")?.value || IDENTITY_CARD) !== IDENTITY_CARD) return;
  const said = read(control(form, "id_number")?.value ?? "", day(Date.now()));
  if (!said) return;
  for (const radio of controls(form, "sex")) radio.checked = radio.value === said.sex;
  /** @type {HTMLInputElement} */ (control(form, "birth_date")).value = said.birth_date;
}
