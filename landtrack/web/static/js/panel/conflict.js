// Somebody else was faster: their change beside what one was about to send. Nothing is lost on either side.

import { button, element, message } from "../page/element.js";
import { signedInUser } from "../page/ask.js";
import { text } from "../page/words.js";
import { historyList } from "./case_history.js";

/**
 * Return the notice. `theirs`: the entries recorded since one looked; `mine`: [{label, value}] of one's own input;
 * `onDrop` gives one's own input up; `more` says what can be done.
 */
export function conflictNotice(sentence, theirs, mine, onDrop, more = text("conflict_hint")) {
  const own = element("dl", { class: "conflict__mine" }, ...mine.flatMap(({ label, value }) => [
    element("dt", { text: label }), element("dd", { text: value }),
  ]));
  const side = (title, content) => element("section", { class: "conflict__side" }, element("h4", { text: title }), content);
  const sides = element("div", { class: "conflict__sides" },
    side(text("their_change"), historyList(theirs)), side(text("your_input"), own));
  const alone = theirs.length > 0 && theirs.every(({ who }) => who === signedInUser());
  const maybe = alone && element("p", { text: text("maybe_mine") });
  const hint = element("p", { class: "small", text: more });
  const box = message("caution", sentence, maybe, sides, hint, button(text("drop_mine"), { on: { click: onDrop } }));
  box.classList.add("conflict");
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  return box;
}
