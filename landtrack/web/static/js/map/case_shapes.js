// The geometry feed, decoded once: every point as pixels of zoom 0 relative to the first, in flat arrays.
//
// Relative, since pixels of zoom 0 as they are would lose the centimetres; flat, since objects would cost the time.

const HEADER = 8;
const VERSION = 1;
const FEED_UNITS = 2 ** 32; // the feed cuts the world's side in so many parts
const WORLD = 256; // pixels of the world's side at zoom 0

/** The shapes of cases; `xs`, `ys` in pixels of zoom 0 relative to `origin`, itself in pixels of zoom 0. */
export class CaseShapes {
  constructor(ids, ringStart, pointStart, xs, ys, origin) {
    Object.assign(this, { ids, ringStart, pointStart, xs, ys, origin });
    this.boxes = boxesOf(this);
    this.indexOf = new Map(Array.from(ids, (id, index) => [id, index]));
  }

  get count() {
    return this.ids.length;
  }

  isPoint(index) {
    const ring = this.ringStart[index];
    return this.pointStart[ring + 1] - this.pointStart[ring] === 1;
  }

  ringsOf(index) {
    return this.ringStart[index + 1] - this.ringStart[index];
  }

  /** Return whether (x, y) lies inside the case: inside an odd number of its rings. */
  contains(index, x, y) {
    let inside = false;
    this.eachEdge(index, (ax, ay, bx, by) => {
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
        inside = !inside;
      }
    });
    return inside;
  }

  /** Return a point well inside the case: the middle of its widest stretch half way up. */
  interior(index) {
    const first = this.pointStart[this.ringStart[index]];
    if (this.isPoint(index)) {
      return { x: this.xs[first], y: this.ys[first] };
    }
    const [left, top, right, bottom] = this.boxes.subarray(4 * index, 4 * index + 4);
    const y = top + (bottom - top) * 0.4937; // not half: a corner may lie there
    const crossings = [];
    this.eachEdge(index, (ax, ay, bx, by) => {
      if (ay > y !== by > y) {
        crossings.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
      }
    });
    crossings.sort((a, b) => a - b);
    let widest = { width: -1, x: (left + right) / 2 };
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const width = crossings[at + 1] - crossings[at];
      widest = width > widest.width ? { width, x: (crossings[at] + crossings[at + 1]) / 2 } : widest;
    }
    return { x: widest.x, y };
  }

  eachEdge(index, visit) {
    for (let ring = this.ringStart[index]; ring < this.ringStart[index + 1]; ring += 1) {
      for (let at = this.pointStart[ring] + 1; at < this.pointStart[ring + 1]; at += 1) {
        visit(this.xs[at - 1], this.ys[at - 1], this.xs[at], this.ys[at]);
      }
    }
  }
}

/** Decode the feed (little-endian, see the geometry page of the server's interface). */
export function decodeShapes(buffer) {
  const [version, cases, rings, points, deltaBytes] = new Int32Array(buffer, 0, HEADER);
  if (version !== VERSION) {
    throw new Error(`geometry feed of version ${version}`);
  }
  let at = HEADER * 4;
  const take = (Kind, count) => {
    const part = new Kind(buffer, at, count);
    at += part.byteLength;
    return part;
  };
  const ids = take(Int32Array, cases);
  const ringStart = take(Int32Array, cases + 1);
  const pointStart = take(Int32Array, rings + 1);
  const first = take(Int32Array, 2 * rings);
  const deltas = take(deltaBytes === 2 ? Int16Array : Int32Array, 2 * points);
  const xs = unrolled(pointStart, first, deltas, points, 0);
  const ys = unrolled(pointStart, first, deltas, points, 1);
  turnAlike(pointStart, xs, ys);
  const zero = (axis) => (rings > 0 ? ((first[axis] + FEED_UNITS / 2) / FEED_UNITS) * WORLD : 0);
  return new CaseShapes(ids, ringStart, pointStart, xs, ys, { x: zero(0), y: zero(1) });
}

function unrolled(pointStart, first, deltas, points, axis) {
  const places = new Float64Array(points);
  const unit = WORLD / FEED_UNITS;
  for (let ring = 0; ring + 1 < pointStart.length; ring += 1) {
    let place = first[2 * ring + axis] - first[axis];
    for (let at = pointStart[ring]; at < pointStart[ring + 1]; at += 1) {
      place += deltas[2 * at + axis];
      places[at] = place * unit;
    }
  }
  return places;
}

// All rings turn the same way, so that overlapping cases drawn in one path fill each other instead of cancelling out.
function turnAlike(pointStart, xs, ys) {
  for (let ring = 0; ring + 1 < pointStart.length; ring += 1) {
    const [from, to] = [pointStart[ring], pointStart[ring + 1]];
    let twice = 0;
    for (let at = from + 1; at < to; at += 1) {
      twice += (xs[at] - xs[at - 1]) * (ys[at] + ys[at - 1]);
    }
    if (twice < 0) {
      xs.subarray(from, to).reverse();
      ys.subarray(from, to).reverse();
    }
  }
}

function boxesOf({ ids, ringStart, pointStart, xs, ys }) {
  const boxes = new Float64Array(4 * ids.length);
  for (let index = 0; index < ids.length; index += 1) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = pointStart[ringStart[index]]; at < pointStart[ringStart[index + 1]]; at += 1) {
      left = Math.min(left, xs[at]);
      right = Math.max(right, xs[at]);
      top = Math.min(top, ys[at]);
      bottom = Math.max(bottom, ys[at]);
    }
    boxes.set([left, top, right, bottom], 4 * index);
  }
  return boxes;
}
