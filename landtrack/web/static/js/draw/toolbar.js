// The tools over the map: what can be done with the geometry now, and in a word what to do next.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

const TOOLS = [
  { name: "part", icon: "pentagon" }, { name: "hole", icon: "circle-dashed" }, { name: "cut", icon: "scissors" },
  { name: "finish", icon: "check" }, { name: "undo", icon: "undo-2" }, { name: "redo", icon: "redo-2" },
  { name: "show", icon: "locate-fixed" }, { name: "corner", icon: "trash-2" }, { name: "ring", icon: "trash-2" },
  { name: "snap", icon: "magnet" },
];

/** Makes the bar in `place` (over the map) for an Editor; `onShow()` brings the drawing into sight. */
export class Toolbar {
  constructor(place, editor, onShow) {
    Object.assign(this, { editor, onShow, isLost: false });
    this.buttons = Object.fromEntries(TOOLS.map(({ name, icon }) => [name, button(text(`draw_do_${name}`), {
      icon, kind: name === "finish" ? "primary" : "", title: text(`draw_do_${name}`), data: { tool: name },
      on: { click: () => this.act(name) },
    })]));
    this.hint = element("p", { class: "draw-bar__hint", role: "status" });
    this.sum = element("strong", { class: "draw-bar__sum number" });
    this.box = element("div", { class: "draw-bar" },
      element("div", { class: "draw-bar__tools", role: "toolbar", "aria-label": text("draw_tools") }, ...Object.values(this.buttons)),
      element("div", { class: "draw-bar__line" }, this.sum, this.hint));
    place.append(this.box);
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys, true);
    for (const name of ["changed", "tool", "selected", "moving"]) {
      editor.addEventListener(name, () => this.refresh());
    }
    this.refresh();
  }

  act(name) {
    const { editor } = this;
    const acts = {
      finish: () => editor.finish(),
      undo: () => editor.undo(),
      redo: () => editor.redo(),
      corner: () => editor.deleteCorner(),
      ring: () => editor.deleteRing(),
      show: () => this.onShow(),
      snap: () => {
        editor.drag.on = !editor.drag.on;
      },
    };
    if (acts[name]) {
      acts[name]();
    } else if (editor.tool === name) {
      editor.cancel();
    } else {
      editor.begin(name);
    }
    this.refresh();
  }

  refresh() {
    const { editor, buttons } = this;
    const { kind } = editor.shape;
    const ring = editor.tool ? null : editor.selectedRing;
    const shown = { part: true, hole: kind === "area", cut: kind === "area", finish: editor.tool !== null, undo: true, redo: true,
      show: this.isLost, corner: ring !== null, ring: ring !== null, snap: true };
    Object.entries(shown).forEach(([name, isShown]) => {
      buttons[name].hidden = !isShown;
      buttons[name].setAttribute("aria-pressed", String(name === editor.tool || (name === "snap" && editor.drag.on)));
    });
    say(buttons.part, text(kind === "area" ? "draw_do_another" : "draw_do_part"));
    if (ring) {
      say(buttons.ring, text(`draw_do_ring_${ring}`));
    }
    buttons.undo.disabled = !editor.canUndo;
    buttons.redo.disabled = editor.tool !== null || !editor.steps.canRedo;
    this.hint.textContent = text(this.isLost ? "draw_lost" : `draw_hint_${hintOf(editor, ring)}`);
  }

  /** Say whether the drawing is off the screen, and offer to go there. */
  lose(isLost) {
    if (isLost !== this.isLost) {
      this.isLost = isLost;
      this.box.classList.toggle("is-lost", isLost);
      this.refresh();
    }
  }

  /** Show in a word what the judge says. */
  summarise(words) {
    this.sum.textContent = words;
  }

  say(sentence) {
    this.hint.textContent = sentence;
  }

  // Keys for the map; in a field they are the field's own.
  key(event) {
    if (event.target.closest("input, textarea, select, dialog, [role=listbox]")) {
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const redo = control && (key === "y" || (key === "z" && event.shiftKey));
    const { editor, buttons } = this;
    const acts = [
      [redo && !buttons.redo.disabled, () => editor.redo()],
      [control && key === "z" && !redo && editor.canUndo, () => editor.undo()],
      [editor.tool && key === "escape", () => editor.cancel()],
      [editor.tool && key === "enter" && event.target.tagName !== "BUTTON", () => editor.finish()],
      [editor.tool && key === "backspace", () => editor.undo()],
      [editor.selected && !editor.tool && (key === "delete" || key === "backspace"), () => editor.deleteCorner()],
      [editor.selected && key === "escape", () => editor.select(null)],
    ];
    const act = acts.find(([fits]) => fits);
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act[1]();
      this.refresh();
    }
  }

  close() {
    document.removeEventListener("keydown", this.keys, true);
    this.box.remove();
  }
}

function hintOf(editor, ring) {
  if (editor.tool) {
    return editor.pen.canBack || editor.tool === "cut" ? `${editor.tool}_on` : editor.tool;
  }
  return ring ? "selected" : editor.shape.kind;
}

function say(one, words) {
  one.querySelector("span:last-child").textContent = words;
  one.title = words;
}
