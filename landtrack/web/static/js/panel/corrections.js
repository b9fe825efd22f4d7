// What can be done about the facts of a case: correct them, or withdraw a case that was entered by mistake.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

/** Return the buttons; `onCorrect(button)` and `onWithdraw()` are told which was pressed. */
export function correctionButtons(onCorrect, onWithdraw) {
  const correct = { click: ({ currentTarget }) => onCorrect(currentTarget) };
  return element("div", { class: "corrections" },
    button(text("correct"), { icon: "pencil", data: { correct: "yes" }, on: correct }),
    button(text("withdraw"), { kind: "quiet", icon: "ban", data: { withdraw: "yes" }, on: { click: () => onWithdraw() } }));
}
