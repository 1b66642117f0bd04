// @ts-check
import { Problem } from "./problem.js";

/**
 * Does something to what may have changed since it was shown. When it has, the refusal brings the fresh view: the item is
 * that from now on, so that pressing once more, after reading the refusal, is upon what is there.
 * @template T
 * @param {any} item a view with its version @param {() => Promise<T>} request
 * @returns {Promise<T>}
 */
export async function upon(item, request) {
  try {
    return await request();
  } catch (error) {
    if (error instanceof Problem && error.current?.id === item.id) Object.assign(item, error.current);
    throw error;
  }
}
