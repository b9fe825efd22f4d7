// Finds the case under the cursor: a grid of cells names the few cases that can be there.

const CELLS = 96; // a side

/** A grid over the boxes of `shapes` ({@link CaseShapes}); made once, in a few milliseconds. */
export class HitGrid {
  constructor(shapes) {
    this.shapes = shapes;
    const { boxes, count } = shapes;
    const edge = (side, pick) => {
      let found = pick === Math.min ? Infinity : -Infinity;
      for (let index = 0; index < count; index += 1) {
        found = pick(found, boxes[4 * index + side]);
      }
      return found;
    };
    this.left = edge(0, Math.min);
    this.top = edge(1, Math.min);
    this.cellWidth = (edge(2, Math.max) - this.left) / CELLS || 1;
    this.cellHeight = (edge(3, Math.max) - this.top) / CELLS || 1;
    this.cells = new Map();
    for (let index = 0; index < count; index += 1) {
      this.eachCell(...boxes.subarray(4 * index, 4 * index + 4), (cell) => {
        if (!this.cells.has(cell)) {
          this.cells.set(cell, []);
        }
        this.cells.get(cell).push(index);
      });
    }
  }

  /**
   * Return the index of the case at (x, y), -1 if there is none. `rank(index)` tells the order of drawing (higher is
   * above; below 0 it is not drawn); a case that only lies within `reach` of the place is taken when none contains it.
   */
  find(x, y, reach, rank) {
    let inside = { index: -1, rank: -1 };
    let near = { index: -1, distance: reach };
    this.eachCell(x - reach, y - reach, x + reach, y + reach, (cell) => {
      for (const index of this.cells.get(cell) ?? []) {
        const height = rank(index);
        if (height < 0) {
          continue;
        }
        const boxed = this.boxDistance(index, x, y);
        if (height > inside.rank && boxed === 0 && this.shapes.contains(index, x, y)) {
          inside = { index, rank: height };
        }
        const distance = boxed < near.distance ? this.shapes.distance(index, x, y) : Infinity;
        if (distance < near.distance) {
          near = { index, distance };
        }
      }
    });
    return inside.index >= 0 ? inside.index : near.index;
  }

  boxDistance(index, x, y) {
    const [left, top, right, bottom] = this.shapes.boxes.subarray(4 * index, 4 * index + 4);
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  }

  eachCell(left, top, right, bottom, visit) {
    const column = (x) => Math.min(CELLS - 1, Math.max(0, Math.floor((x - this.left) / this.cellWidth)));
    const row = (y) => Math.min(CELLS - 1, Math.max(0, Math.floor((y - this.top) / this.cellHeight)));
    for (let line = row(top); line <= row(bottom); line += 1) {
      for (let place = column(left); place <= column(right); place += 1) {
        visit(line * CELLS + place);
      }
    }
  }
}
