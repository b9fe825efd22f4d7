// The steps of a case (minutes, decision, receipt, found complex) and what is due in it: the list, recording one,
// taking one back.

import { getJson, postJson } from "../page/ask.js";
import { enhanceDay } from "../page/day_field.js";
import { button, element, message } from "../page/element.js";
import { showProblem } from "../page/field_problem.js";
import { dayText, text } from "../page/words.js";

const CONFLICT = 409;

/** A part of the panel of one case; `address(rest)` is that of the case, `today` the day that a new step is given. */
export class CaseSteps {
  constructor(address, today) {
    Object.assign(this, { address, today, draft: null });
    this.content = element("div", { class: "steps__shown" });
    this.notice = element("div", { "aria-live": "polite" });
    this.box = element("div", { class: "steps" }, this.content, this.notice);
    this.load();
  }

  async load() {
    try {
      this.show(await getJson(this.address("/steps")));
    } catch (refused) {
      this.say("problem", refused.sentence ?? String(refused));
    }
  }

  show(found) {
    this.found = found;
    this.content.replaceChildren(
      found.nothing ? element("p", { class: "soft small", text: found.nothing })
        : element("ul", { class: "due-rows" }, ...found.due.map(dueRow)),
      found.earlier ? element("p", { class: "soft small", text: found.earlier }) : "",
      found.steps.length > 0 ? element("ol", { class: "step-rows" }, ...found.steps.map((step) => this.row(step))) : "",
      found.missing.length > 0 ? this.adding() : "");
  }

  row(step) {
    const mayUndo = !step.void && this.found.may_undo.includes(step.entry);
    const look = `step-row${step.void ? " is-void" : ""}${step.past ? " is-past" : ""}`;
    const words = [step.number, step.note].filter(Boolean).join(" · ");
    return element("li", { class: look, data: { step: step.step } },
      rowHead(step),
      step.past && element("div", { class: "soft small", text: text("step_past") }),
      step.void && element("div", { class: "history__void", text: text("was_undone") }),
      words && element("div", { class: "small", text: words }),
      element("div", { class: "history__record", text: text("recorded", { moment: step.recorded_at, who: step.who }) }),
      mayUndo && button(text("step_undo"), {
        kind: "quiet", icon: "undo-2", data: { takeBack: step.step }, on: { click: () => this.undo(step) },
      }));
  }

  adding() {
    if (this.draft) {
      return this.form();
    }
    return button(text("step_add"), { icon: "plus", data: { step: "add" }, on: { click: () => {
      this.draft = { step: this.found.missing[0].value, day: dayText(this.today) };
      this.show(this.found);
      this.content.querySelector("#step-step").focus();
    } } });
  }

  form() {
    const { draft } = this;
    if (!this.found.missing.some(({ value }) => value === draft.step)) {
      draft.step = this.found.missing[0].value;
    }
    const choices = this.found.missing.map(({ value, label }) => element("option", { value, text: label }));
    const step = element("select", { class: "input" }, ...choices);
    const day = element("input", { class: "input", inputmode: "numeric", placeholder: text("day_pattern"), required: true });
    const number = element("input", { class: "input", maxlength: "500" });
    const note = element("textarea", { class: "input", rows: "2", maxlength: "2000" });
    const controls = { step, day, number, note };
    const fields = Object.entries(controls).map(([name, control]) => {
      Object.assign(control, { id: `step-${name}`, name, value: draft[name] ?? "" });
      return element("div", { class: "field" }, element("label", { for: control.id, text: text(`step_${name}`) }),
        name === "day" ? dayBox(control) : control, element("span", { class: "field__problem", "aria-live": "polite" }));
    });
    const save = button(text("step_save"), { kind: "primary", icon: "check", type: "submit" });
    const cancel = button(text("cancel"), { on: { click: () => this.drop() } });
    const look = { class: "change-form", novalidate: true, autocomplete: "off", data: { action: "step" } };
    const form = element("form", look, ...fields,
      element("div", { class: "change-form__buttons" }, save, cancel));
    form.addEventListener("input", () => Object.values(controls).forEach(({ name, value }) => {
      draft[name] = value;
    }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      Object.values(controls).forEach((control) => showProblem(control, ""));
      this.record(controls, save);
    });
    return form;
  }

  async record(controls, save) {
    save.disabled = true;
    const values = Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value]));
    await this.post("/step", values, text("step_saved"), controls);
    save.disabled = false;
  }

  async undo({ step, label, day }) {
    const note = await askNote(`${label}, ${day}`);
    if (note !== null) {
      await this.post("/step/undo", { step, day, note }, text("step_undone"), {});
    }
  }

  async post(rest, values, done, controls) {
    try {
      const answer = await postJson(this.address(rest), { seen: this.found.version, ...values });
      this.draft = null;
      this.show(answer);
      this.say("done", done);
    } catch (refused) {
      this.refused(refused, controls);
    }
  }

  // What somebody else recorded meanwhile is shown, and what was typed stays: sending again means the steps as they are.
  refused(refused, controls) {
    const control = controls[refused.body?.field];
    if (refused.status === CONFLICT) {
      this.show(refused.body);
      this.say("caution", refused.sentence);
    } else if (control) {
      showProblem(control, refused.sentence);
      control.focus();
    } else {
      this.say("problem", refused.sentence ?? String(refused));
    }
  }

  drop() {
    this.draft = null;
    this.notice.replaceChildren();
    this.show(this.found);
    this.content.querySelector("[data-step=add]")?.focus();
  }

  say(kind, sentence) {
    this.notice.replaceChildren(message(kind, sentence));
  }
}

function rowHead({ label, day }) {
  return element("div", { class: "due-row__head" }, element("strong", { text: label }), element("span", { class: "number", text: day }));
}

function dueRow(row) {
  return element("li", { class: `due-row${row.late ? " is-late" : ""}` }, rowHead(row),
    element("div", { class: "small" }, element("span", { class: "due-row__left", text: row.left }),
      element("span", { class: "soft", text: ` · ${row.span} · ${row.basis}` })));
}

function dayBox(control) {
  const box = element("div", { class: "day", data: { open: text("open_calendar") } }, control);
  enhanceDay(box);
  return box;
}

function askNote(what) {
  const note = element("textarea", { class: "input", id: "step-undo-note", rows: "2", maxlength: "2000" });
  const yes = button(text("undo_yes"), { kind: "danger", icon: "undo-2", type: "submit", value: "yes" });
  const no = button(text("cancel"), { type: "submit", value: "no" });
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "step-undo-title" },
    element("form", { method: "dialog", class: "dialog__form" },
      element("h2", { id: "step-undo-title", text: text("step_undo_title") }), element("p", { text: what }),
      element("p", { class: "soft small", text: text("undo_hint") }),
      element("div", { class: "field" }, element("label", { for: "step-undo-note", text: text("field_note") }), note),
      element("div", { class: "change-form__buttons" }, yes, no)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? note.value : null);
    });
    dialog.showModal();
  });
}
