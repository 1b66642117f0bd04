// @ts-check
/**
 * Dates are typed as digits: 19750308 is quicker on a phone than turning a wheel back fifty years. However it is written, it is
 * shown as it is stored once the field is left. What is no date stays as it was typed and is marked by the server's check.
 */

/** @param {EventTarget | null} target a control with `data-date` of `day` or `month` */
export function tidyDate(target) {
  if (target instanceof HTMLInputElement && target.dataset.date) target.value = tidy(target.value, target.dataset.date === "day" ? 3 : 2);
}

/** @param {string} text @param {number} parts 3 for a day, 2 for a month @returns {string} */
export function tidy(text, parts) {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(/[年月日号./]/g, "-").replace(/-+$/, "");
  const joined = parts === 3 ? /^(\d{4})(\d{2})(\d{2})$/ : /^(\d{4})(\d{2})$/;
  const apart = parts === 3 ? /^(\d{4})-(\d{1,2})-(\d{1,2})$/ : /^(\d{4})-(\d{1,2})$/;
  const found = joined.exec(plain) ?? apart.exec(plain);
  return found ? found.slice(1).map((part) => part.padStart(2, "0")).join("-") : text;
}
