// @ts-check
/**
 * People copied from a spreadsheet or a text: a line each, with name, phone and category in whatever order and with
 * whatever other columns beside them.
 * @param {string} text
 * @param {(words: string) => string} categoryOf the code of a category by its words; empty when they are none
 * @returns {{ name: string, phone: string, category: string }[]}
 */
export function pastedPeople(text, categoryOf) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  return lines.map((line) => person(line.split(/\t|,|，|;|；|\s{2,}/).map((cell) => cell.trim()).filter(Boolean), categoryOf)).filter((one) => one !== null);
}

/** @param {string[]} cells @param {(words: string) => string} categoryOf */
function person(cells, categoryOf) {
  // Names of several parts and phones in groups are the only texts with single spaces, so spaces separate only what else would be one cell.
  const parts = cells.length > 1 ? cells : (cells[0] ?? "").split(/\s+/);
  const phone = parts.find((cell) => /^\+?\d{7,15}$/.test(plain(cell))) ?? "";
  const category = parts.find((cell) => categoryOf(cell)) ?? "";
  const name = parts.find((cell) => cell !== phone && cell !== category && !/^[\d.+-]+$/.test(plain(cell))) ?? "";
  // The header that was copied with the rows.
  if (!phone && parts.some((cell) => /^(姓名|name)$/i.test(cell.replace(/[\s*]/g, "")))) return null;
  return { name, phone: plain(phone), category: categoryOf(category) };
}

/** Digits as a keyboard types them, without spaces and dashes. @param {string} text */
const plain = (text) => text.normalize("NFKC").replace(/[\s-]/g, "");
