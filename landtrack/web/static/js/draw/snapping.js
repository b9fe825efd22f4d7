// The corner of a neighbour's case, or of a parcel of the office's plans, near a place: what is drawn there begins and
// ends exactly where the neighbour does.

const WORLD = 256; // pixels of the world's side at zoom 0, in which shapes are kept

/**
 * Return a function (latlng, reach in px) → {lat, lng} of the nearest corner, null if none is within reach. `shapes()` are
 * the CaseShapes of the map; `left out` is the place of the case that is being drawn, -1 for a new one.
 */
export function cornerSnap(map, shapes, leftOut) {
  return (latlng, reach) => {
    const all = shapes();
    const scale = 2 ** map.getZoom();
    const at = map.project(latlng, 0);
    const [x, y, near] = [at.x - all.origin.x, at.y - all.origin.y, reach / scale];
    const found = nearestCorner(all, x, y, near, leftOut());
    return found && backToDegrees(all.origin.x + found.x, all.origin.y + found.y);
  };
}

/** Return a function (latlng, reach in px) → the nearest of what several such functions find. */
export function nearestSnap(map, snaps) {
  return (latlng, reach) => {
    const at = map.latLngToContainerPoint(latlng);
    const away = (corner) => at.distanceTo(map.latLngToContainerPoint(corner));
    const found = snaps.map((snap) => snap(latlng, reach)).filter((corner) => corner !== null);
    return found.reduce((best, corner) => (best === null || away(corner) < away(best) ? corner : best), null);
  };
}

/** Return the nearest corner {x, y} of `shapes` within `reach` of (x, y), null if there is none. */
export function nearestCorner(shapes, x, y, reach, leftOut = -1) {
  const { boxes, xs, ys, count, ringStart, pointStart } = shapes;
  let best = null;
  let least = reach;
  for (let index = 0; index < count; index += 1) {
    const far = boxes[4 * index] > x + reach || boxes[4 * index + 1] > y + reach
      || boxes[4 * index + 2] < x - reach || boxes[4 * index + 3] < y - reach;
    if (far || index === leftOut) {
      continue;
    }
    for (let at = pointStart[ringStart[index]]; at < pointStart[ringStart[index + 1]]; at += 1) {
      const distance = Math.hypot(xs[at] - x, ys[at] - y);
      if (distance < least) {
        least = distance;
        best = { x: xs[at], y: ys[at] };
      }
    }
  }
  return best;
}

function backToDegrees(x, y) {
  const lat = (Math.atan(Math.sinh((0.5 - y / WORLD) * 2 * Math.PI)) * 180) / Math.PI;
  return { lat, lng: (x / WORLD - 0.5) * 360 };
}
