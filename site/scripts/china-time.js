// @ts-check
/** Times are stored in UTC and shown in China time, wherever the reader is. China has had no summer time since 1991. */
const OFFSET_MS = 8 * 3600 * 1000;

/** @param {string | number | Date} instant @returns {string} ISO 8601 without a zone, as clocks in China show it */
function civil(instant) {
  return new Date(new Date(instant).getTime() + OFFSET_MS).toISOString().slice(0, 19);
}

/** `2026-11-22 10:32` @param {string | number | Date} instant */
export const dateTime = (instant) => civil(instant).slice(0, 16).replace("T", " ");

/** `10:32` @param {string | number | Date} instant */
export const clock = (instant) => civil(instant).slice(11, 16);

/** `2026-11-22` @param {string | number | Date} instant */
export const day = (instant) => civil(instant).slice(0, 10);

/** For `input[type=datetime-local]`. @param {string | null | undefined} instant */
export const toInput = (instant) => (instant ? civil(instant).slice(0, 16) : "");

/** From `input[type=datetime-local]`; `null` when empty. @param {string} value */
export const fromInput = (value) => (value ? new Date(`${value.slice(0, 16)}:00+08:00`).toISOString() : null);

/** Whether a text is an instant as the server writes it. @param {unknown} value */
export const isInstant = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
