// Asks before the last change is undone.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

/** Ask whether to undo what `label` names; resolves to {note} or, if not, null. */
export function askUndo(label) {
  const note = element("textarea", { class: "input", id: "undo-note", rows: "2", maxlength: "2000" });
  const yes = button(text("undo_yes"), { kind: "primary", icon: "undo-2", type: "submit", value: "yes" });
  const no = button(text("cancel"), { type: "submit", value: "no", formnovalidate: true });
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "undo-title" },
    element("form", { method: "dialog", class: "dialog__form" },
      element("h2", { id: "undo-title", text: text("undo_title") }),
      element("p", { text: label }),
      element("p", { class: "soft small", text: text("undo_hint") }),
      element("div", { class: "field" }, element("label", { for: "undo-note", text: text("field_note") }), note),
      element("div", { class: "change-form__buttons" }, yes, no)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? { note: note.value } : null);
    });
    dialog.showModal();
  });
}
