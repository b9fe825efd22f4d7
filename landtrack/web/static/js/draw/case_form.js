// The form of a case's facts. What is wrong is said at its field; a time in words is put into days by the server.

import { getJson } from "../page/ask.js";
import { element } from "../page/element.js";
import { showProblem } from "../page/field_problem.js";
import { text } from "../page/words.js";
import { FIELDS, fillControl, makeControl, makeField, makeLists, readControl } from "./fields.js";

const PAUSE = 500; // ms after the last key before the server reads a time in words
const PAIRS = [["map_sheet", "parcel"], ["land_type", "area_m2"], ["earliest", "latest"]];

/** Events: "changed". `given`: {page, choices, hamlets, code}: code null for a new case, which may be given one. */
export class CaseForm extends EventTarget {
  constructor(given) {
    super();
    this.given = given;
    this.controls = {};
    const last = given.code ? ["reason"] : ["code", "reason"];
    this.box = element("div", { class: "draw-form" }, ...this.rows([...FIELDS, ...last]), ...makeLists(given));
    this.controls.unit.addEventListener("change", () => this.offerOldCommunes());
    this.controls.occurred.addEventListener("input", () => this.readTimeSoon());
    for (const name of ["earliest", "latest"]) {
      this.controls[name].addEventListener("input", () => {
        this.controls.occurred.value = "";
      });
    }
    this.box.addEventListener("input", (event) => {
      showProblem(event.target, "");
      this.dispatchEvent(new CustomEvent("changed"));
    });
  }

  /** Return all values as they are sent. */
  get values() {
    return Object.fromEntries(Object.entries(this.controls).map(([name, control]) => [name, readControl(name, control)]));
  }

  fill(values) {
    fillControl(this.controls.unit, values.unit ?? this.given.choices.units[0].id);
    this.offerOldCommunes();
    Object.entries(values).filter(([name]) => name in this.controls).forEach(([name, value]) => {
      fillControl(this.controls[name], value);
    });
  }

  /** Say what is wrong at its field and go there; return whether there is such a field. */
  refuse(sentence, name) {
    const control = this.controls[name];
    if (control) {
      showProblem(control, sentence);
      control.focus();
    }
    return Boolean(control);
  }

  clear() {
    Object.values(this.controls).forEach((control) => showProblem(control, ""));
  }

  /** Return what a field's value is called: the label of a choice, else the value itself. */
  worded(name, value) {
    const { page, choices } = this.given;
    const of = (list, key, label) => list.find((one) => one[key] === value)?.[label];
    const units = choices.units.flatMap((unit) => [unit, ...unit.old_communes]);
    const known = { kind: () => of(page.kinds, "value", "label"), unit: () => of(units, "id", "name"),
      parcel_unit: () => of(units, "id", "name"), part_of_parcel: () => text(value ? "draw_yes" : "draw_no") };
    return known[name]?.() ?? (String(value ?? "") || "–");
  }

  rows(names) {
    const field = (name) => {
      this.controls[name] = makeControl(name, this.given);
      return makeField(name, this.controls[name]);
    };
    return names.filter((name) => !PAIRS.some(([, second]) => second === name)).map((name) => {
      const pair = PAIRS.find(([first]) => first === name);
      return pair ? element("div", { class: "draw-form__pair" }, ...pair.map(field)) : field(name);
    });
  }

  // The sheets of an old commune: only one whose land came to the unit.
  offerOldCommunes() {
    const { unit, parcel_unit: old } = this.controls;
    const chosen = this.given.choices.units.find(({ id }) => id === Number(unit.value)) ?? this.given.choices.units[0];
    const kept = old.value;
    old.replaceChildren(element("option", { value: "", text: text("draw_no_old_commune") }),
      ...chosen.old_communes.map(({ id, name }) => element("option", { value: id, text: name })));
    old.value = [...old.options].some(({ value }) => value === kept) ? kept : "";
    old.closest(".field").hidden = chosen.old_communes.length === 0;
  }

  readTimeSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.readTime(), PAUSE);
  }

  async readTime() {
    const { occurred } = this.controls;
    const words = occurred.value.trim();
    if (words === "") {
      return;
    }
    try {
      const found = await getJson(`/api/occurred?text=${encodeURIComponent(words)}`);
      if (occurred.value.trim() === words) {
        fillControl(this.controls.earliest, found.earliest);
        fillControl(this.controls.latest, found.latest);
        showProblem(occurred, "");
      }
    } catch (refused) {
      if (occurred.value.trim() === words) {
        showProblem(occurred, refused.sentence ?? String(refused));
      }
    }
  }
}
