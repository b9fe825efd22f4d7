// Somebody else corrected the case meanwhile: theirs beside one's own, field by field, and what is to be taken.

import { button, element, message } from "../page/element.js";
import { text } from "../page/words.js";

/**
 * Return the notice. `fields` as of mergeFields(); `worded(name, value)` says a value; `take(name, value)` puts one into the
 * form. What only they changed is theirs already; where both did, one's own stays until one takes theirs.
 */
export function conflictChoice(sentence, fields, worded, take) {
  const rows = fields.map(({ name, mine, theirs, clash }) => {
    const row = element("div", { class: `conflict-row${clash ? " conflict-row--clash" : ""}`, data: { field: name } },
      element("h4", { text: text(`draw_${name}`) }));
    const side = (title, value, isTaken) => element("div", { class: "conflict-row__side" },
      element("span", { class: "soft small", text: title }), element("strong", { text: worded(name, value) }),
      clash && button(text("draw_take"), { "aria-pressed": String(isTaken), on: { click: (event) => choose(event, value) } }));
    const choose = ({ currentTarget }, value) => {
      row.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one === currentTarget)));
      take(name, value);
    };
    row.append(side(text("draw_theirs"), theirs, false),
      clash ? side(text("draw_mine"), mine, true) : element("p", { class: "small", text: text("draw_theirs_taken") }));
    return row;
  });
  const box = message("caution", sentence, element("p", { text: text("draw_conflict_hint") }), ...rows);
  box.classList.add("conflict");
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  return box;
}
