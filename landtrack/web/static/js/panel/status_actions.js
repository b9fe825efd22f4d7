// The buttons of what may become of a case: one for each status that it can get.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

const ACTIONS = ["resolved", "partly_resolved", "in_hand", "excluded", "reopen"];
const ICONS = { resolved: "circle-check", partly_resolved: "chart-pie", in_hand: "hand", excluded: "ban", reopen: "rotate-ccw" };

/** Return the buttons of the possible actions; `chosen` is the open one, `onChoose(action)` opens, with null closes. */
export function statusActions(possible, chosen, onChoose) {
  const offered = ACTIONS.filter((action) => possible.includes(action));
  return element("div", { class: "actions" }, ...offered.map((action) => button(text(`do_${action}`), {
    icon: ICONS[action],
    kind: action === "resolved" && !chosen ? "primary" : "",
    "aria-expanded": String(chosen === action),
    data: { action },
    on: { click: () => onChoose(chosen === action ? null : action) },
  })));
}
