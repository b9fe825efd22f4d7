// The office's own maps under the cases: a list to tick, remembered by the browser.

import { getJson } from "../page/ask.js";
import { element, picture } from "../page/element.js";
import { text } from "../page/words.js";

const TICKED = "landtrack.layers";
const LARGEST_ZOOM = 22;

/**
 * Add the list to the map if the office has maps of its own; tiles lie below everything else. From then on
 * landtrack.plansShown() gives the plans that are ticked: drawing snaps to their corners.
 */
export async function offerLayers(map) {
  const { layers } = await getJson("/api/layers");
  if (layers.length > 0) {
    const control = new window.L.Control({ position: "topright" });
    const list = new LayerList(map, layers);
    control.onAdd = () => list.box;
    window.landtrack.plansShown = () => layers.filter(({ key, kind }) => kind === "plan" && list.shown.has(key));
    control.addTo(map);
  }
}

class LayerList {
  constructor(map, layers) {
    this.map = map;
    this.ticked = remembered();
    this.shown = new Map();
    // Set from the start if there is a base map of the web.
    this.ground = map.getContainer().classList.contains("has-tiles");
    this.box = element("details", { class: "layers" },
      element("summary", {}, picture("layers"), element("span", { text: text("layers") })),
      element("ul", { class: "layers__list" }, ...layers.map((layer) => this.entry(layer))));
    window.L.DomEvent.disableClickPropagation(this.box);
    window.L.DomEvent.disableScrollPropagation(this.box);
    layers.filter(({ key, problem }) => !problem && this.ticked.has(key)).forEach((layer) => this.turn(layer, true));
  }

  entry(layer) {
    const id = `layer-${layer.key}`;
    const box = element("input", { type: "checkbox", id, disabled: Boolean(layer.problem) });
    box.checked = !layer.problem && this.ticked.has(layer.key);
    box.addEventListener("change", () => this.turn(layer, box.checked));
    const hint = element("span", { class: "soft small", text: layer.problem ?? "" });
    if (!layer.problem) {
      const tell = () => {
        hint.textContent = this.map.getZoom() < layer.smallest ? text("layer_closer") : "";
      };
      this.map.on("zoomend", tell);
      tell();
    }
    return element("li", {}, box, element("label", { for: id, text: layer.title }), hint);
  }

  turn(layer, on) {
    this.shown.get(layer.key)?.remove();
    this.shown.delete(layer.key);
    this.ticked.delete(layer.key);
    if (on) {
      this.shown.set(layer.key, tilesOf(layer).addTo(this.map));
      this.ticked.add(layer.key);
    }
    remember(this.ticked);
    this.map.getContainer().classList.toggle("has-tiles", this.ground || this.shown.size > 0);
  }
}

function tilesOf({ key, kind, bounds, smallest, largest }) {
  const limits = bounds ? { bounds: [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] } : {};
  return window.L.tileLayer(`/api/layer/${key}/{z}/{x}/{y}`, {
    ...limits,
    minZoom: smallest,
    maxZoom: LARGEST_ZOOM,
    maxNativeZoom: kind === "tiles" ? largest : LARGEST_ZOOM,
    zIndex: kind === "tiles" ? 1 : 2,
  });
}

// A browser may refuse to keep anything: then the choice lasts as long as the page.
function remembered() {
  try {
    return new Set(JSON.parse(window.localStorage.getItem(TICKED) ?? "[]"));
  } catch {
    return new Set();
  }
}

function remember(ticked) {
  try {
    window.localStorage.setItem(TICKED, JSON.stringify([...ticked]));
  } catch {
    // as above
  }
}
