// @ts-check
/**
 * The part of a picture that becomes the photo: 5:7, as a two-inch portrait (413 × 579). Positions are in the picture's
 * own pixels.
 */

/** Pixels of the result: a little more than is asked for, in the same shape. */
export const RESULT = { width: 500, height: 700 };

export class Crop {
  /** @param {{ width: number, height: number }} picture */
  constructor(picture) {
    this.picture = picture;
    this.zoom = 1;
    this.x = picture.width / 2;
    // Heads stand in the upper part of a picture.
    this.y = Math.min(picture.height / 2, this.height * 0.5);
    this.#within();
  }

  /** Width of the part. */
  get width() {
    const { width, height } = this.picture;
    return Math.min(width, (height * RESULT.width) / RESULT.height) / this.zoom;
  }

  /** Height of the part. */
  get height() {
    return (this.width * RESULT.height) / RESULT.width;
  }

  /** @param {number} dx @param {number} dy in parts of the shown width and height */
  move(dx, dy) {
    this.x -= dx * this.width;
    this.y -= dy * this.height;
    this.#within();
  }

  /** @param {number} zoom from 1: the whole width or height */
  zoomTo(zoom) {
    this.zoom = Math.min(4, Math.max(1, zoom));
    this.#within();
  }

  /** Draws the part into a canvas. @param {HTMLCanvasElement} canvas @param {CanvasImageSource} source */
  draw(canvas, source) {
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = "#fff"; // a transparent picture gets a white ground
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    const { width, height } = this;
    context.drawImage(source, this.x - width / 2, this.y - height / 2, width, height, 0, 0, canvas.width, canvas.height);
  }

  /** Whether the picture has as many pixels as are asked for. */
  get isSharp() {
    return this.width >= 413 && this.height >= 579;
  }

  #within() {
    const [halfWidth, halfHeight] = [this.width / 2, this.height / 2];
    this.x = Math.min(this.picture.width - halfWidth, Math.max(halfWidth, this.x));
    this.y = Math.min(this.picture.height - halfHeight, Math.max(halfHeight, this.y));
  }
}
