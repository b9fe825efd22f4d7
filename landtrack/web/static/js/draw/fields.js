// The fields of a case: which there are, what each looks like, in the order in which an official fills them in.

import { enhanceDay } from "../page/day_field.js";
import { element } from "../page/element.js";
import { dayText, text } from "../page/words.js";

/** The names of all fields that are sent, the geometry aside. */
export const FIELDS = ["unit", "hamlet", "map_sheet", "parcel", "part_of_parcel", "parcel_unit", "land_type", "area_m2",
  "kind", "occurred", "earliest", "latest", "found_on"];
const DAYS = new Set(["earliest", "latest", "found_on"]);
const NUMBERS = new Set(["unit", "parcel_unit"]);
const HINTS = new Set(["code", "land_type", "area_m2", "occurred", "latest"]);
const LONGEST = 500;

/** Return the control of a field: an input or a select with its choices. */
export function makeControl(name, { page, choices, hamlets }) {
  const base = { class: "input", name, id: `draw-${name}` };
  const option = (value, label) => element("option", { value, text: label });
  if (name === "unit") {
    return element("select", base, ...choices.units.map(({ id, name: label }) => option(id, label)));
  }
  if (name === "parcel_unit") {
    return element("select", base);
  }
  if (name === "kind") {
    const kinds = page.kinds.map(({ value, label, option: offered = label }) => option(value, offered));
    return element("select", base, option("", text("choose")), ...kinds);
  }
  if (name === "part_of_parcel") {
    return element("input", { ...base, class: "tick", type: "checkbox" });
  }
  if (name === "reason") {
    return element("textarea", { ...base, rows: "2", maxlength: LONGEST });
  }
  if (DAYS.has(name)) {
    return element("input", { ...base, inputmode: "numeric", placeholder: text("day_pattern") });
  }
  const lists = { land_type: "draw-land-types", hamlet: hamlets.length > 0 ? "draw-hamlets" : null };
  const keyboard = name === "area_m2" ? "decimal" : null;
  return element("input", { ...base, maxlength: LONGEST, inputmode: keyboard, list: lists[name], autocomplete: "off" });
}

/** Return the box of a field around its control, with label, hint and room for what is wrong. */
export function makeField(name, control) {
  const label = element("label", { for: control.id, text: text(`draw_${name}`) });
  const problem = element("span", { class: "field__problem", "aria-live": "polite" });
  if (name === "part_of_parcel") {
    return element("div", { class: "field field--tick" }, control, label, problem);
  }
  const hint = HINTS.has(name) && element("span", { class: "field__hint", text: text(`draw_hint_${name}`) });
  return element("div", { class: `field field--${name}` }, label, DAYS.has(name) ? dayBox(control) : control, hint, problem);
}

/** Return the lists that fields offer: land types of both circulars, hamlets of the commune. */
export function makeLists({ choices, hamlets }) {
  const codes = choices.land_types.map(({ code, name }) => element("option", { value: code, label: `${code} · ${name}` }));
  return [element("datalist", { id: "draw-land-types" }, ...codes),
    element("datalist", { id: "draw-hamlets" }, ...hamlets.map((value) => element("option", { value })))];
}

/** Return what a control holds, as it is sent. */
export function readControl(name, control) {
  if (control.type === "checkbox") {
    return control.checked;
  }
  return NUMBERS.has(name) ? (control.value === "" ? null : Number(control.value)) : control.value.trim();
}

/** Put a value into a control. */
export function fillControl(control, value) {
  if (control.type === "checkbox") {
    control.checked = value === true;
  } else {
    control.value = value ?? "";
  }
}

/** Return the values with which a new case begins. */
export function freshFields(page, choices) {
  const fresh = Object.fromEntries(FIELDS.map((name) => [name, ""]));
  return { ...fresh, unit: choices.units[0].id, parcel_unit: null, part_of_parcel: false, found_on: dayText(page.today) };
}

function dayBox(control) {
  const box = element("div", { class: "day", data: { open: text("open_calendar") } }, control);
  enhanceDay(box);
  return box;
}
