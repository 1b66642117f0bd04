// @ts-check
import { message } from "./messages.js";

/**
 * A button that may be pressed again after some seconds, and says how many are left.
 * @param {HTMLButtonElement} button @param {number} seconds
 * @param {() => boolean} allowed whether it may be pressed then
 */
export function startCountdown(button, seconds, allowed) {
  const label = button.dataset.label ?? button.textContent ?? "";
  button.dataset.label = label;
  button.disabled = true;
  button.toggleAttribute("data-counting", true);
  const ends = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((ends - Date.now()) / 1000);
    if (left > 0) {
      button.textContent = message("code-again-in", { seconds: left });
      return;
    }
    clearInterval(timer);
    button.textContent = label;
    button.toggleAttribute("data-counting", false);
    button.disabled = !allowed();
  };
  const timer = setInterval(tick, 500);
  tick();
}
