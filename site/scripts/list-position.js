// @ts-check
/**
 * Coming back to a list finds the same place in it: its rows arrive after the browser has tried to scroll.
 */
export function returnToPosition() {
  const key = () => `scroll:${location.pathname}${location.search}`;
  const kept = Number(sessionStorage.getItem(key()));
  const [navigation] = performance.getEntriesByType("navigation");
  const cameBack = /** @type {PerformanceNavigationTiming} */ (navigation)?.type !== "navigate";
  if (cameBack && kept > 0) scrollTo(0, kept);
  addEventListener("pagehide", () => sessionStorage.setItem(key(), String(scrollY)));
}
