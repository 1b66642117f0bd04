// @ts-check
import { showAsked } from "../../site/scripts/own-questions.js";
import { equal, test } from "./testing.js";

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} look @param {...Node} inside */
function template(look, ...inside) {
  const made = /** @type {HTMLTemplateElement} */ (element("template", { "data-look": look }));
  const label = element("label", { for: `new-${look}` }, element("span", { "data-field": "label" }), element("span", { class: "star" }), element("span", {}));
  made.content.append(element("div", { "data-question": `new-${look}` }, label, ...inside));
  return made;
}

function form() {
  const choice = element("div", { class: "choice-options" }, element("label", {}, element("input", { type: "radio", name: "new-choice" }), element("span", {})));
  return element("form", {},
    element("fieldset", { class: "form-section" }, element("div", { "data-question": "fax" })),
    element("fieldset", { class: "form-section" }, element("div", { "data-question": "email" }, element("span", { class: "star" }), element("span", {}), element("input", { required: "" })), element("div", { "data-question": "post" })),
    element("fieldset", { class: "form-section", "data-own-questions": "" }, element("div", { "data-list": "own" }, template("text", element("input", { id: "new-text", name: "new-text", required: "" })), template("choice", choice))));
}

const question = { id: "q-abc", label: "接站车次<b>", hint: "", kind: "text", required: false, most: 20, least: null, decimals: 0, choices: [] };

test("built-in questions that are hidden go, with a section that holds nothing else; those left open lose their star", () => {
  const made = form();
  showAsked(made, { hidden: ["fax"], optional: ["email"], questions: [] });
  equal(Array.from(made.querySelectorAll("[data-question]"), (each) => each.getAttribute("data-question")), ["email", "post"]);
  equal(Array.from(made.querySelectorAll("fieldset"), (each) => each.hidden), [true, false, true]);
  equal([made.querySelector(".star"), made.querySelector("[required]")], [null, null]);
});

test("the convener's questions are made of the templates, words as words", () => {
  const made = form();
  const choices = [{ code: "a", name: "清真", retired: false }, { code: "b", name: "旧的", retired: true }, { code: "c", name: "已选的旧的", retired: true }];
  showAsked(made, { hidden: [], optional: [], questions: [question, { ...question, id: "q-def", kind: "one", choices }] }, { "q-def": "c" });
  const line = /** @type {HTMLInputElement} */ (made.querySelector("[data-question=q-abc] input"));
  equal([line.id, line.name, line.maxLength, line.required], ["q-abc", "q-abc", 20, false]);
  equal(made.querySelector("[data-question=q-abc] label")?.textContent, "接站车次<b>");
  equal(Array.from(made.querySelectorAll("[name=q-def]"), (each) => each.getAttribute("value") ?? /** @type {any} */ (each).value), ["a", "c"]);
});
