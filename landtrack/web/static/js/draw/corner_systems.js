// The systems in which corners can be written, each with its way to WGS 84 and back.

import { fromWgs84, toWgs84, vn2000 } from "../map/vn2000.js";

/**
 * Return {code, name, degrees, place(north, east) → {lat, lon}, write(lat, lon) → {north, east}, digits}.
 * `described` is a system of the form's feed, `official` the page's own system, whose datum shift all share. In degrees
 * north is the latitude and east the longitude.
 */
export function cornerSystem(described, official) {
  const { code, name, degrees = false, datum = false } = described;
  if (!degrees) {
    const { locate, survey } = vn2000({ ...official, meridian: described.meridian, scale: described.scale });
    return { code, name, degrees, digits: 3, place: locate, write: survey };
  }
  const swap = ({ lat, lon }) => ({ north: lat, east: lon });
  return {
    code,
    name,
    degrees,
    digits: 8,
    place: (north, east) => (datum ? toWgs84(north, east, official) : { lat: north, lon: east }),
    write: (lat, lon) => swap(datum ? fromWgs84(lat, lon, official) : { lat, lon }),
  };
}
