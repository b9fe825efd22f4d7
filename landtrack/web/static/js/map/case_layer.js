// The cases on the map: thousands of polygons on one canvas, in as few strokes as there are statuses.

import { CanvasLayer } from "./canvas_layer.js";
import { DRAWN_ORDER, statusStyles } from "./status_style.js";

const SMALL = 5; // px: smaller shapes are drawn as squares, which can still be seen
const PATHS = 400; // shapes a path; longer paths fill slower than they save
const HIDDEN = 255;

/** Draws {@link CaseShapes} by status. Give it shapes, then a status number (of `statuses`) for each, HIDDEN for none. */
export const CaseLayer = CanvasLayer.extend({
  initialize(statuses, options) {
    window.L.setOptions(this, options);
    this._statuses = statuses;
    this._looks = statusStyles();
    this._shapes = null;
  },

  /** Show these shapes; `statusOf(id)` gives the number of the status, HIDDEN for a case that is not shown. */
  show(shapes, statusOf) {
    this._shapes = shapes;
    this.update(statusOf);
  },

  /** Look up every status again and paint in the next frame. */
  update(statusOf) {
    this._shown = Uint8Array.from(this._shapes.ids, statusOf);
    this.redrawSoon();
  },

  /** Return the colour in which a case (by its place in the shapes) was last painted, null if it was not. */
  colourAt(index) {
    const status = this._painted?.[index] ?? HIDDEN;
    return status === HIDDEN ? null : this._looks[this._statuses[status]].colour.toLowerCase();
  },

  /** Return how high a case lies among the painted ones; -1 if it is not shown. */
  rank(index) {
    return this._shown[index] === HIDDEN ? -1 : DRAWN_ORDER.indexOf(this._statuses[this._shown[index]]);
  },

  needed() {
    return this._shapes !== null;
  },

  paint(context, view) {
    this._painted = this._shown.slice();
    const at = placement(this._shapes, view);
    const groups = this._grouped(view, at);
    for (const status of DRAWN_ORDER) {
      const look = this._looks[status];
      const group = groups[this._statuses.indexOf(status)];
      context.lineWidth = look.width;
      context.strokeStyle = look.stroke;
      context.fillStyle = look.fill(context, view.ratio, -view.left, -view.top);
      context.setLineDash(look.dash);
      this._paintRings(context, at, group);
      context.setLineDash([]);
      context.fillStyle = look.colour;
      this._paintSmall(context, at, group.small, look);
      this._paintMarks(context, at, group.points, look, view.zoom);
    }
    this.fire("painted");
  },

  _grouped(view, at) {
    const groups = this._statuses.map(() => ({ plain: [], holed: [], small: [], points: [] }));
    const { boxes, count } = this._shapes;
    for (let index = 0; index < count; index += 1) {
      const left = boxes[4 * index] * at.scale + at.dx;
      const top = boxes[4 * index + 1] * at.scale + at.dy;
      const right = boxes[4 * index + 2] * at.scale + at.dx;
      const bottom = boxes[4 * index + 3] * at.scale + at.dy;
      const apart = right < -9 || bottom < -9 || left > view.right - view.left + 9 || top > view.bottom - view.top + 9;
      if (this._shown[index] === HIDDEN || apart) {
        continue;
      }
      const group = groups[this._shown[index]];
      if (this._shapes.isPoint(index)) {
        group.points.push(index);
      } else if (right - left < SMALL && bottom - top < SMALL) {
        group.small.push(index);
      } else {
        (this._shapes.ringsOf(index) === 1 ? group.plain : group.holed).push(index);
      }
    }
    return groups;
  },

  _paintRings(context, at, { plain, holed }) {
    for (let from = 0; from < plain.length; from += PATHS) {
      context.beginPath();
      plain.slice(from, from + PATHS).forEach((index) => trace(context, this._shapes, index, at));
      context.fill();
      context.stroke();
    }
    for (const index of holed) {
      context.beginPath();
      trace(context, this._shapes, index, at);
      context.fill("evenodd");
      context.stroke();
    }
  },

  _paintSmall(context, at, indexes, look) {
    const half = look.small / 2;
    context.beginPath();
    for (const index of indexes) {
      const { boxes } = this._shapes;
      const x = ((boxes[4 * index] + boxes[4 * index + 2]) / 2) * at.scale + at.dx;
      const y = ((boxes[4 * index + 1] + boxes[4 * index + 3]) / 2) * at.scale + at.dy;
      context.rect(x - half, y - half, look.small, look.small);
    }
    context.fill();
  },

  _paintMarks(context, at, indexes, look, zoom) {
    const size = zoom < 14 ? 3.5 : 6;
    context.beginPath();
    for (const index of indexes) {
      const { boxes } = this._shapes;
      look.mark(context, boxes[4 * index] * at.scale + at.dx, boxes[4 * index + 1] * at.scale + at.dy, size);
    }
    context.fill();
    context.stroke();
  },
});

CaseLayer.HIDDEN = HIDDEN;

/** Return {scale, dx, dy}: a relative place of `shapes` × scale + d is a pixel of the view's canvas. */
export function placement(shapes, view) {
  return {
    scale: view.scale,
    dx: shapes.origin.x * view.scale - view.left,
    dy: shapes.origin.y * view.scale - view.top,
  };
}

/** Add the rings of a case to the context's path. */
export function trace(context, shapes, index, at) {
  const { ringStart, pointStart, xs, ys } = shapes;
  for (let ring = ringStart[index]; ring < ringStart[index + 1]; ring += 1) {
    const from = pointStart[ring];
    context.moveTo(xs[from] * at.scale + at.dx, ys[from] * at.scale + at.dy);
    for (let point = from + 1; point < pointStart[ring + 1] - 1; point += 1) {
      context.lineTo(xs[point] * at.scale + at.dx, ys[point] * at.scale + at.dy);
    }
    context.closePath();
  }
}
