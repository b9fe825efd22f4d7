// Asks what becomes of what was typed and drawn when the form is closed.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

/** Ask; resolves to "keep" (as a draft in this tab), "drop" or "stay". */
export function askLeave() {
  const choice = (value, kind) => button(text(`draw_leave_${value}`), { type: "submit", value, kind });
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "draw-leave-title" },
    element("form", { method: "dialog", class: "dialog__form" },
      element("h2", { id: "draw-leave-title", text: text("draw_leave_title") }),
      element("p", { class: "soft", text: text("draw_leave_hint") }),
      element("div", { class: "change-form__buttons" }, choice("stay", "primary"), choice("keep", ""), choice("drop", "danger"))));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || "stay");
    });
    dialog.showModal();
  });
}
