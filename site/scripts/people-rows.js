// @ts-check
import { control, find, ticked, typed } from "./dom.js";
import { blank } from "./fill.js";
import { put } from "./named-form.js";

/** Rows of people with name and phone: officers of a congress, liaisons of a unit. */
export class PeopleRows {
  /** @param {HTMLElement} root @param {string} name of the list @param {string[]} [boxes] further boxes of a row */
  constructor(root, name, boxes = []) {
    this.name = name;
    this.boxes = boxes;
    this.list = find(root, `[data-list="${name}"]`);
  }

  get rows() {
    return /** @type {HTMLElement[]} */ (Array.from(this.list.children).filter((row) => !(row instanceof HTMLTemplateElement)));
  }

  /** @param {any[]} people with `name`, `phone` and, for the boxes, `roles` */
  show(people) {
    for (const row of this.rows) row.remove();
    for (const person of people) this.add(person);
  }

  /** @param {any} [person] @returns {HTMLElement} */
  add(person = {}) {
    const row = blank(this.list, this.name);
    put(row, "name", person.name);
    put(row, "phone", person.phone);
    for (const box of this.boxes) put(row, box, person.roles?.includes(box));
    this.list.append(row);
    return row;
  }

  /** A new row to type into. */
  begin() {
    control(this.add(), "name")?.focus();
  }

  /** @param {HTMLElement} button in the row */
  remove(button) {
    const row = this.rows.find((each) => each.contains(button));
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    row?.remove();
    if (next instanceof HTMLElement) control(next, "name")?.focus();
  }

  /** @returns {any[]} everybody; rows without anything typed are left out */
  read() {
    const filled = this.rows.filter((row) => typed(row, "name") || typed(row, "phone"));
    return filled.map((row) => {
      const person = { name: typed(row, "name"), phone: typed(row, "phone") };
      return this.boxes.length > 0 ? { ...person, roles: this.boxes.filter((box) => ticked(row, box)) } : person;
    });
  }
}
