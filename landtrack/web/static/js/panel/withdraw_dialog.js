// Asks why a case that was entered by mistake is withdrawn.

import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

/** Ask; resolves to the reason or, if it is not to be withdrawn, null. */
export function askWithdraw(code) {
  const reason = element("textarea", { class: "input", id: "withdraw-reason", rows: "2", maxlength: "500", required: true });
  const yes = button(text("withdraw_yes"), { kind: "danger", icon: "ban", type: "submit", value: "yes" });
  const no = button(text("cancel"), { type: "submit", value: "no", formnovalidate: true });
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "withdraw-title" },
    element("form", { method: "dialog", class: "dialog__form" },
      element("h2", { id: "withdraw-title", text: text("withdraw_title", { code }) }),
      element("p", { class: "soft small", text: text("withdraw_hint") }),
      element("div", { class: "field" }, element("label", { for: "withdraw-reason", text: text("withdraw_reason") }), reason),
      element("div", { class: "change-form__buttons" }, yes, no)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? reason.value : null);
    });
    dialog.showModal();
  });
}
