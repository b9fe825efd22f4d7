// The cases on the map: thousands of polygons on one canvas, in as few strokes as there are statuses.

import { DRAWN_ORDER, statusStyles } from "./status_style.js";

const SMALL = 5; // px: smaller shapes are drawn as squares, which can still be seen
const PATHS = 400; // shapes a path; longer paths fill slower than they save
const MARGIN = 9; // px: a mark reaches so far beyond its place

/** The number that says "not shown" where a status is expected. */
export const HIDDEN = 255;

/** Paints {@link CaseShapes} by status on a CanvasLayer; `statuses` are the values that status numbers mean. */
export class CasePainter {
  constructor(statuses) {
    this.statuses = statuses;
    this.looks = statusStyles();
    this.shapes = null;
    this.painted = null;
    this.onPainted = () => {};
  }

  /** Show these shapes; `statusOf(id)` gives the number of the status, HIDDEN for a case that is not shown. */
  show(shapes, statusOf) {
    this.shapes = shapes;
    this.update(statusOf);
  }

  /** Look up every status again and paint in the next frame. */
  update(statusOf) {
    this.shown = Uint8Array.from(this.shapes.ids, statusOf);
    this.redrawSoon();
  }

  /** Return the colour in which a case (by its place in the shapes) was last painted, null if it was not. */
  colourAt(index) {
    const status = this.painted?.[index] ?? HIDDEN;
    return status === HIDDEN ? null : this.looks[this.statuses[status]].colour.toLowerCase();
  }

  /** Return how high a case lies among the painted ones; -1 if it is not shown. */
  rank(index) {
    return this.shown[index] === HIDDEN ? -1 : DRAWN_ORDER.indexOf(this.statuses[this.shown[index]]);
  }

  needed() {
    return this.shapes !== null;
  }

  paint(context, view) {
    this.painted = this.shown.slice();
    const at = placement(this.shapes, view);
    const groups = this.grouped(view, at);
    for (const status of DRAWN_ORDER) {
      const look = this.looks[status];
      const group = groups[this.statuses.indexOf(status)];
      context.lineWidth = look.width;
      context.strokeStyle = look.stroke;
      context.fillStyle = look.fill(context, view.ratio, -view.left, -view.top);
      context.setLineDash(look.dash);
      this.paintRings(context, at, group);
      context.setLineDash([]);
      context.fillStyle = look.colour;
      this.paintSmall(context, at, group.small, look);
      this.paintMarks(context, at, group.points, look, view.zoom);
    }
    this.onPainted();
  }

  grouped(view, at) {
    const groups = this.statuses.map(() => ({ plain: [], holed: [], small: [], points: [] }));
    const { boxes, count } = this.shapes;
    const [width, height] = [view.right - view.left + MARGIN, view.bottom - view.top + MARGIN];
    for (let index = 0; index < count; index += 1) {
      const left = boxes[4 * index] * at.scale + at.dx;
      const top = boxes[4 * index + 1] * at.scale + at.dy;
      const right = boxes[4 * index + 2] * at.scale + at.dx;
      const bottom = boxes[4 * index + 3] * at.scale + at.dy;
      if (this.shown[index] === HIDDEN || right < -MARGIN || bottom < -MARGIN || left > width || top > height) {
        continue;
      }
      const group = groups[this.shown[index]];
      if (this.shapes.isPoint(index)) {
        group.points.push(index);
      } else if (right - left < SMALL && bottom - top < SMALL) {
        group.small.push(index);
      } else {
        (this.shapes.ringsOf(index) === 1 ? group.plain : group.holed).push(index);
      }
    }
    return groups;
  }

  paintRings(context, at, { plain, holed }) {
    for (let from = 0; from < plain.length; from += PATHS) {
      context.beginPath();
      plain.slice(from, from + PATHS).forEach((index) => trace(context, this.shapes, index, at));
      context.fill();
      context.stroke();
    }
    for (const index of holed) {
      context.beginPath();
      trace(context, this.shapes, index, at);
      context.fill("evenodd");
      context.stroke();
    }
  }

  paintSmall(context, at, indexes, look) {
    const { boxes } = this.shapes;
    const half = look.small / 2;
    context.beginPath();
    for (const index of indexes) {
      const x = ((boxes[4 * index] + boxes[4 * index + 2]) / 2) * at.scale + at.dx;
      const y = ((boxes[4 * index + 1] + boxes[4 * index + 3]) / 2) * at.scale + at.dy;
      context.rect(x - half, y - half, look.small, look.small);
    }
    context.fill();
  }

  paintMarks(context, at, indexes, look, zoom) {
    const { boxes } = this.shapes;
    const size = zoom < 14 ? 3.5 : 6;
    context.beginPath();
    for (const index of indexes) {
      look.mark(context, boxes[4 * index] * at.scale + at.dx, boxes[4 * index + 1] * at.scale + at.dy, size);
    }
    context.fill();
    context.stroke();
  }
}

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
