// What one revision did to the geometry, on the map: before dashed, after drawn through.

import { getJson } from "../page/ask.js";
import { element } from "../page/element.js";
import { text } from "../page/words.js";

const PANE = "changes";

/** Shows one revision at a time over `map`. */
export class ChangeOutline {
  constructor(map) {
    this.map = map;
    this.entry = null;
  }

  /** Show the revision at `address` (of /api/case/…/revision/…) and go there; the same once more takes it away. */
  async toggle(entry, address) {
    const again = this.entry === entry;
    this.clear();
    if (again) {
      return false;
    }
    this.entry = entry;
    const { before, after } = await getJson(address);
    if (this.entry !== entry) {
      return false;
    }
    const pane = this.map.getPane(PANE) ?? this.map.createPane(PANE);
    pane.style.zIndex = "620";
    pane.style.pointerEvents = "none";
    const outlines = [[before, "before"], [after, "after"]].filter(([{ geometry }]) => geometry)
      .map(([{ geometry }, name]) => this.outline(geometry, name));
    this.layers = window.L.featureGroup(outlines).addTo(this.map);
    this.key = this.legend(before, after);
    this.map.getContainer().append(this.key);
    this.map.fitBounds(this.layers.getBounds().pad(0.5), { maxZoom: 18 });
    return true;
  }

  outline(geometry, name) {
    const style = { pane: PANE, interactive: false, className: `change-outline change-outline--${name}` };
    return window.L.geoJSON(geometry, {
      ...style,
      style: () => style,
      pointToLayer: (_, at) => window.L.circleMarker(at, { ...style, radius: 10 }),
    });
  }

  legend(before, after) {
    const line = (name, { geometry, area }) => element("li", { class: `change-key__line change-key__line--${name}` },
      element("span", { text: text(`change_${name}`) }),
      element("span", { class: "number", text: area ?? text(geometry ? "change_point" : "change_nothing") }));
    return element("ul", { class: "change-key", role: "status" }, line("before", before), line("after", after));
  }

  clear() {
    this.layers?.remove();
    this.key?.remove();
    this.entry = null;
    this.layers = null;
    this.key = null;
  }
}
