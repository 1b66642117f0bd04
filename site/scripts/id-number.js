// @ts-check
/** What a citizen ID number (GB 11643) says. The server checks it again; this only saves typing and waiting. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** As it is stored: full-width digits made plain, no spaces, a capital X. @param {string} text */
export function tidy(text) {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

/**
 * Sex (GB/T 2261.1: 1 male, 2 female) and birth date; `null` when the number is not a right one.
 * @param {string} text
 * @param {string} today `2026-11-22`: nobody is born later
 */
export function read(text, today) {
  const number = tidy(text);
  if (!/^\d{17}[\dX]$/.test(number)) return null;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (CHECK_DIGITS[sum % 11] !== number[17]) return null;
  const birth_date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const real = new Date(`${birth_date}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== birth_date || birth_date > today) return null;
  return { birth_date, sex: Number(number[16]) % 2 === 1 ? "1" : "2" };
}
