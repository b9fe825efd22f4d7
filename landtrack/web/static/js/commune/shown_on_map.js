// Keeps the map in step with the cases: what is shown, in which colour, and what is outlined.

import { HIDDEN } from "../map/case_painter.js";

const CLOSE = 17; // zoom at which a parcel fills a good part of the map
const AT_EDGE = 40; // px: a case nearer to the edge than this is moved into the middle

/** Connects `cases` with the two painters of the map. */
export class ShownOnMap {
  constructor(map, painter, outlines, cases) {
    Object.assign(this, { map, painter, outlines, cases, shapes: null });
    const number = new Map(cases.page.statuses.map(({ value }, at) => [value, at]));
    this.statusOf = (id) => {
      const one = cases.byId.get(id);
      return one && cases.isShown(one) ? number.get(one.status) : HIDDEN;
    };
    cases.addEventListener("shown", () => this.shapes && painter.update(this.statusOf));
    cases.addEventListener("hovered", () => outlines.mark({ hovered: this.indexOf(cases.hovered) }));
    cases.addEventListener("chosen", () => outlines.mark({ chosen: this.indexOf(cases.chosen) }));
  }

  show(shapes) {
    this.shapes = shapes;
    this.painter.show(shapes, this.statusOf);
    this.outlines.setShapes(shapes);
  }

  indexOf(one) {
    return (one && this.shapes?.indexOf.get(one.id)) ?? -1;
  }

  /** Move the map so that the case can be seen; from a click on the map itself only if it is at the edge. */
  bringIntoView(one, from) {
    const index = this.indexOf(one);
    if (index < 0) {
      return;
    }
    this.map.invalidateSize({ animate: false, pan: false });
    if (from !== "map" && this.map.getZoom() < CLOSE - 2) {
      this.goTo(one);
      return;
    }
    const at = this.map.latLngToContainerPoint(this.placeOf(index));
    const size = this.map.getSize();
    const inside = at.x > AT_EDGE && at.y > AT_EDGE && at.x < size.x - AT_EDGE && at.y < size.y - AT_EDGE;
    if (!inside) {
      this.map.panTo(this.placeOf(index));
    }
  }

  goTo(one) {
    const index = this.indexOf(one);
    if (index >= 0) {
      this.map.setView(this.placeOf(index), Math.max(CLOSE, this.map.getZoom()));
    }
  }

  /** Mark a place in degrees and go there; the mark goes with the next one. */
  markPlace({ lon, lat }) {
    this.mark?.remove();
    this.mark = window.L.circleMarker([lat, lon], { radius: 8, weight: 3 }).addTo(this.map);
    this.map.setView([lat, lon], Math.max(CLOSE, this.map.getZoom()));
  }

  /** Show the case at once, close: for tests, which click on it then. */
  jumpTo(code) {
    const index = this.indexOf(this.cases.byCode.get(code));
    if (index >= 0) {
      this.map.setView(this.placeOf(index), CLOSE, { animate: false });
    }
  }

  placeOf(index) {
    const { x, y } = this.shapes.interior(index);
    const { origin } = this.shapes;
    return this.map.unproject(window.L.point(origin.x + x, origin.y + y), 0);
  }

  /** Return the colour in which a case is painted, as "#009e73"; null if it is not. */
  colourOf(code) {
    const index = this.indexOf(this.cases.byCode.get(code));
    return index < 0 ? null : this.painter.colourAt(index);
  }

  /** Return a place inside a case, in px of the map's box; null if it has no shape. */
  centreOf(code) {
    const index = this.indexOf(this.cases.byCode.get(code));
    if (index < 0) {
      return null;
    }
    const { x, y } = this.map.latLngToContainerPoint(this.placeOf(index));
    return { x, y };
  }
}
