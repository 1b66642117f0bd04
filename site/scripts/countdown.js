// @ts-check
import { message } from "./messages.js";

/**
 * A button that may be pressed again after some seconds, and says how many are left.
 * @param {HTMLElement} button @param {number} seconds
 */
export function startCountdown(button, seconds) {
  const label = button.dataset.label ?? button.textContent ?? "";
  button.dataset.label = label;
  button.setAttribute("aria-disabled", "true");
  const ends = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((ends - Date.now()) / 1000);
    if (left > 0) {
      button.textContent = message("code-again-in", { seconds: left });
      return;
    }
    clearInterval(timer);
    button.textContent = label;
    button.removeAttribute("aria-disabled");
  };
  const timer = setInterval(tick, 500);
  tick();
}
