// The units, coloured by their rate; each leads to its page.

import { nameOn } from "../map/boundaries.js";
import { HoverNote } from "../map/hover_note.js";
import { element } from "../page/element.js";
import { text } from "../page/words.js";

const MOST_OVER = 1.1; // a name may be this much wider than its unit

/** Draws what /api/units answers on `map`; `onHover(code | null)` is called when the cursor enters or leaves a unit. */
export class UnitLayer {
  constructor(map, { units, shapes }) {
    this.map = map;
    this.note = new HoverNote(map);
    this.onHover = () => {};
    this.paths = new Map();
    this.units = new Map(units.map((unit) => [unit.code, unit]));
    this.names = [];
    window.L.geoJSON(shapes, {
      style: ({ properties }) => styleOf(this.units.get(properties.code)),
      onEachFeature: ({ properties, geometry }, path) => this.connect(this.units.get(properties.code), path, geometry),
    }).addTo(map);
    map.on("zoomend", () => this.showNames());
    this.showNames();
  }

  connect(unit, path, geometry) {
    if (!unit) {
      return;
    }
    this.paths.set(unit.code, path);
    path.on("mousemove", ({ containerPoint }) => {
      this.light(unit.code);
      this.onHover(unit.code);
      this.note.show(containerPoint, element("strong", { text: unit.name }),
        element("div", { text: text("unit_rate", { rate: unit.rate }) }),
        element("div", { class: "soft", text: text("unit_resolved", { resolved: unit.resolved, cases: unit.cases }) }));
    });
    path.on("mouseout", () => {
      this.light(null);
      this.onHover(null);
      this.note.hide();
    });
    path.on("click", () => window.location.assign(unit.href));
    const name = nameOn(this.map, geometry, unit.name.replace(/^(Xã|Thị trấn|Phường) /, ""), nameClass(unit), "names", [unit.rate]);
    this.names.push({ name, path });
  }

  /** Outline one unit, or none. */
  light(code) {
    for (const [other, path] of this.paths) {
      const lit = other === code;
      path.setStyle({ weight: lit ? 3.5 : 1.5, color: lit ? "#14211e" : "#fffdf9" });
      if (lit) {
        path.bringToFront();
      }
    }
  }

  // Larger units first; a name that would lie over another, or far over its own edges, is left to the note.
  showNames() {
    const taken = [];
    const extent = ({ path }) => this.widthOf(path);
    for (const { name, path } of [...this.names].sort((a, b) => extent(b) - extent(a))) {
      const box = name.getElement();
      box.hidden = false;
      const label = box.firstElementChild.getBoundingClientRect();
      const free = taken.every((other) => apart(label, other));
      box.hidden = !free || label.width > MOST_OVER * extent({ path });
      if (!box.hidden) {
        taken.push(label);
      }
    }
  }

  widthOf(path) {
    const box = path.getBounds();
    return this.map.latLngToLayerPoint(box.getNorthEast()).x - this.map.latLngToLayerPoint(box.getSouthWest()).x;
  }
}

const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

const DARK = new Set(["#2b7f77", "#0c4f4e"]);

function nameClass(unit) {
  return DARK.has(unit.colour?.toLowerCase()) ? "unit-name unit-name--light" : "unit-name";
}

function styleOf(unit) {
  const base = { weight: 1.5, color: "#fffdf9", fillOpacity: 1 };
  return unit?.colour ? { ...base, fillColor: unit.colour } : { ...base, fillColor: "#e7e2d6", className: "boundary--none" };
}
