// @ts-check

/**
 * Two selects of which the second offers only what belongs to the first's choice (`option[data-of]`).
 * @param {ParentNode} root around both
 * @returns {() => void} brings the second in line with the first, after a value was set by script
 */
export function linkLevels(root) {
  const first = /** @type {HTMLSelectElement | null} */ (root.querySelector('select[data-level="1"]'));
  const second = /** @type {HTMLSelectElement | null} */ (root.querySelector('select[data-level="2"]'));
  if (!first || !second) return () => {};
  const offered = Array.from(second.options);
  const narrow = () => {
    const kept = second.value;
    // Options are taken out, not hidden: Safari shows hidden ones.
    second.replaceChildren(...offered.filter(({ dataset, value }) => value === "" || (first.value !== "" && dataset.of === first.value)));
    second.value = Array.from(second.options).some(({ value }) => value === kept) ? kept : "";
    second.disabled = first.value === "";
  };
  const align = () => {
    const parent = offered.find(({ value }) => value !== "" && value === (second.dataset.wanted ?? second.value))?.dataset.of;
    if (parent) first.value = parent;
    narrow();
    if (second.dataset.wanted) second.value = second.dataset.wanted;
    delete second.dataset.wanted;
  };
  first.addEventListener("change", narrow);
  align();
  return align;
}
