// @ts-check
import { control, find } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";
import { Sending } from "./sending.js";
import { toast } from "./toast-region.js";
import { LARGEST, upload } from "./upload.js";

/** @typedef {{ pointer: string, code: string, detail: string }} Fault */

/**
 * The file chosen in a dialog, if it can be sent: what can be said before anything is sent is said here.
 * @param {HTMLElement} form with `[name=file]` @param {Fault[]} [others] what else is missing @returns {File}
 */
export function chosenFile(form, others = []) {
  const file = control(form, "file")?.files?.[0];
  const errors = [...others];
  if (!file) errors.push({ pointer: "/file", code: "required", detail: message("choose-file") });
  else if (file.size > LARGEST) errors.push({ pointer: "/file", code: "too_large", detail: message("file-too-large") });
  if (!file || errors.length > 0) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), errors, detail: message("please-correct", { count: errors.length }) });
  return file;
}

/**
 * Sends a file from a dialog that shows how far it is, and stays open for the next one.
 * @param {HTMLDialogElement} box with `[data-sending]` and `[name=file]`
 * @param {string} files the path of the files that it joins @param {File} file @param {{ kind?: string, material?: string }} what
 */
export async function sendFile(box, files, file, what) {
  const part = find(box, "[data-sending]");
  const sending = shownSending(part, /** @type {HTMLProgressElement} */ (find(part, "progress")));
  const closed = () => sending.cancel();
  box.addEventListener("close", closed);
  try {
    await upload(files, file, what, sending);
  } finally {
    box.removeEventListener("close", closed);
    part.hidden = true;
  }
  toast(message("uploaded", { name: file.name }));
  /** @type {HTMLInputElement} */ (control(box, "file")).value = "";
}

/**
 * The bar with what can be done meanwhile: hold, and go on.
 * @param {HTMLElement} part @param {HTMLProgressElement} bar @returns {Sending}
 */
function shownSending(part, bar) {
  const [hold, goOn] = ["hold", "go-on"].map((action) => /** @type {HTMLButtonElement} */ (find(part, `[data-action=${action}]`)));
  const says = { sending: "", held: message("upload-held"), dropped: message("upload-dropped") };
  const sending = new Sending({
    progress: (share) => {
      bar.value = share * 100;
    },
    state: (how) => {
      fill(part, { sending: says[how] });
      const hadFocus = part.contains(document.activeElement);
      hold.hidden = how !== "sending";
      goOn.hidden = how === "sending";
      if (hadFocus || how === "dropped") (how === "sending" ? hold : goOn).focus();
    },
  });
  hold.onclick = () => sending.hold();
  goOn.onclick = () => sending.goOn();
  bar.value = 0;
  part.hidden = false;
  return sending;
}
