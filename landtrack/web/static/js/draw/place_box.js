// Where the case lies: four ways to say it, one at a time, and what the judge says of it.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";
import { CornerBox } from "./corner_box.js";
import { PhonePosition } from "./phone_position.js";

const WAYS = [
  { name: "draw", icon: "pentagon" }, { name: "corners", icon: "list-ordered" },
  { name: "position", icon: "locate-fixed" }, { name: "none", icon: "map-pin-off" },
];

/** `hooks`: {onDraw(), onRead(), onPlaced(), onMeasured(accuracy)}; `judged` is the box of the judgement. */
export class PlaceBox {
  constructor({ map, page, choices }, editor, judged, hooks) {
    Object.assign(this, { editor, hooks });
    this.corners = new CornerBox(editor, page, choices.systems, hooks.onRead);
    this.position = new PhonePosition(map, editor, hooks);
    this.panes = { corners: this.corners.box, position: this.position.box };
    this.buttons = Object.fromEntries(WAYS.map(({ name, icon }) => [name, button(text(`draw_way_${name}`), {
      icon, data: { way: name }, "aria-pressed": "false", on: { click: () => this.choose(name) },
    })]));
    const problem = element("span", { class: "field__problem", role: "alert" });
    this.problem = problem;
    this.box = element("section", { class: "panel__part panel__place field" }, element("h3", { text: text("place") }),
      element("div", { class: "ways" }, ...Object.values(this.buttons)), ...Object.values(this.panes), problem, judged);
    editor.addEventListener("changed", () => this.refuse(""));
    this.show(null);
  }

  choose(name) {
    this.show(this.way === name && name in this.panes ? null : name);
    this.position.stop();
    if (name === "draw") {
      this.hooks.onDraw();
    } else if (name === "none" && this.editor.shape.kind !== "none") {
      this.editor.take({ kind: "none" });
    }
  }

  show(name) {
    this.way = name;
    Object.entries(this.buttons).forEach(([other, one]) => one.setAttribute("aria-pressed", String(other === name)));
    Object.entries(this.panes).forEach(([other, pane]) => {
      pane.hidden = other !== name;
    });
  }

  refuse(sentence) {
    this.problem.textContent = sentence;
    if (sentence) {
      this.box.scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.position.close();
  }
}
