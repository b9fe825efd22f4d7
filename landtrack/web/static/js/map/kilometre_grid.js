// The kilometre grid of VN-2000, as on the office's printed map sheets.

import { decimal } from "../page/words.js";

const SPACINGS = [100, 200, 500, 1000, 2000, 5000, 10_000]; // m
const LEAST = 90; // px between lines
const STEPS = 6; // grid lines bend a little in Web Mercator
const LINE = "rgb(23 108 96 / 17%)";
const LABEL = "rgb(72 84 79 / 85%)";
const FONT = "500 10px 'Be Vietnam Pro', sans-serif";

/** Paints the grid on a CanvasLayer; `system` is what vn2000() returned. */
export class KilometreGrid {
  constructor(system) {
    this.system = system;
  }

  needed() {
    return true;
  }

  paint(context, view) {
    const reach = this.reach(view);
    const spacing = SPACINGS.find((step) => (step * (view.right - view.left)) / (reach.easts[1] - reach.easts[0]) >= LEAST);
    if (!spacing) {
      return;
    }
    context.strokeStyle = LINE;
    context.lineWidth = 1;
    context.font = FONT;
    context.fillStyle = LABEL;
    const { norths, easts } = reach;
    const rows = multiples(norths, spacing).map((north) => ({ value: north, row: true, at: (part) => [north, mix(easts, part)] }));
    const columns = multiples(easts, spacing).map((east) => ({ value: east, row: false, at: (part) => [mix(norths, part), east] }));
    [...rows, ...columns].forEach((line) => this.draw(context, view, line, spacing));
  }

  /** Return the northings and eastings, each [least, most], that the view's corners reach. */
  reach({ map, left, top, right, bottom, zoom }) {
    const corners = [[left, top], [right, top], [left, bottom], [right, bottom]].map((corner) => {
      const { lat, lng } = map.unproject(corner, zoom);
      return this.system.forward(lat, lng);
    });
    const range = (axis) => [Math.min(...corners.map((at) => at[axis])), Math.max(...corners.map((at) => at[axis]))];
    return { norths: range("north"), easts: range("east") };
  }

  draw(context, { map, corner, zoom, left, top }, line, spacing) {
    const points = Array.from({ length: STEPS + 1 }, (_, step) => {
      const { lat, lon } = this.system.inverse(...line.at(step / STEPS));
      return map.project([lat, lon], zoom).subtract([left, top]);
    });
    context.beginPath();
    points.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    const shown = map.containerPointToLayerPoint([0, 0]).subtract(corner);
    const words = decimal(line.value / 1000, spacing < 1000 ? 1 : 0);
    const last = points[STEPS];
    const x = line.row ? shown.x + map.getSize().x - context.measureText(words).width - 6 : last.x + 4;
    context.fillText(words, x, line.row ? last.y - 4 : shown.y + 12);
  }
}

const mix = ([from, to], part) => from + (to - from) * part;

function multiples([from, to], spacing) {
  const first = Math.ceil(from / spacing);
  return Array.from({ length: Math.max(0, Math.floor(to / spacing) - first + 1) }, (_, at) => (first + at) * spacing);
}
