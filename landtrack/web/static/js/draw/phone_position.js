// The phone's own position as the place of a case, with how far off it may be.

import { button, element, picture } from "../page/element.js";
import { decimal, text } from "../page/words.js";

const WAIT = 30_000; // ms for a first position
const FAILURES = { 1: "denied", 3: "late" }; // as the browser numbers them
const GOOD = 5; // m: better than this no phone gets

/** A box for an Editor; `onMeasured(accuracy in m)` is told how exact the point is, `onPlaced()` that there is a new one. */
export class PhonePosition {
  constructor(map, editor, { onMeasured, onPlaced }) {
    Object.assign(this, { map, editor, onMeasured, onPlaced, watch: null });
    this.said = element("p", { class: "phone-position__said", role: "status" });
    this.begin = button(text("draw_position_begin"), { icon: "locate-fixed", on: { click: () => this.start() } });
    this.end = button(text("draw_position_end"), { kind: "primary", icon: "check", hidden: true, on: { click: () => this.take() } });
    this.box = element("div", { class: "phone-position" }, element("p", { class: "small soft", text: text("draw_position_hint") }),
      element("div", { class: "change-form__buttons" }, this.begin, this.end), this.said);
  }

  start() {
    if (!navigator.geolocation || !window.isSecureContext) {
      this.said.textContent = text("draw_position_none");
      return;
    }
    this.stop();
    this.best = Infinity;
    this.said.replaceChildren(picture("loader-circle"), element("span", { text: text("draw_position_waiting") }));
    this.end.hidden = false;
    this.watch = navigator.geolocation.watchPosition((found) => this.found(found), (failure) => this.failed(failure),
      { enableHighAccuracy: true, timeout: WAIT, maximumAge: 0 });
  }

  found({ coords: { latitude: lat, longitude: lng, accuracy } }) {
    if (this.watch === null || accuracy > this.best) {
      return;
    }
    const first = this.best === Infinity;
    this.best = accuracy;
    this.editor.take({ kind: "point", at: { lat, lng } });
    this.circle?.remove();
    this.circle = window.L.circle([lat, lng], { radius: accuracy, className: "drawn-accuracy", interactive: false }).addTo(this.map);
    if (first) {
      this.map.fitBounds(this.circle.getBounds(), { maxZoom: 18, animate: false });
    }
    this.said.textContent = text("draw_position_found", { metres: decimal(Math.max(1, Math.round(accuracy)), 0) });
    this.onMeasured(accuracy);
    this.onPlaced();
    if (accuracy <= GOOD) {
      this.stop();
    }
  }

  take() {
    this.stop();
    this.onPlaced();
  }

  failed({ code }) {
    this.said.textContent = text(`draw_position_${FAILURES[code] ?? "failed"}`);
    this.stop();
  }

  stop() {
    if (this.watch !== null && this.watch !== undefined) {
      navigator.geolocation.clearWatch(this.watch);
    }
    this.watch = null;
    this.end.hidden = true;
  }

  close() {
    this.stop();
    this.circle?.remove();
  }
}
