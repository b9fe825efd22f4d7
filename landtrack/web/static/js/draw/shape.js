// A drawn geometry: {kind: "area", parts} or {kind: "point", at} or {kind: "none"}, with measures that need no server.
//
// Parts are lists of rings ([shell, …holes]), rings lists of {lat, lng} without the first corner once more at the end.

const NONE = { kind: "none" };
const MOST_COMPARED = 3000; // corners: beyond, comparing every side with every other would be felt

/** Return the shape of a GeoJSON geometry, null included. */
export function fromGeoJson(geometry) {
  if (!geometry) {
    return NONE;
  }
  const place = ([lng, lat]) => ({ lat, lng });
  if (geometry.type === "Point") {
    return { kind: "point", at: place(geometry.coordinates) };
  }
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const multi = geometry.type === "MultiPolygon";
  return { kind: "area", multi, parts: polygons.map((rings) => rings.map((ring) => ring.slice(0, -1).map(place))) };
}

/** Return the GeoJSON geometry of a shape, null for none; what nobody moved keeps all its digits. */
export function toGeoJson(shape) {
  if (shape.kind === "none" || isEmpty(shape)) {
    return null;
  }
  const place = ({ lat, lng }) => [lng, lat];
  if (shape.kind === "point") {
    return { type: "Point", coordinates: place(shape.at) };
  }
  const polygons = shape.parts.map((rings) => rings.map((ring) => [...ring, ring[0]].map(place)));
  const multi = polygons.length > 1 || shape.multi;
  return multi ? { type: "MultiPolygon", coordinates: polygons } : { type: "Polygon", coordinates: polygons[0] };
}

/** Return whether there is nothing to be judged: no part with three corners. */
export function isEmpty(shape) {
  return shape.kind === "none" || (shape.kind === "area" && !shape.parts.some((rings) => rings[0]?.length > 2));
}

/** Return the parts without rings that are still too short to be any. */
export function finished(parts) {
  return parts.map((rings) => rings.filter((ring, at) => ring.length > 2 || (at === 0 && ring.length > 0)))
    .filter((rings) => rings[0]?.length > 2);
}

/** Return the area in m², `survey(lat, lon)` → {north, east} being the official system. */
export function areaOf(parts, survey) {
  const ringArea = (ring) => {
    const metres = ring.map(({ lat, lng }) => survey(lat, lng));
    const { north, east } = metres[0] ?? {};
    let twice = 0;
    metres.forEach((one, at) => {
      const next = metres[(at + 1) % metres.length];
      twice += (one.east - east) * (next.north - north) - (next.east - east) * (one.north - north);
    });
    return Math.abs(twice) / 2;
  };
  return parts.reduce((sum, [shell, ...holes]) => holes.reduce((rest, hole) => rest - ringArea(hole), sum + ringArea(shell)), 0);
}

/** Return where sides of the rings cross or touch other sides, up to a few places {lat, lng}. */
export function crossings(parts, most = 5) {
  const sides = parts.flatMap((rings, part) => rings.flatMap((ring, number) => ring.map((from, at) => ({
    from, to: ring[(at + 1) % ring.length], ring: `${part}/${number}`, at, last: ring.length - 1,
  }))));
  const found = [];
  if (sides.length > MOST_COMPARED) {
    return found;
  }
  for (let one = 0; one < sides.length; one += 1) {
    for (let other = one + 1; other < sides.length && found.length < most; other += 1) {
      const place = areNeighbours(sides[one], sides[other]) ? null : meeting(sides[one], sides[other]);
      if (place) {
        found.push(place);
      }
    }
  }
  return found;
}

function areNeighbours(one, other) {
  return one.ring === other.ring && (other.at - one.at === 1 || (one.at === 0 && other.at === other.last));
}

// Only true crossings: that a corner touches another part's side is for the server to judge.
function meeting({ from: a, to: b }, { from: c, to: d }) {
  const turn = (p, q, r) => (q.lng - p.lng) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lng - p.lng);
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd >= 0 || cda * cdb >= 0) {
    return null;
  }
  const part = cda / (cda - cdb);
  return { lat: a.lat + part * (b.lat - a.lat), lng: a.lng + part * (b.lng - a.lng) };
}
