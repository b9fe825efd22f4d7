// One canvas over the map that moves and zooms with it. What is painted on it is the business of its subclasses.

const MOST_RATIO = 2; // more device pixels a pixel than this only cost time

/**
 * A Leaflet layer with a canvas a little larger than the map. Subclasses have `paint(context, view)`; view:
 * {scale, left, top, right, bottom, ratio, zoom}: pixels of zoom 0 × scale are pixels at this zoom, of which (left, top)
 * is the canvas's corner and (right, bottom) the opposite one.
 */
export const CanvasLayer = window.L.Layer.extend({
  options: { pane: "overlayPane", padding: 0.2 },

  onAdd(map) {
    this._canvas = window.L.DomUtil.create("canvas", "leaflet-zoom-animated", this.getPane());
    this._canvas.setAttribute("aria-hidden", "true");
    this._context = this._canvas.getContext("2d");
    this._map = map;
    this.redraw();
  },

  onRemove() {
    this._canvas.remove();
  },

  getEvents() {
    return {
      viewreset: this.redraw,
      moveend: this.redraw,
      resize: this.redraw,
      move: this._follow,
      zoom: this._stretchNow,
      zoomanim: (event) => this._stretch(event.center, event.zoom),
    };
  },

  /** Paint everything now. */
  redraw() {
    const map = this._map;
    if (!map || map._animatingZoom) {
      return;
    }
    if (!this.needed()) {
      this._canvas.width = 0; // an empty canvas of the map's size would cost as much as a full one
      return;
    }
    const size = map.getSize();
    const pad = size.multiplyBy(this.options.padding).round();
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    const whole = size.add(pad.multiplyBy(2));
    const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
    this._resize(whole, ratio);
    window.L.DomUtil.setTransform(this._canvas, corner, 1);
    this._zoom = map.getZoom();
    this._corner = map.layerPointToLatLng(corner);
    this._seen = window.L.bounds(corner, corner.add(whole));
    const place = map.getPixelOrigin().add(corner);
    const scale = 2 ** this._zoom;
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._context.clearRect(0, 0, whole.x, whole.y);
    this.paint(this._context, {
      scale, ratio, zoom: this._zoom, left: place.x, top: place.y, right: place.x + whole.x, bottom: place.y + whole.y,
    });
  },

  /** Say whether there is anything to paint. */
  needed: () => true,

  /** Paint everything in the next frame, once for all calls until then. */
  redrawSoon() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = null;
      this.redraw();
    });
  },

  _resize(whole, ratio) {
    const [width, height] = [Math.round(whole.x * ratio), Math.round(whole.y * ratio)];
    if (this._canvas.width !== width || this._canvas.height !== height) {
      Object.assign(this._canvas, { width, height });
      this._canvas.style.width = `${whole.x}px`;
      this._canvas.style.height = `${whole.y}px`;
    }
  },

  // While the map is dragged further than the canvas reaches, paint on the way.
  _follow() {
    const map = this._map;
    if (!this._seen) {
      return;
    }
    const from = map.containerPointToLayerPoint([0, 0]);
    const shown = window.L.bounds(from, from.add(map.getSize()));
    if (map.getZoom() === this._zoom && !this._seen.contains(shown)) {
      this.redrawSoon();
    }
  },

  _stretchNow() {
    this._stretch(this._map.getCenter(), this._map.getZoom());
  },

  _stretch(centre, zoom) {
    if (!this._corner) {
      return;
    }
    const corner = this._map._latLngToNewLayerPoint(this._corner, zoom, centre);
    window.L.DomUtil.setTransform(this._canvas, corner, this._map.getZoomScale(zoom, this._zoom));
  },
});
