// @ts-check

/** What is left of A4 between its margins (`90-print.css`), in CSS pixels, less a line for what printers round. */
const HEIGHT = ((297 - 2 * 12) / 25.4) * 96 - 6;
/** The smallest letters that can be read on paper: 7 points, against the usual 9.5. */
const SMALLEST = 0.74;
const STEP = 0.02;

/**
 * Sets a sheet so that it fills one page where it can: letters and spaces shrink together. What would have to be too small to read is set
 * as usual, on as many pages as it takes.
 * @param {HTMLElement} sheet
 */
export function fitOnPage(sheet) {
  sheet.toggleAttribute("data-as-printed", true);
  let size = 1;
  sheet.style.setProperty("--fit", "1");
  while (sheet.offsetHeight > HEIGHT && size > SMALLEST) {
    size -= STEP;
    sheet.style.setProperty("--fit", size.toFixed(2));
  }
  if (sheet.offsetHeight > HEIGHT) sheet.style.setProperty("--fit", "1");
  sheet.toggleAttribute("data-as-printed", false);
}
