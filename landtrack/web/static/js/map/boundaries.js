// Boundaries and names of units under the cases: what a map without a base map has for orientation.

import { element } from "../page/element.js";

/** Draw one unit as paper, its neighbours as ground; shape: GeoJSON geometry, neighbours: [{name, shape}]. */
export function drawBoundary(map, { shape, neighbours = [] }) {
  const pane = paneBelowCases(map, "boundaries", 350);
  for (const { name, shape: other } of neighbours) {
    flat(other, pane, "boundary boundary--neighbour").addTo(map);
    nameOn(map, other, name, "unit-name unit-name--neighbour", pane);
  }
  return shape ? flat(shape, pane, "boundary boundary--own").addTo(map) : null;
}

/** Make a pane of this height below the cases, which never catches the mouse; return its name. */
export function paneBelowCases(map, name, height) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = String(height);
  pane.style.pointerEvents = "none";
  return name;
}

/** Write a unit's name on the middle of its shape (GeoJSON geometry); `more` are further lines. */
export function nameOn(map, shape, name, className, pane, more = []) {
  const label = element("div", { class: className }, element("span", { text: name }));
  more.forEach((line) => label.append(element("span", { class: "unit-name__more", text: line })));
  const icon = window.L.divIcon({ html: label, className: "unit-name-place", iconSize: [0, 0] });
  return window.L.marker(middleOf(shape), { icon, pane, interactive: false, keyboard: false }).addTo(map);
}

function flat(shape, pane, className) {
  return window.L.geoJSON(shape, { pane, interactive: false, style: { className, renderer: svgOf(pane) } });
}

const renderers = new Map();

function svgOf(pane) {
  if (!renderers.has(pane)) {
    renderers.set(pane, window.L.svg({ pane, padding: 0.5 }));
  }
  return renderers.get(pane);
}

// The centroid of the part that reaches furthest.
function middleOf(shape) {
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const outers = parts.map(([outer]) => outer.map(([lon, lat]) => window.L.latLng(lat, lon)));
  const extent = (outer) => {
    const box = window.L.latLngBounds(outer);
    return (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
  };
  const largest = outers.reduce((best, outer) => (extent(outer) > extent(best) ? outer : best));
  return window.L.PolyUtil.polygonCenter(largest, window.L.CRS.EPSG3857);
}
