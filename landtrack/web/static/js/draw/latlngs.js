// Leaflet nests corners as it likes: a ring, rings, or parts of rings. Here they are always parts of rings.

/** Return plain parts of Leaflet's corners. */
export function partsOf(latlngs) {
  return nested(latlngs).map((rings) => rings.map((ring) => ring.map(({ lat, lng }) => ({ lat, lng }))));
}

/** Return Leaflet's corners of plain parts. */
export function latLngsOf(parts) {
  return parts.map((rings) => rings.map((ring) => ring.map(({ lat, lng }) => window.L.latLng(lat, lng))));
}

/** Return {part, ring}, the places of a ring (the very list) among Leaflet's corners; -1 where it is not. */
export function placeOfRing(latlngs, ring) {
  const parts = nested(latlngs);
  const part = parts.findIndex((rings) => rings.includes(ring));
  return { part, ring: part < 0 ? -1 : parts[part].indexOf(ring) };
}

function nested(latlngs) {
  const isRing = (list) => list.length > 0 && list[0].lat !== undefined;
  if (latlngs.length === 0) {
    return [];
  }
  if (isRing(latlngs)) {
    return [[latlngs]];
  }
  return latlngs.some(isRing) ? [latlngs] : latlngs;
}
