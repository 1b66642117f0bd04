// @ts-check
/**
 * The part of a picture that becomes the photo: 5:7, as a two-inch portrait (413 × 579). Positions are in the picture's
 * own pixels.
 */

/** Width to height. */
const SHAPE = 5 / 7;
/** The smallest photo that is taken: 35 × 49 mm at 300 dots an inch. */
const SMALLEST = { width: 413, height: 579 };
/** As wide as is kept: the same at 600 dots an inch. */
const WIDEST = 826;

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
    return Math.min(width, height * SHAPE) / this.zoom;
  }

  /** Height of the part. */
  get height() {
    return this.width / SHAPE;
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

  /** Whether the picture has as many pixels as are asked for; 413 × 579 is 5:7 but for one pixel. */
  get isSharp() {
    return this.width >= SMALLEST.width && this.height >= SMALLEST.height - 1;
  }

  /** Pixels of the result: what the picture has, up to what is kept. */
  get result() {
    const width = Math.min(WIDEST, Math.floor(this.width));
    return { width, height: Math.round(width / SHAPE) };
  }

  #within() {
    const [halfWidth, halfHeight] = [this.width / 2, this.height / 2];
    this.x = Math.min(this.picture.width - halfWidth, Math.max(halfWidth, this.x));
    this.y = Math.min(this.picture.height - halfHeight, Math.max(halfHeight, this.y));
  }
}
