// @ts-check
import { put } from "./api.js";
import { dialog, find } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { Crop } from "./photo-crop.js";
import { Pointers } from "./pointers.js";
import { wordsOf } from "./problems.js";

/** How far an arrow key moves, in parts of the picture shown. */
const STEP = 0.02;

/** `<photo-field>`: a picture is chosen, cropped by dragging, pinching, slider or keys, and sent as JPEG. */
class PhotoField extends PageElement {
  /** Of the nomination; set by the form. */
  path = "";
  /** @type {ImageBitmap | null} */
  #picture = null;
  /** @type {Crop | null} */
  #crop = null;

  actions = {
    choose: () => this.#input.click(),
    "cancel-crop": () => dialog(this, "crop").close(),
    "use-crop": () => this.#send(),
  };

  start() {
    this.#input.addEventListener("change", (event) => {
      event.stopPropagation();
      this.attempt(null, () => this.#open());
    });
    const canvas = this.#canvas;
    new Pointers(canvas, {
      moved: (dx, dy) => this.#change((crop) => crop.move(dx, dy)),
      pinched: (factor) => this.#change((crop) => crop.zoomTo(crop.zoom * factor)),
    });
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.#change((crop) => crop.zoomTo(crop.zoom * (event.deltaY < 0 ? 1.05 : 0.95)));
    });
    canvas.addEventListener("keydown", (event) => this.#pressed(event));
    this.#slider.addEventListener("input", (event) => {
      event.stopPropagation();
      this.#change((crop) => crop.zoomTo(Number(this.#slider.value)));
    });
  }

  /** Shows the stored photo. @param {string} address empty when there is none */
  show(address) {
    const image = /** @type {HTMLImageElement} */ (find(this, "img[data-photo]"));
    image.hidden = !address;
    if (address) image.src = address;
    image.alt = address ? message("photo-present") : "";
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (find(this, "input[type=file]"));
  }

  get #canvas() {
    return /** @type {HTMLCanvasElement} */ (find(this, "canvas[data-crop]"));
  }

  get #slider() {
    return /** @type {HTMLInputElement} */ (find(this, "[data-zoom]"));
  }

  async #open() {
    const file = this.#input.files?.[0];
    this.#input.value = "";
    if (!file) return;
    // Phones store a picture's rotation apart from it.
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
    if (!picture) return fill(this, { state: message("photo-unreadable") });
    this.#picture = picture;
    this.#crop = new Crop(picture);
    if (!this.#crop.isSharp) return fill(this, { state: message("photo-too-small") });
    fill(this, { state: "" });
    dialog(this, "crop").showModal();
    this.#change(() => {});
    this.#canvas.focus();
  }

  /** @param {(crop: Crop) => void} how */
  #change(how) {
    const [crop, picture] = [this.#crop, this.#picture];
    if (!crop || !picture) return;
    const before = crop.zoom;
    how(crop);
    if (!crop.isSharp) crop.zoomTo(before);
    this.#slider.value = String(crop.zoom);
    crop.draw(this.#canvas, picture);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] });
    const zooms = /** @type {Record<string, number>} */ ({ "+": 1.05, "=": 1.05, "-": 0.95 });
    const [move, zoom] = [moves[event.key], zooms[event.key]];
    if (!move && !zoom) return;
    event.preventDefault();
    this.#change((crop) => (move ? crop.move(...move) : crop.zoomTo(crop.zoom * zoom)));
  }

  async #send() {
    const [crop, picture] = [this.#crop, this.#picture];
    if (!crop || !picture) return;
    const canvas = document.createElement("canvas");
    Object.assign(canvas, crop.result);
    crop.draw(canvas, picture);
    const photo = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
    fill(this, { state: message("photo-sending") });
    dialog(this, "crop").close();
    try {
      await put(`${this.path}/photo`, undefined, { bytes: photo, type: "image/jpeg" });
      this.show(URL.createObjectURL(photo));
      fill(this, { state: message("photo-saved") });
      this.dispatchEvent(new CustomEvent("photo-saved", { bubbles: true }));
    } catch (error) {
      fill(this, { state: wordsOf(error).detail });
    }
    /** @type {HTMLElement | null} */ (this.querySelector("[data-action=choose]"))?.focus();
  }
}

customElements.define("photo-field", PhotoField);
