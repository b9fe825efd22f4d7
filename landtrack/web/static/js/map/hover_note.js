// The small note beside the cursor; an element of our own, filled with text only.

import { element } from "../page/element.js";

const AWAY = 14; // px from the cursor

/** A note over `map`; show it at a container point with elements inside, or hide it. */
export class HoverNote {
  constructor(map) {
    this.map = map;
    this.box = element("div", { class: "hover-note", "aria-hidden": "true", hidden: true });
    map.getContainer().append(this.box);
  }

  show(point, ...children) {
    this.box.replaceChildren(...children);
    this.box.hidden = false;
    const size = this.map.getSize();
    const over = point.x + AWAY + this.box.offsetWidth > size.x;
    const below = point.y + AWAY + this.box.offsetHeight > size.y;
    const x = over ? point.x - AWAY - this.box.offsetWidth : point.x + AWAY;
    const y = below ? point.y - AWAY - this.box.offsetHeight : point.y + AWAY;
    this.box.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
  }

  hide() {
    this.box.hidden = true;
  }
}
