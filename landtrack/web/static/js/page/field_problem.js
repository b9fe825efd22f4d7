// Shows a sentence at the field that it is about.

/** Show `sentence` under the field with this control, or take it away with "". */
export function showProblem(control, sentence) {
  const place = control.closest(".field").querySelector(".field__problem");
  place.textContent = sentence;
  if (sentence) {
    place.id ||= `${control.id}-problem`;
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", place.id);
  } else {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
}
