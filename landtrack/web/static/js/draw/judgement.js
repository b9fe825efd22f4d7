// Shows what the judge says: area against the declared one, the unit, overlaps, and crossings with their place.

import { element, message, picture } from "../page/element.js";
import { count, decimal, squareMetres, text } from "../page/words.js";

const TOLERANCE = 1; // %: a larger difference is worth a look
const MOST_SHOWN = 6;

/** Fills `box` and marks places on the map. `about()` → {declared (m² or null), unitCode}. */
export class Judgement {
  constructor(map, about) {
    Object.assign(this, { map, about, found: null });
    this.box = element("div", { class: "judgement", "aria-live": "polite" });
    this.marks = window.L.layerGroup().addTo(map);
  }

  /** Return in a few words what matters most: for the bar over the map. */
  get summary() {
    const { found } = this;
    if (!found || (found.area === null && found.crossings.length === 0)) {
      return this.isOutside ? text("draw_off") : "";
    }
    if (found.crossings.length > 0 || found.answer?.fault) {
      return text("draw_crosses");
    }
    const percent = this.percent(found.area);
    const size = `${decimal(found.area, 1)}\u00a0m²${percent === null ? "" : ` (${signed(percent)})`}`;
    return this.isOutside ? `${size} · ${text("draw_off")}` : size;
  }

  get isOutside() {
    const answer = this.found?.answer;
    return Boolean(answer && !answer.fault && !answer.inside);
  }

  show(found) {
    this.found = found;
    const { answer, crossings: places } = found;
    const fault = answer?.fault;
    const marked = fault?.at ? [{ lat: fault.at[1], lng: fault.at[0] }, ...places] : places;
    this.mark(marked);
    const wrong = fault?.sentence ?? (places.length > 0 ? text("draw_crossing") : found.sentence);
    this.box.replaceChildren(
      wrong && message("problem", wrong),
      element("dl", { class: "judgement__lines" }, ...this.lines(found)));
  }

  refresh() {
    if (this.found) {
      this.show(this.found);
    }
  }

  // The area of an outline that crosses itself is none.
  lines({ area, answer, crossings: places }) {
    const fine = answer && !answer.fault ? answer : null;
    const measured = fine?.area ? fine.area / 10 : area;
    const lines = [];
    if (measured !== null && places.length === 0 && !answer?.fault) {
      lines.push(line(text("draw_measured"), `${decimal(measured, 1)}\u00a0m²`, this.difference(measured)));
    }
    if (fine) {
      lines.push(this.unitLine(fine), this.overlapLine(fine));
      if (fine.joined) {
        lines.push(line(text("draw_parts"), text("draw_joined"), null, "note"));
      }
    }
    return lines;
  }

  percent(measured) {
    const { declared } = this.about();
    return declared ? ((measured - declared) / declared) * 100 : null;
  }

  difference(measured) {
    const percent = this.percent(measured);
    if (percent === null) {
      return null;
    }
    const far = Math.abs(percent) > TOLERANCE;
    return element("span", { class: `judgement__more${far ? " is-caution" : ""}` },
      far && picture("triangle-alert"), element("span", { text: text("draw_difference", { percent: signed(percent) }) }));
  }

  unitLine({ units, inside }) {
    const named = units.map(({ name, percent }) => (percent >= 99.95 || percent === 100 ? name : `${name} ${decimal(percent, 1)}\u00a0%`));
    const where = named.join(", ") || text("draw_no_unit");
    return line(text("draw_lies_in"), where, inside ? null : warning(text("draw_outside")), inside ? "good" : "caution");
  }

  overlapLine({ overlaps }) {
    if (overlaps.length === 0) {
      return line(text("draw_overlaps"), text("draw_none"), null, "good");
    }
    const shown = overlaps.slice(0, MOST_SHOWN).map(({ code, area }) => element("li", {},
      element("strong", { text: code }), element("span", { class: "number", text: area > 0 ? squareMetres(area) : text("draw_point") })));
    const rest = overlaps.length - shown.length;
    const more = rest > 0 ? [element("li", { text: text("draw_more", { count: count(rest) }) })] : [];
    return line(text("draw_overlaps"), "", element("ul", { class: "judgement__overlaps" }, ...shown, ...more), "caution");
  }

  mark(places) {
    this.marks.clearLayers();
    for (const at of places) {
      const icon = window.L.divIcon({ className: "draw-crossing", iconSize: [22, 22] });
      window.L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: 5000 }).addTo(this.marks);
    }
  }

  close() {
    this.marks.remove();
  }
}

function line(label, value, more = null, kind = "") {
  return element("div", { class: `judgement__line ${kind && `judgement__line--${kind}`}` },
    element("dt", { text: label }), element("dd", {}, value && element("span", { class: "judgement__value", text: value }), more));
}

function warning(words) {
  return element("span", { class: "judgement__more is-caution" }, picture("triangle-alert"), element("span", { text: words }));
}

const signed = (percent) => `${percent < 0 ? "−" : "+"}${decimal(Math.abs(percent), 1)}\u00a0%`;
