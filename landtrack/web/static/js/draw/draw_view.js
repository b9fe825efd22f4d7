// Keeps the drawing in sight: the map goes to it, and says so when it has been moved away from it.

const EDGE = 44; // px around a drawing that fills the map
const CLOSEST = 19; // zoom: closer, nothing around a small parcel would say where it is
const POINT = 18;

/** Watches the `map` for an Editor; `toolbar` is told whether the drawing is off the screen. */
export class DrawView {
  constructor(map, editor, toolbar) {
    Object.assign(this, { map, editor, toolbar });
    this.look = () => this.toolbar.lose(!this.isSeen());
    map.on("moveend resize", this.look);
    editor.addEventListener("changed", this.look);
    this.look();
  }

  /** Move the map so that the drawing fills a good part of it. */
  showShape() {
    const { layer } = this.editor;
    this.map.invalidateSize({ animate: false, pan: false });
    if (layer?.getBounds?.().isValid() && layer.getLatLngs) {
      this.fit(layer.getBounds(), CLOSEST);
    } else if (layer?.getLatLng) {
      this.map.setView(layer.getLatLng(), POINT, { animate: false });
    }
  }

  /** Move the map to the drawing only if it cannot be seen where the map is. */
  seeShape() {
    if (!this.isSeen()) {
      this.showShape();
    }
  }

  /** Show [[south, west], [north, east]]; null changes nothing. */
  showBounds(bounds) {
    if (bounds) {
      this.map.invalidateSize({ animate: false, pan: false });
      this.fit(bounds);
    }
  }

  fit(bounds, maxZoom) {
    const { offsetTop: above, offsetHeight: height } = this.toolbar.box;
    this.map.fitBounds(bounds, {
      maxZoom, animate: false, paddingTopLeft: [EDGE, above + height + EDGE / 2], paddingBottomRight: [EDGE, EDGE] });
  }

  // Nothing drawn is nothing lost.
  isSeen() {
    const { layer, tool } = this.editor;
    if (!layer || tool) {
      return true;
    }
    const seen = this.map.getBounds();
    return layer.getLatLng ? seen.contains(layer.getLatLng()) : !layer.getBounds().isValid() || seen.intersects(layer.getBounds());
  }

  close() {
    this.map.off("moveend resize", this.look);
  }
}
