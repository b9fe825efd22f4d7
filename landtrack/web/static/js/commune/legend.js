// The legend is the filter by status: the same swatches as on the map, with counts, to tick on and off.

import { element, swatch } from "../page/element.js";
import { count } from "../page/words.js";

/** Fill `box` with a tick box for every status, and keep the counts in step. */
export function showLegend(box, cases) {
  const numbers = {};
  for (const { value, label } of cases.page.statuses) {
    const tick = element("input", { type: "checkbox", checked: true, name: "status", value });
    numbers[value] = element("span", { class: "legend__count number" });
    box.append(element("label", { class: "legend__entry" },
      tick, swatch(value), element("span", { class: "legend__label", text: label }), numbers[value]));
  }
  box.addEventListener("change", () => {
    const ticked = [...box.querySelectorAll("input:checked")].map((tick) => tick.value);
    cases.setFilter({ statuses: new Set(ticked) });
  });
  const recount = () => {
    for (const [status, found] of Object.entries(cases.countsByStatus())) {
      numbers[status].textContent = count(found);
    }
  };
  for (const name of ["loaded", "shown"]) {
    cases.addEventListener(name, recount);
  }
}
