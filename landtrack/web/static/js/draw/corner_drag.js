// A corner that is set or dragged near a neighbour's corner goes exactly there.

const REACH = { mouse: 10, touch: 22 }; // px

/** Connects the library's events with `snap(latlng, reach)` → {lat, lng} or null; `on` says whether it works now. */
export class CornerDrag {
  constructor(map, snap) {
    Object.assign(this, { map, snap, on: true, aim: null });
    const touch = window.matchMedia("(pointer: coarse)").matches;
    this.reach = touch ? REACH.touch : REACH.mouse;
    this.events = {
      "editable:drawing:click": ({ latlng }) => this.set(latlng),
      "editable:vertex:drag": ({ vertex }) => this.follow(vertex),
      "editable:vertex:dragend": ({ vertex }) => this.settle(vertex),
    };
    Object.entries(this.events).forEach(([name, listener]) => map.on(name, listener));
  }

  near(latlng) {
    return this.on ? this.snap(latlng, this.reach) : null;
  }

  set(latlng) {
    const corner = this.near(latlng);
    if (corner) {
      latlng.update([corner.lat, corner.lng]);
    }
  }

  // The marker jumps there while it is dragged, to the pixel; where exactly is set when it is let go.
  follow(vertex) {
    const icon = vertex.getElement();
    this.aim = this.near(this.map.layerPointToLatLng(window.L.DomUtil.getPosition(icon)));
    icon.classList.toggle("is-snapped", this.aim !== null);
    if (this.aim) {
      window.L.DomUtil.setPosition(icon, this.map.latLngToLayerPoint(this.aim).round());
    }
  }

  settle(vertex) {
    vertex.getElement()?.classList.remove("is-snapped");
    if (this.aim) {
      vertex.latlng.update([this.aim.lat, this.aim.lng]);
      vertex.editor.feature.redraw();
      this.aim = null;
    }
  }

  close() {
    Object.entries(this.events).forEach(([name, listener]) => this.map.off(name, listener));
  }
}
