// What the checks found: asked for once the page is open, and put below what it said already.

import { getJson } from "../page/ask.js";
import { element, picture } from "../page/element.js";

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const waiting = part("checking");

if (waiting) {
  waiting.hidden = false;
  getJson(waiting.dataset.address).then(show, () => {
    waiting.replaceChildren(waiting.dataset.failed);
  });
}

function show({ lines }) {
  const list = part("attention-lines");
  list.append(...lines.map(line));
  waiting.remove();
  part("nothing").hidden = list.children.length > 0;
}

function line({ number, text, href }) {
  const words = element("span", { class: "line__main", text: text.charAt(0).toUpperCase() + text.slice(1) });
  const count = element("strong", { class: "number", text: number });
  return element("li", {}, element("a", { class: "line line--count", href }, picture("triangle-alert"), words, count));
}
