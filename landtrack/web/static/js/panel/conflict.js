// Somebody else was faster: their change beside what one was about to send. Nothing is lost on either side.

import { button, element, message } from "../page/element.js";
import { text } from "../page/words.js";
import { historyList } from "./case_history.js";

/**
 * Return the notice. `theirs`: the entries recorded since one looked; `mine`: [{label, value}] of one's own input;
 * `onDrop` gives one's own input up.
 */
export function conflictNotice(sentence, theirs, mine, onDrop) {
  const own = element("dl", { class: "conflict__mine" }, ...mine.flatMap(({ label, value }) => [
    element("dt", { text: label }), element("dd", { text: value }),
  ]));
  const side = (title, content) => element("section", { class: "conflict__side" }, element("h4", { text: title }), content);
  const sides = element("div", { class: "conflict__sides" },
    side(text("their_change"), historyList(theirs)), side(text("your_input"), own));
  const hint = element("p", { class: "small", text: text("conflict_hint") });
  const box = message("caution", sentence, sides, hint, button(text("drop_mine"), { on: { click: onDrop } }));
  box.classList.add("conflict");
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  return box;
}
