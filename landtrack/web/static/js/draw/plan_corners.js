// The corners of the office's own plans (parcels) under the drawing, fetched by tile when one has come close.

import { getJson } from "../page/ask.js";

const ZOOM = 17; // of the tiles that are asked for: some 300 m across
const MOST_TILES = 48; // on a very large screen; there one looks closer first
const FULL = 360;

/** Keeps what is near for a map; `plans()` are the layers {key, bounds} that are shown now. */
export class PlanCorners {
  constructor(map, plans) {
    Object.assign(this, { map, plans, kept: new Map() });
    this.look = () => this.fetchSeen();
    map.on("moveend layeradd", this.look);
    this.look();
  }

  /** Return {lat, lng} of the nearest corner within `reach` px of a place, null if there is none. */
  near(latlng, reach) {
    const at = this.map.latLngToContainerPoint(latlng);
    let [best, least] = [null, reach];
    for (const address of this.addresses()) {
      for (const [lng, lat] of this.kept.get(address) ?? []) {
        const distance = at.distanceTo(this.map.latLngToContainerPoint([lat, lng]));
        if (distance < least) {
          [best, least] = [{ lat, lng }, distance];
        }
      }
    }
    return best;
  }

  addresses() {
    const tiles = this.map.getZoom() < ZOOM ? [] : tilesIn(this.map.getBounds());
    return this.plans().flatMap(({ key }) => tiles.map(({ x, y }) => `/api/layer/${key}/corners/${ZOOM}/${x}/${y}`));
  }

  // What does not come is no corner: one draws without it, and the next move asks again.
  fetchSeen() {
    this.addresses().filter((address) => !this.kept.has(address)).forEach((address) => {
      this.kept.set(address, []);
      getJson(address).then(({ corners }) => this.kept.set(address, corners), () => this.kept.delete(address));
    });
  }

  close() {
    this.map.off("moveend layeradd", this.look);
  }
}

function tilesIn(bounds) {
  const side = 2 ** ZOOM;
  const column = (lng) => Math.floor(((lng + FULL / 2) / FULL) * side);
  const row = (lat) => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * side);
  const tiles = [];
  for (let x = column(bounds.getWest()); x <= column(bounds.getEast()); x += 1) {
    for (let y = row(bounds.getNorth()); y <= row(bounds.getSouth()); y += 1) {
      tiles.push({ x, y });
    }
  }
  return tiles.length > MOST_TILES ? [] : tiles;
}
