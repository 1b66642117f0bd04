// @ts-check
/** @type {{ name: string, body: () => unknown }[]} */
const tests = [];

/** @param {string} name a sentence @param {() => unknown} body throws, or rejects, when it fails */
export function test(name, body) {
  tests.push({ name, body });
}

/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`found ${found}, expected ${wanted}`);
}

/** Runs everything registered, one after the other, and writes the outcome into the page. */
export async function run() {
  let passed = 0;
  const failures = [];
  for (const { name, body } of tests) {
    try {
      await body();
      passed += 1;
    } catch (error) {
      failures.push(`${name}: ${error}`);
    }
  }
  const list = document.getElementById("failures");
  for (const failure of failures) {
    const item = document.createElement("li");
    item.textContent = failure;
    list?.append(item);
  }
  const summary = `${passed} passed, ${failures.length} failed`;
  const place = document.getElementById("summary");
  if (place) place.textContent = summary;
  document.title = summary;
}
