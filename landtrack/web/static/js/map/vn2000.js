// WGS 84 → VN-2000, in metres: the datum shift of EPSG:6960 reversed, then transverse Mercator (Krüger's series).

const RADIAN = Math.PI / 180;
const SECOND = RADIAN / 3600;

/**
 * Return {forward(lat, lon) → {north, east}, inverse(north, east) → {lat, lon}} of a system, right to a millimetre, and
 * {locate(north, east) → {lat, lon}, survey(lat, lon) → {north, east}}, which are the register's own way to the last
 * digit: a surveyed coordinate comes back as it was given. The system:
 * {meridian (°), scale, easting, northing (m), a (m), f, shift: [dx, dy, dz (m), rx, ry, rz ("), s (ppm)]}, the shift from
 * VN-2000 to WGS 84 with rotations of the coordinate frame. Both datums have the same ellipsoid; heights are 0.
 */
export function vn2000(system) {
  const project = transverseMercator(system);
  const forward = (lat, lon) => project(...unshifted(lat * RADIAN, lon * RADIAN, system));
  const plain = (lat, lon) => project(lat * RADIAN, lon * RADIAN);
  const locate = (north, east) => {
    const { lat, lon } = searched(plain, north, east, system);
    return toWgs84(lat, lon, system);
  };
  // The shift works on places without heights: its plain inverse misses by 0.9 mm, which one correction takes away.
  const survey = (lat, lon) => {
    const near = forward(lat, lon);
    const missed = locate(near.north, near.east);
    return forward(2 * lat - missed.lat, 2 * lon - missed.lon);
  };
  return { forward, inverse: (north, east) => searched(forward, north, east, system), locate, survey };
}

/** Return the WGS 84 degrees of a place given in degrees of VN-2000, by the shift of a system. */
export function toWgs84(lat, lon, { a, f, shift }) {
  const [dx, dy, dz, rx, ry, rz] = radians(shift);
  const size = 1 + shift[6] * 1e-6;
  const [u, v, w] = toCentric(lat * RADIAN, lon * RADIAN, a, f);
  const [x, y, z] = [u + rz * v - ry * w, -rz * u + v + rx * w, ry * u - rx * v + w];
  const [shiftedLat, shiftedLon] = fromCentric(dx + size * x, dy + size * y, dz + size * z, a, f);
  return { lat: shiftedLat / RADIAN, lon: shiftedLon / RADIAN };
}

/** Return the degrees of VN-2000 of a place given in WGS 84; the inverse of toWgs84. */
export function fromWgs84(lat, lon, system) {
  const back = (at) => unshifted(at.lat * RADIAN, at.lon * RADIAN, system).map((angle) => angle / RADIAN);
  const near = back({ lat, lon });
  const missed = toWgs84(...near, system);
  const [exactLat, exactLon] = back({ lat: 2 * lat - missed.lat, lon: 2 * lon - missed.lon });
  return { lat: exactLat, lon: exactLon };
}

const radians = (shift) => shift.map((value, at) => (at < 3 ? value : value * SECOND));

// X_wgs = T + (1 + s) R X_vn, hence X_vn = Rᵀ (X_wgs − T) / (1 + s); R is all but orthogonal, to 1e-14.
function unshifted(lat, lon, { a, f, shift }) {
  const [dx, dy, dz, rx, ry, rz] = radians(shift);
  const size = 1 + shift[6] * 1e-6;
  const [x, y, z] = toCentric(lat, lon, a, f);
  const [u, v, w] = [(x - dx) / size, (y - dy) / size, (z - dz) / size];
  return fromCentric(u - rz * v + ry * w, rz * u + v - rx * w, -ry * u + rx * v + w, a, f);
}

function toCentric(lat, lon, a, f) {
  const e2 = f * (2 - f);
  const normal = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  const flat = normal * Math.cos(lat);
  return [flat * Math.cos(lon), flat * Math.sin(lon), normal * (1 - e2) * Math.sin(lat)];
}

function fromCentric(x, y, z, a, f) {
  const e2 = f * (2 - f);
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - e2));
  for (let turn = 0; turn < 4; turn += 1) {
    const normal = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + e2 * normal * Math.sin(lat), p);
  }
  return [lat, Math.atan2(y, x)];
}

function transverseMercator({ meridian, scale, easting, northing, a, f }) {
  const n = f / (2 - f);
  const radius = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
    (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
    (49561 / 161280) * n ** 4,
  ];
  const e = Math.sqrt(f * (2 - f));
  return (lat, lon) => {
    const away = lon - meridian * RADIAN;
    const sine = Math.sin(lat);
    const t = Math.sinh(Math.atanh(sine) - e * Math.atanh(e * sine));
    const xi = Math.atan2(t, Math.cos(away));
    const eta = Math.atanh(Math.sin(away) / Math.hypot(1, t));
    const up = alpha.reduce((sum, c, k) => sum + c * Math.sin(2 * (k + 1) * xi) * Math.cosh(2 * (k + 1) * eta), xi);
    const out = alpha.reduce((sum, c, k) => sum + c * Math.cos(2 * (k + 1) * xi) * Math.sinh(2 * (k + 1) * eta), eta);
    return { north: northing + scale * radius * up, east: easting + scale * radius * out };
  };
}

// The inverse by a few steps of Newton's: it cannot disagree with the forward way.
function searched(forward, north, east, { meridian, a }) {
  let lat = north / a / RADIAN;
  let lon = meridian;
  for (let turn = 0; turn < 6; turn += 1) {
    const found = forward(lat, lon);
    lat += (north - found.north) / (a * RADIAN);
    lon += (east - found.east) / (a * RADIAN * Math.cos(lat * RADIAN));
  }
  return { lat, lon };
}
