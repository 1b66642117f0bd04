// @ts-check
const NAMESPACE = "http://www.w3.org/2000/svg";
/** In units of the drawing: as wide as a card on a phone, so that its text is never smaller than the page's. */
const WIDTH = 340;
const ROW = 42;
const BAR = 14;
let charts = 0;

/**
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} part from 0 to 1: the bar's length
 * @property {string} text what stands at its right
 * @property {number} [mark] from 0 to 1: a line that the bar is to reach
 * @property {"unknown" | "short"} [kind] hatched: nothing is known of these, or the mark is not reached
 */

/**
 * Bars with their names and numbers as a drawing. Colour says nothing that hatching and words do not say too; whoever
 * cannot see it hears `label`, and the table beside it has every number.
 * @param {Bar[]} bars @param {string} label
 */
export function barChart(bars, label) {
  const id = `chart-${(charts += 1)}`;
  const height = bars.length * ROW;
  const svg = element("svg", { class: "bar-chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label });
  svg.append(hatching(id));
  bars.forEach((bar, index) => svg.append(...row(bar, index * ROW, id)));
  return svg;
}

/** @param {Bar} bar @param {number} top @param {string} id */
function row(bar, top, id) {
  const name = element("text", { x: 0, y: top + 15 }, bar.name);
  const text = element("text", { x: WIDTH, y: top + 15, "text-anchor": "end", class: "bar-number" }, bar.text);
  const track = element("rect", { x: 0, y: top + 21, width: WIDTH, height: BAR, rx: 3, class: "bar-track" });
  const length = Math.max(0, Math.min(1, bar.part)) * WIDTH;
  const filled = element("rect", { x: 0, y: top + 21, width: length, height: BAR, rx: 3, class: "bar-fill" });
  const parts = [name, text, track, filled];
  if (bar.kind) parts.push(element("rect", { x: 0, y: top + 21, width: length, height: BAR, rx: 3, fill: `url(#${id})` }));
  if (bar.mark !== undefined) {
    const x = bar.mark * WIDTH;
    parts.push(element("line", { x1: x, x2: x, y1: top + 18, y2: top + 24 + BAR, class: "bar-mark" }));
  }
  return parts;
}

/** @param {string} id */
function hatching(id) {
  const definitions = element("defs", {});
  const pattern = element("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(element("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "bar-hatch" }));
  definitions.append(pattern);
  return definitions;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
