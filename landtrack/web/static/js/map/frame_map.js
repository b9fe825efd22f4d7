// The map's own manners: fits what it shows, keeps its size right, zooms in steps that suit a map without tiles.

import { text } from "../page/words.js";

const NARROW = 600; // px: here the legend lies along the lower edge
const LEGEND = 56; // px, its height
const PAPER = 980; // px across A4 on its side, within the margins

/** Show `bounds` ([[south, west], [north, east]]); with `tiles` the zoom stays whole, since their pictures do. */
export function frameMap(map, bounds, { tiles }) {
  if (tiles) {
    map.options.zoomSnap = 1;
    map.getContainer().classList.add("has-tiles");
  } else {
    map.options.zoomDelta = 0.5;
  }
  map.setMinZoom(9);
  speak(map);
  map.invalidateSize({ animate: false });
  const low = map.getSize().x < NARROW ? LEGEND : 16;
  map.fitBounds(bounds, { animate: false, paddingTopLeft: [16, 24], paddingBottomRight: [16, low] });
  new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(map.getContainer());
  window.addEventListener("beforeprint", () => keepForPaper(map));
}

// Leaflet speaks English only, and says nothing of what its box is.
function speak(map) {
  const box = map.getContainer();
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", text("map_label"));
  for (const [name, label] of [["in", text("zoom_in")], ["out", text("zoom_out")]]) {
    const sign = box.querySelector(`.leaflet-control-zoom-${name}`);
    sign.title = label;
    sign.setAttribute("aria-label", label);
  }
}

// No script runs between the paper's layout and its print: the map keeps its size, made smaller as a picture if need be.
function keepForPaper(map) {
  const { x, y } = map.getSize();
  const { style } = map.getContainer().parentElement;
  style.setProperty("--map-width", `${x}px`);
  style.setProperty("--map-height", `${y}px`);
  style.setProperty("--map-zoom", String(Math.min(1, PAPER / x, PAPER / 2 / y)));
}
