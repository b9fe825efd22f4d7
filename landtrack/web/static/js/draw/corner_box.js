// The corners as a list to read, type and paste: for the keyboard, for field sheets, for whoever trusts numbers only.

import { button, element } from "../page/element.js";
import { showProblem } from "../page/field_problem.js";
import { text } from "../page/words.js";
import { readCorners, writeCorners } from "./corner_text.js";
import { cornerSystem } from "./corner_systems.js";

const MOST_PROBLEMS = 5;
const OFF = { west: 0.02, south: 0.02 }; // degrees around the unit's box within which a system is worth naming

/** A box for an Editor; `page` gives the official system and the unit's bounds. `onRead()` is called when it was taken. */
export class CornerBox {
  constructor(editor, page, systems, onRead) {
    Object.assign(this, { editor, page, onRead, shown: "" });
    this.systems = systems.map((described) => cornerSystem(described, page.vn2000));
    this.system = element("select", { class: "input", id: "draw-system" },
      ...[...this.systems].sort((a, b) => rank(a, page) - rank(b, page)).map(({ code, name }) => element("option", {
        value: code, text: `${name} (${code})` })));
    this.area = element("textarea", { class: "input corner-box__list", id: "draw-corners", rows: "8", spellcheck: "false",
      placeholder: text("draw_corners_example") });
    this.said = element("p", { class: "corner-box__said", role: "status" });
    const take = button(text("draw_corners_take"), { icon: "check", on: { click: () => this.take() }, data: { take: "corners" } });
    this.box = element("div", { class: "corner-box" },
      element("div", { class: "field" }, element("label", { for: "draw-system", text: text("draw_system") }), this.system),
      element("div", { class: "field" }, element("label", { for: "draw-corners", text: text("draw_corners") }), this.area,
        element("span", { class: "field__hint", text: text("draw_corners_hint") }),
        element("span", { class: "field__problem", "aria-live": "polite" })),
      this.said, take);
    this.system.value = page.vn2000.code;
    this.system.addEventListener("change", () => this.systemChosen());
    this.area.addEventListener("input", () => showProblem(this.area, ""));
    editor.addEventListener("changed", () => this.write());
    this.write();
  }

  get chosen() {
    return this.systems.find(({ code }) => code === this.system.value);
  }

  // What one typed and has not taken yet stays.
  systemChosen() {
    showProblem(this.area, "");
    this.said.textContent = "";
    if (this.area.value === this.shown) {
      this.write(true);
    }
  }

  /** Write the corners of the drawing, unless something else stands there that was typed. */
  write(anyway = false) {
    const { shape } = this.editor;
    if (!anyway && this.area.value !== this.shown) {
      return;
    }
    const parts = { area: shape.parts, point: [[[shape.at]]], none: [] }[shape.kind];
    this.area.value = writeCorners(parts, (corner) => this.worded(corner), {
      part: (number) => text("draw_part_line", { number }), hole: text("draw_hole_line") });
    this.shown = this.area.value;
  }

  worded({ lat, lng }) {
    const { write, digits } = this.chosen;
    const { north, east } = write(lat, lng);
    return [north.toFixed(digits), east.toFixed(digits)];
  }

  take() {
    const read = readCorners(this.area.value, this.chosen.degrees);
    if (read.problems.length > 0 || read.parts.length === 0) {
      this.refuse(read);
      return;
    }
    const short = read.parts.flat().find((ring) => ring.length < 3);
    const single = read.parts.length === 1 && read.parts[0].length === 1 && read.parts[0][0].length === 1;
    if (short && !single) {
      showProblem(this.area, text("draw_corners_short", { line: short.at(-1)?.line ?? 1 }));
      return;
    }
    const places = this.placed(read.parts);
    const shape = single ? { kind: "point", at: places[0][0][0] } : { kind: "area", multi: places.length > 1, parts: places };
    this.editor.take(shape);
    this.shown = this.area.value;
    this.write(true);
    showProblem(this.area, "");
    this.said.textContent = this.readAs(read, places);
    this.onRead();
  }

  // A corner that is written as it was keeps all its digits.
  placed(parts) {
    const known = new Map((this.editor.shape.parts ?? []).flat(2).map((corner) => [this.worded(corner).join(), corner]));
    const { place, digits } = this.chosen;
    return parts.map((rings) => rings.map((ring) => ring.map(({ north, east }) => {
      const same = known.get([north.toFixed(digits), east.toFixed(digits)].join());
      const { lat, lon } = place(north, east);
      return same ?? { lat, lng: lon };
    })));
  }

  refuse({ problems }) {
    const lines = problems.slice(0, MOST_PROBLEMS).map(({ line, kind, text: written }) =>
      text(`draw_corners_${kind}`, { line, text: written.slice(0, 40) }));
    showProblem(this.area, lines.length > 0 ? lines.join(" ") : text("draw_corners_empty"));
    this.area.focus();
  }

  readAs({ order, parts }, places) {
    const corners = parts.flat(2).length;
    const first = text(this.chosen.degrees ? `draw_order_degrees_${order}` : `draw_order_${order}`);
    const said = text("draw_corners_read", { corners, system: this.chosen.name, order: first });
    const better = this.inUnit(places) ? null : this.systems.find((other) => other !== this.chosen && !other.degrees
      && !this.chosen.degrees && this.inUnit(parts.map((rings) => rings.map((ring) => ring.map(({ north, east }) => {
      const { lat, lon } = other.place(north, east);
      return { lat, lng: lon };
    })))));
    return better ? `${said} ${text("draw_other_system", { system: better.name })}` : said;
  }

  inUnit(places) {
    const [[south, west], [north, east]] = this.page.bounds;
    return places.flat(2).every(({ lat, lng }) => lat > south - OFF.south && lat < north + OFF.south
      && lng > west - OFF.west && lng < east + OFF.west);
  }
}

// The official system first, then degrees, then the others as they come.
const rank = ({ code, degrees }, page) => (code === page.vn2000.code ? 0 : degrees ? 1 : 2);
