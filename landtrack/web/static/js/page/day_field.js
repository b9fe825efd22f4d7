// A text field for a day with the browser's calendar beside it.

import { isMoment, isoDay, looksLikeDay } from "./day.js";
import { element, picture } from "./element.js";
import { fill } from "./words.js";

/** Give the `.day` box (a text input inside) its calendar button; texts come from its data attributes. */
export function enhanceDay(box) {
  const written = box.querySelector("input");
  const native = element("input", { type: "date", class: "day__native", tabindex: "-1", "aria-hidden": "true" });
  const open = element("button", { type: "button", class: "day__open", "aria-label": box.dataset.open });
  open.append(picture("calendar"));
  open.addEventListener("click", () => {
    native.value = isoDay(written.value) ?? "";
    native.showPicker?.();
  });
  native.addEventListener("change", () => {
    if (native.value) {
      written.value = native.value.split("-").reverse().join("/");
      written.dispatchEvent(new Event("input", { bubbles: true }));
      written.dispatchEvent(new Event("change", { bubbles: true }));
      written.focus();
    }
  });
  box.append(open, native);
}

/**
 * Return what is wrong with the day in the box, "" if nothing is (an empty field is right if not required).
 * A box with `data-moment` takes a day with a time, too.
 */
export function dayProblem(box) {
  const written = box.querySelector("input").value;
  if ("moment" in box.dataset && isMoment(written)) {
    return "";
  }
  if (isoDay(written) !== null || (written.trim() === "" && !box.querySelector("input").required)) {
    return "";
  }
  return fill(looksLikeDay(written) ? box.dataset.impossible : box.dataset.malformed, { text: written.trim() });
}
