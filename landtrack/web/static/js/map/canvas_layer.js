// One canvas over the map that moves and zooms with it. What is painted on it is the business of its painters.

const MOST_RATIO = 2; // more device pixels a pixel than this only cost time

/**
 * A Leaflet layer with a canvas a little larger than the map. `painters`, from below to above, have `needed()` and
 * `paint(context, view)`; view: {map, scale, left, top, right, bottom, ratio, zoom, corner}: pixels of zoom 0 × scale are
 * pixels at this zoom, of which (left, top) is the canvas's corner and (right, bottom) the opposite one; `corner` is the
 * same corner in pixels of the map's layers. A painter asks for a new picture by calling the `redrawSoon` it was given.
 */
export const CanvasLayer = window.L.Layer.extend({
  options: { padding: 0.1 },

  initialize(painters, options) {
    window.L.setOptions(this, options);
    this._painters = painters;
    painters.forEach((painter) => {
      painter.redrawSoon = () => this.redrawSoon();
    });
  },

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
    const painters = this._painters.filter((painter) => painter.needed());
    if (painters.length === 0) {
      this._canvas.width = 0; // an empty canvas of the map's size would cost as much as a full one
      this._seen = null;
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
    const { x: left, y: top } = map.getPixelOrigin().add(corner);
    const view = { map, ratio, corner, zoom: this._zoom, scale: 2 ** this._zoom, left, top, right: left + whole.x, bottom: top + whole.y };
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._context.clearRect(0, 0, whole.x, whole.y);
    painters.forEach((painter) => painter.paint(this._context, view));
  },

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
    const from = map.containerPointToLayerPoint([0, 0]);
    const shown = window.L.bounds(from, from.add(map.getSize()));
    if (this._seen && map.getZoom() === this._zoom && !this._seen.contains(shown)) {
      this.redrawSoon();
    }
  },

  _stretchNow() {
    this._stretch(this._map.getCenter(), this._map.getZoom());
  },

  _stretch(centre, zoom) {
    if (this._seen) {
      const corner = this._map._latLngToNewLayerPoint(this._corner, zoom, centre);
      window.L.DomUtil.setTransform(this._canvas, corner, this._map.getZoomScale(zoom, this._zoom));
    }
  },
});
