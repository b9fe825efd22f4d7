// The form for one change of a case's status: what it asks for depends on the change.

import { enhanceDay } from "../page/day_field.js";
import { button, element } from "../page/element.js";
import { showProblem } from "../page/field_problem.js";
import { tellLongChoice } from "../page/long_choice.js";
import { dayText, text } from "../page/words.js";

const FIELDS = {
  in_hand: ["day", "decision_number", "note"],
  resolved: ["day", "form", "decision_number", "note"],
  partly_resolved: ["day", "form", "resolved_m2", "decision_number", "note"],
  excluded: ["day", "exclusion", "note"],
  reopen: ["day", "note"],
};
const LONGEST = { decision_number: 500, note: 2000 };

/** A form for `action`, filled from `draft` ({field: text}), which it keeps up to date while one types. */
export class ChangeForm {
  constructor(action, page, draft, { onSend, onCancel }) {
    this.action = action;
    this.page = page;
    this.draft = draft;
    this.controls = {};
    this.general = element("p", { class: "field__problem", role: "alert" });
    this.send = button(text(`send_${action}`), { kind: "primary", type: "submit", icon: "check" });
    const cancel = button(text("cancel"), { on: { click: onCancel } });
    this.box = element("form", { class: "change-form", novalidate: true, autocomplete: "off", data: { action } },
      ...FIELDS[action].map((name) => this.field(name)), this.general,
      element("div", { class: "change-form__buttons" }, this.send, cancel));
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.send.getAttribute("aria-busy") !== "true") {
        this.clear();
        if (this.controls.day.value.trim() === "") {
          this.refuse(text("enter_day"), "day");
        } else {
          onSend(this.values());
        }
      }
    });
    // Emptied fields, too: else a text that was deleted would come back.
    this.box.addEventListener("input", () => Object.values(this.controls).forEach(({ name, value }) => {
      draft[name] = value;
    }));
  }

  /** Return {field: text} of what was typed, empty fields left out. */
  values() {
    const typed = Object.entries(this.controls).map(([name, control]) => [name, control.value]);
    return Object.fromEntries(typed.filter(([, value]) => value.trim() !== ""));
  }

  /** Show what is wrong, at the field if it is known, and go there. */
  refuse(sentence, field) {
    const control = this.controls[field];
    if (control) {
      showProblem(control, sentence);
      control.focus();
    } else {
      this.general.textContent = sentence;
    }
  }

  clear() {
    this.general.textContent = "";
    Object.values(this.controls).forEach((control) => showProblem(control, ""));
  }

  busy(isBusy) {
    this.send.setAttribute("aria-busy", String(isBusy));
    this.send.querySelector(".picture").className = `picture picture--${isBusy ? "loader-circle" : "check"}`;
  }

  /** Say on the button that sending again means the case as it is now. */
  offerAgain() {
    this.send.querySelector("span:last-child").textContent = text("try_again");
  }

  /** Say why this change can be sent no more; what was typed stays to be read. */
  forbid(sentence) {
    this.general.textContent = sentence;
    this.send.disabled = true;
  }

  focus() {
    Object.values(this.controls).find((control) => control.name !== "day")?.focus();
  }

  field(name) {
    const control = this.control(name);
    control.id = `change-${name}`;
    control.name = name;
    control.value = this.draft[name] ?? (name === "day" ? dayText(this.page.today) : "");
    this.controls[name] = control;
    const hint = element("span", { class: "field__hint",
      text: name === "resolved_m2" ? text("resolved_m2_hint", { area: this.draft.area }) : "" });
    if (control.tagName === "SELECT") {
      tellLongChoice(control, hint);
    }
    return element("div", { class: `field field--${name}` },
      element("label", { for: control.id, text: text(`field_${name}`) }),
      name === "day" ? dayBox(control) : control,
      hint,
      element("span", { class: "field__problem", "aria-live": "polite" }));
  }

  control(name) {
    if (name === "form" || name === "exclusion") {
      const choices = name === "form" ? this.page.forms : this.page.exclusions;
      return element("select", { class: "input" }, element("option", { value: "", text: text("choose") }),
        ...choices.map(({ value, label, option = label }) => element("option", { value, text: option })));
    }
    if (name === "note") {
      return element("textarea", { class: "input", rows: "3", maxlength: LONGEST.note });
    }
    if (name === "day") {
      return element("input", { class: "input", inputmode: "numeric", placeholder: text("day_pattern"), required: true });
    }
    const numeric = name === "resolved_m2" ? { inputmode: "decimal" } : { maxlength: LONGEST[name] };
    return element("input", { class: "input", ...numeric });
  }
}

function dayBox(control) {
  const box = element("div", { class: "day", data: { open: text("open_calendar") } }, control);
  enhanceDay(box);
  return box;
}
