// The overview: the units on the map, in step with the table beside it.

import { paneBelowCases } from "../map/boundaries.js";
import { announcePainted } from "../map/first_paint.js";
import { frameMap } from "../map/frame_map.js";
import { getJson } from "../page/ask.js";
import { button, message } from "../page/element.js";
import { onMap } from "../page/map_call.js";
import { text } from "../page/words.js";
import { connectFinder } from "./case_finder.js";
import { UnitLayer } from "./unit_layer.js";

onMap("overview", (map, page) => {
  const trouble = document.querySelector('[data-part="trouble"]');
  connectFinder(document.querySelector('[data-part="finder"]'));
  frameMap(map, page.bounds, { tiles: page.basemap });
  paneBelowCases(map, "names", 450);
  const load = async () => {
    trouble.replaceChildren();
    try {
      const answer = await getJson(page.units_url);
      const units = new UnitLayer(map, answer);
      stepWithTable(units, document.querySelector('[data-part="units"]'));
      announcePainted();
    } catch (refused) {
      const again = button(text("again"), { icon: "rotate-ccw", on: { click: load } });
      trouble.replaceChildren(message("problem", refused.sentence ?? String(refused), again));
    }
  };
  load();
});

function stepWithTable(units, table) {
  const rows = new Map([...table.querySelectorAll("tr[data-code]")].map((row) => [row.dataset.code, row]));
  for (const [code, row] of rows) {
    row.addEventListener("pointerenter", () => units.light(code));
    row.addEventListener("pointerleave", () => units.light(null));
    row.addEventListener("focusin", () => units.light(code));
    row.addEventListener("focusout", () => units.light(null));
  }
  units.onHover = (code) => rows.forEach((row, other) => row.classList.toggle("is-hovered", other === code));
}
