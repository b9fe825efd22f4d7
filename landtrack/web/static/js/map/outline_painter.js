// The case under the cursor and the chosen one, outlined on a canvas of their own: hovering repaints nothing else.

import { placement, trace } from "./case_painter.js";

const SMALL = 14; // px: around smaller shapes goes a ring
const RING = 11; // px, its radius
const INK = "#14211e";

/** Outlines up to two cases on a CanvasLayer; `hovered` and `chosen` are places in the shapes, -1 for none. */
export class OutlinePainter {
  constructor() {
    this.shapes = null;
    this.hovered = -1;
    this.chosen = -1;
  }

  setShapes(shapes) {
    this.shapes = shapes;
  }

  /** Outline these two. */
  mark({ hovered = this.hovered, chosen = this.chosen }) {
    if (hovered !== this.hovered || chosen !== this.chosen) {
      Object.assign(this, { hovered, chosen });
      this.redrawSoon();
    }
  }

  needed() {
    return this.shapes !== null && (this.hovered >= 0 || this.chosen >= 0);
  }

  paint(context, view) {
    const at = placement(this.shapes, view);
    context.lineJoin = "round";
    if (this.hovered >= 0 && this.hovered !== this.chosen) {
      this.outline(context, at, this.hovered, 2);
    }
    if (this.chosen >= 0) {
      this.outline(context, at, this.chosen, 3);
    }
  }

  outline(context, at, index, width) {
    const [left, top, right, bottom] = this.shapes.boxes.subarray(4 * index, 4 * index + 4);
    const size = Math.max(right - left, bottom - top) * at.scale;
    context.beginPath();
    if (!this.shapes.isPoint(index)) {
      trace(context, this.shapes, index, at);
    }
    if (size < SMALL) {
      const x = ((left + right) / 2) * at.scale + at.dx;
      const y = ((top + bottom) / 2) * at.scale + at.dy;
      context.moveTo(x + RING, y);
      context.arc(x, y, RING, 0, 2 * Math.PI);
    }
    context.strokeStyle = "#fff";
    context.lineWidth = width + 3;
    context.stroke();
    context.strokeStyle = INK;
    context.lineWidth = width;
    context.stroke();
  }
}
