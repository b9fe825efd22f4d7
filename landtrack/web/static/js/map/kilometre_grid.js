// The kilometre grid of VN-2000, as on the office's printed map sheets.

import { decimal } from "../page/words.js";
import { CanvasLayer } from "./canvas_layer.js";

const SPACINGS = [100, 200, 500, 1000, 2000, 5000, 10_000]; // m
const LEAST = 90; // px between lines
const STEPS = 6; // grid lines bend a little in Web Mercator
const LINE = "rgb(23 108 96 / 17%)";
const LABEL = "rgb(72 84 79 / 85%)";

export const KilometreGrid = CanvasLayer.extend({
  options: { padding: 0.1 },

  /** `system` is what vn2000() returned. */
  initialize(system, options) {
    window.L.setOptions(this, options);
    this._system = system;
  },

  paint(context) {
    const map = this._map;
    const bounds = map.getBounds().pad(this.options.padding);
    const middle = bounds.getCenter();
    const west = this._system.forward(middle.lat, bounds.getWest());
    const east = this._system.forward(middle.lat, bounds.getEast());
    const metres = Math.abs(east.east - west.east) / (map.getSize().x * (1 + 2 * this.options.padding));
    const spacing = SPACINGS.find((step) => step / metres >= LEAST);
    if (!spacing) {
      return;
    }
    const corners = [bounds.getSouthWest(), bounds.getSouthEast(), bounds.getNorthWest(), bounds.getNorthEast()]
      .map(({ lat, lng }) => this._system.forward(lat, lng));
    const reach = (axis) => [Math.min(...corners.map((at) => at[axis])), Math.max(...corners.map((at) => at[axis]))];
    const [norths, easts] = [reach("north"), reach("east")];
    context.strokeStyle = LINE;
    context.lineWidth = 1;
    const lines = [
      ...multiples(norths, spacing).map((north) => ({ value: north, row: true, at: (t) => [north, mix(easts, t)] })),
      ...multiples(easts, spacing).map((east) => ({ value: east, row: false, at: (t) => [mix(norths, t), east] })),
    ];
    lines.forEach((line) => this._draw(context, line, spacing));
  },

  _draw(context, line, spacing) {
    const corner = this._map.latLngToLayerPoint(this._corner);
    const points = Array.from({ length: STEPS + 1 }, (_, step) => {
      const { lat, lon } = this._system.inverse(...line.at(step / STEPS));
      return this._map.latLngToLayerPoint([lat, lon]).subtract(corner);
    });
    context.beginPath();
    points.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    this._label(context, line, points, corner, spacing);
  },

  _label(context, line, points, corner, spacing) {
    const shown = this._map.containerPointToLayerPoint([0, 0]).subtract(corner);
    const size = this._map.getSize();
    const words = decimal(line.value / 1000, spacing < 1000 ? 1 : 0);
    context.font = "500 10px 'Be Vietnam Pro', sans-serif";
    context.fillStyle = LABEL;
    const x = line.row ? shown.x + size.x - context.measureText(words).width - 6 : points[STEPS].x + 4;
    context.fillText(words, x, line.row ? points[STEPS].y - 4 : shown.y + 12);
  },
});

const mix = ([from, to], part) => from + (to - from) * part;

function multiples([from, to], spacing) {
  const first = Math.ceil(from / spacing);
  return Array.from({ length: Math.max(0, Math.floor(to / spacing) - first + 1) }, (_, at) => (first + at) * spacing);
}
