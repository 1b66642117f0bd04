// @ts-check
/**
 * Fingers and mouse on an element: one moves, two move and pinch. Distances are in parts of the element's width and height.
 */
export class Pointers {
  /** Where each pointer was last. @type {Map<number, { x: number, y: number }>} */
  #at = new Map();

  /**
   * @param {HTMLElement} element
   * @param {{ moved: (dx: number, dy: number) => unknown, pinched: (factor: number) => unknown }} told
   */
  constructor(element, { moved, pinched }) {
    this.element = element;
    this.moved = moved;
    this.pinched = pinched;
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      this.#at.set(event.pointerId, place(event));
    });
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const ended of ["pointerup", "pointercancel"]) {
      element.addEventListener(ended, (event) => this.#at.delete(/** @type {PointerEvent} */ (event).pointerId));
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#at.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const others = [...this.#at.entries()].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.#at.set(event.pointerId, now);
    // Each of several fingers moves the picture by its share, so that two that go the same way move it as one does.
    const share = this.#at.size;
    this.moved((now.x - before.x) / this.element.clientWidth / share, (now.y - before.y) / this.element.clientHeight / share);
    const [other] = others;
    if (other && apart(before, other) > 0) this.pinched(apart(now, other) / apart(before, other));
  }
}

/** @param {PointerEvent} event */
const place = ({ clientX, clientY }) => ({ x: clientX, y: clientY });

/** @param {{ x: number, y: number }} one @param {{ x: number, y: number }} other */
const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
