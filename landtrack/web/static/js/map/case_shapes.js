// The geometry feed, decoded once: every point as pixels of zoom 0 relative to the first, in flat arrays.
//
// Relative, since pixels of zoom 0 as they are would lose the centimetres; flat, since objects would cost the time.

const HEADER = 8;
const VERSION = 1;
const FEED_UNITS = 2 ** 32; // the feed cuts the world's side in so many parts
const WORLD = 256; // pixels of the world's side at zoom 0
const UNIT = WORLD / FEED_UNITS;

/** The shapes of cases; `xs`, `ys` in pixels of zoom 0 relative to `origin`, itself in pixels of zoom 0. */
export class CaseShapes {
  constructor(ids, ringStart, pointStart, points, origin) {
    Object.assign(this, { ids, ringStart, pointStart, origin });
    this.xs = new Float64Array(points);
    this.ys = new Float64Array(points);
    this.boxes = new Float64Array(4 * ids.length);
    this.indexOf = new Map();
    ids.forEach((id, index) => this.indexOf.set(id, index));
  }

  /** Note the box of every case: left, top, right, bottom, four numbers a case. */
  measure() {
    const { ringStart, pointStart, xs, ys, boxes } = this;
    for (let index = 0; index < this.count; index += 1) {
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let at = pointStart[ringStart[index]]; at < pointStart[ringStart[index + 1]]; at += 1) {
        left = Math.min(left, xs[at]);
        right = Math.max(right, xs[at]);
        top = Math.min(top, ys[at]);
        bottom = Math.max(bottom, ys[at]);
      }
      boxes[4 * index] = left;
      boxes[4 * index + 1] = top;
      boxes[4 * index + 2] = right;
      boxes[4 * index + 3] = bottom;
    }
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

  /** Return how far (x, y) is from the outline of the case, or from its point. */
  distance(index, x, y) {
    const first = this.pointStart[this.ringStart[index]];
    let least = Math.hypot(this.xs[first] - x, this.ys[first] - y);
    this.eachEdge(index, (ax, ay, bx, by) => {
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
      const part = Math.min(1, Math.max(0, along));
      least = Math.min(least, Math.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y));
    });
    return least;
  }

  /** Return a point well inside the case: the middle of the widest stretch half way up its tallest ring. */
  interior(index) {
    const first = this.pointStart[this.ringStart[index]];
    if (this.isPoint(index)) {
      return { x: this.xs[first], y: this.ys[first] };
    }
    const { top, bottom } = this.tallest(index);
    const y = top + (bottom - top) * 0.4937; // not half: a corner may lie there
    const crossings = [];
    this.eachEdge(index, (ax, ay, bx, by) => {
      if (ay > y !== by > y) {
        crossings.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
      }
    });
    crossings.sort((a, b) => a - b);
    let widest = { width: -1, x: this.xs[first] };
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const width = crossings[at + 1] - crossings[at];
      widest = width > widest.width ? { width, x: (crossings[at] + crossings[at + 1]) / 2 } : widest;
    }
    return { x: widest.x, y };
  }

  // A hole is never taller than the ring around it.
  tallest(index) {
    let found = { top: 0, bottom: 0 };
    for (let ring = this.ringStart[index]; ring < this.ringStart[index + 1]; ring += 1) {
      const heights = this.ys.subarray(this.pointStart[ring], this.pointStart[ring + 1]);
      const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
      found = bottom - top > found.bottom - found.top ? { top, bottom } : found;
    }
    return found;
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
  const shapes = new CaseShapes(ids, ringStart, pointStart, points, originOf(first));
  for (let ring = 0; ring < rings; ring += 1) {
    unroll(shapes, ring, first, deltas);
  }
  shapes.measure();
  return shapes;
}

function originOf(first) {
  const zero = (axis) => (first.length > 0 ? ((first[axis] + FEED_UNITS / 2) / FEED_UNITS) * WORLD : 0);
  return { x: zero(0), y: zero(1) };
}

// From differences to places. All rings turn the same way, so that overlapping cases drawn in one path fill each other
// instead of cancelling out.
function unroll({ pointStart, xs, ys }, ring, first, deltas) {
  const [from, to] = [pointStart[ring], pointStart[ring + 1]];
  let x = first[2 * ring] - first[0];
  let y = first[2 * ring + 1] - first[1];
  let twice = 0;
  for (let at = from; at < to; at += 1) {
    const [dx, dy] = [deltas[2 * at], deltas[2 * at + 1]];
    twice += dx * (2 * y + dy);
    x += dx;
    y += dy;
    xs[at] = x * UNIT;
    ys[at] = y * UNIT;
  }
  if (twice < 0) {
    xs.subarray(from, to).reverse();
    ys.subarray(from, to).reverse();
  }
}
