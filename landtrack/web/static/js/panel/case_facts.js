// The facts of a case, its place included.

import { button, element, picture } from "../page/element.js";
import { decimal, text } from "../page/words.js";

/** Return the facts of the panel as a list of terms; `onShow` moves the map there. */
export function factsList(panel, onShow) {
  const facts = panel.facts.filter(({ value }) => value !== "" && value !== null);
  const list = element("dl", { class: "facts" }, ...facts.map(({ label, value }) => element("div", { class: "facts__row" },
    element("dt", { text: label }), element("dd", { text: value }))));
  list.append(element("div", { class: "facts__row" },
    element("dt", { text: text("place") }), element("dd", {}, ...placeOf(panel.centre, onShow))));
  return list;
}

function placeOf(centre, onShow) {
  if (!centre) {
    return [element("span", { class: "unmapped" }, picture("map-pin-off"), element("span", { text: text("not_on_map") }))];
  }
  return [
    element("div", { class: "number", text: centre.text }),
    element("div", { class: "number soft", text: `${decimal(centre.lat, 6)}° · ${decimal(centre.lon, 6)}°` }),
    button(text("show_on_map"), { kind: "quiet", icon: "map-pin", on: { click: onShow } }),
  ];
}
