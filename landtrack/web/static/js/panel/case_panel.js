// The case panel: facts, history, and what may be done with the case.

import { parcelWords } from "../commune/case_words.js";
import { getJson, postJson } from "../page/ask.js";
import { button, element, message, picture, swatch } from "../page/element.js";
import { dayText, squareMetres, text } from "../page/words.js";
import { Attachments } from "./attachments.js";
import { factsList } from "./case_facts.js";
import { historyList } from "./case_history.js";
import { CaseSteps } from "./case_steps.js";
import { ChangeForm } from "./change_form.js";
import { conflictNotice } from "./conflict.js";
import { correctionButtons } from "./corrections.js";
import { holderBox } from "./holder.js";
import { statusActions } from "./status_actions.js";
import { askUndo } from "./undo_dialog.js";
import { askWithdraw } from "./withdraw_dialog.js";

const CONFLICT = 409;

// A Refused has a sentence; anything else is our own mistake, and better said than hidden.
const sentenceOf = (refused) => refused.sentence ?? String(refused);

/**
 * Fills `box` for the chosen case. `hooks`: {onChange({case, panel, figures}), onShow(case), onClose(), onPosition(place),
 * onCorrect(code, button), onRevision(entry, address) → whether it is shown}.
 */
export class CasePanel {
  constructor(box, page, cases, hooks) {
    Object.assign(this, { box, page, cases, hooks });
    this.drafts = new Map();
    this.address = (code, rest = "") => `${page.case_url}${encodeURIComponent(code)}${rest}?${page.question}`;
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.hooks.onClose();
      }
    });
  }

  close() {
    this.code = null;
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  async open(one) {
    this.code = one.code;
    this.one = one;
    this.files = null;
    this.steps = null;
    this.action = null;
    this.notice = null;
    this.box.hidden = false;
    this.box.replaceChildren(this.head(this.labelOf(one)), element("p", { class: "panel__waiting", role: "status" },
      picture("loader-circle"), element("span", { text: text("loading") })));
    this.box.querySelector("h2").focus({ preventScroll: true });
    await this.load(one.code);
  }

  async load(code) {
    try {
      const panel = await getJson(this.address(code));
      if (this.code === code) {
        this.panel = panel;
        this.render();
      }
    } catch (refused) {
      if (this.code === code) {
        const again = button(text("again"), { icon: "rotate-ccw", on: { click: () => this.open(this.one) } });
        this.box.replaceChildren(this.head(this.labelOf(this.one)), message("problem", sentenceOf(refused), again));
      }
    }
  }

  render() {
    const { panel } = this;
    const held = this.box.contains(document.activeElement);
    const part = (name, title, ...content) => element("section", { class: `panel__part panel__${name}` },
      element("h3", { text: title }), ...content);
    this.box.replaceChildren(this.head(panel.status ?? { label: panel.absence }),
      element("div", { class: "panel__notice" }, this.notice),
      panel.actions.length > 0 || this.form ? part("actions", text("change_status"),
        statusActions(panel.actions, this.action, (action) => this.choose(action)), this.form?.box, this.earlier()) : "",
      part("facts", text("facts"), factsList(panel, () => this.hooks.onShow(this.one)), this.corrections()),
      part("steps", text("steps"), this.stepsBox()),
      part("attachments", text("attachments"), this.attachments()),
      panel.may_see_holder ? part("holder", text("holder"), holderBox(this.box, this.code, this.address(this.code, "/identity"))) : "",
      part("history", text("history"), this.undoButton(), historyList(panel.history, (entry) => this.showRevision(entry))));
    // What had the focus may be gone; the keyboard must not fall back to the top of the page.
    if (held && !this.box.contains(document.activeElement)) {
      this.box.querySelector("h2").focus({ preventScroll: true });
    }
  }

  corrections() {
    return this.panel.may_correct
      && correctionButtons((pressed) => this.hooks.onCorrect(this.code, pressed), () => this.withdraw());
  }

  async withdraw() {
    const reason = await askWithdraw(this.code);
    if (reason !== null) {
      const mine = [{ label: text("withdraw"), value: reason }];
      await this.post("withdraw", { seen: this.panel.version, reason }, text("withdrawn"), mine);
    }
  }

  async showRevision(entry) {
    try {
      return await this.hooks.onRevision(entry, this.address(this.code, `/revision/${entry}`));
    } catch (refused) {
      this.notice = message("problem", sentenceOf(refused));
      this.render();
      return false;
    }
  }

  // Kept while the panel shows the case: what is being sent or typed there outlives a change of status.
  attachments() {
    const address = `${this.page.case_url}${encodeURIComponent(this.code)}/attachments`;
    this.files ??= new Attachments(address, this.page.may_change, (position) => this.hooks.onPosition(position));
    return this.files.box;
  }

  stepsBox() {
    const { code } = this;
    return (this.steps ??= new CaseSteps((rest) => this.address(code, rest), this.page.today)).box;
  }

  labelOf({ status }) {
    return this.page.statuses.find(({ value }) => value === status);
  }

  // A case without a status is withdrawn, or not known on the page's day: the label says which.
  head({ value = null, label }) {
    const { one } = this;
    const close = button(text("close"), { kind: "quiet", icon: "x", on: { click: () => this.hooks.onClose() } });
    close.classList.add("panel__close");
    return element("header", { class: "panel__head" },
      element("div", { class: "panel__title" }, element("h2", { tabindex: "-1", text: one.code }), close),
      element("p", { class: "panel__sub" }, element("span", { class: "badge" }, value && swatch(value), element("span", { text: label })),
        element("span", { class: "soft", text: `${parcelWords(one)} · ${squareMetres(one.area)}` })));
  }

  // On an earlier day's map a change of today is nowhere to be seen.
  earlier() {
    const { asOf } = this.cases;
    return asOf < this.page.today && element("p", { class: "small soft", text: text("shows_earlier", { day: dayText(asOf) }) });
  }

  choose(action) {
    this.action = action;
    this.form = action && new ChangeForm(action, this.page, this.draft(), {
      onSend: (values) => this.send(action, values),
      onCancel: () => this.drop(),
    });
    this.render();
    this.form?.focus();
  }

  draft() {
    if (!this.drafts.has(this.code)) {
      this.drafts.set(this.code, { area: squareMetres(this.one.area) });
    }
    return this.drafts.get(this.code);
  }

  drop() {
    const { action } = this;
    this.drafts.delete(this.code);
    this.notice = null;
    this.choose(null);
    this.box.querySelector(`[data-action="${action}"]`)?.focus();
  }

  undoButton() {
    const { undo } = this.panel;
    const ask = { click: () => this.undo(undo.label) };
    return undo && button(text("undo"), { icon: "undo-2", title: undo.label, data: { undo: "yes" }, on: ask });
  }

  async undo(label) {
    const answer = await askUndo(label);
    if (answer) {
      const mine = [{ label: text("undo"), value: label }];
      await this.post("undo", { seen: this.panel.version, note: answer.note }, text("undone"), mine);
    }
  }

  async send(action, values) {
    const mine = [{ label: text("change_status"), value: text(`do_${action}`) }, ...Object.keys(values).map((name) => {
      const control = this.form.controls[name];
      return { label: text(`field_${name}`), value: control.selectedOptions?.[0].text ?? control.value };
    })];
    this.form.busy(true);
    await this.post("change", { seen: this.panel.version, action, ...values }, text("saved"), mine);
    this.form?.busy(false);
  }

  async post(what, body, done, mine) {
    const { code, panel } = this;
    try {
      const answer = await postJson(this.address(code, `/${what}`), body);
      this.drafts.delete(code);
      this.hooks.onChange(answer);
      if (this.code === code) {
        this.settle(answer.panel, message("done", done));
      }
    } catch (refused) {
      if (this.code === code) {
        this.refused(refused, panel.version, mine);
      }
    }
  }

  settle(panel, notice) {
    Object.assign(this, { panel, notice, action: null, form: null });
    this.steps?.load(); // what is due depends on the status
    this.render();
    this.box.scrollTop = 0;
    this.box.querySelector("h2").focus({ preventScroll: true });
  }

  refused(refused, seen, mine) {
    if (refused.status === CONFLICT) {
      this.panel = refused.body.panel;
      this.hooks.onChange(refused.body);
      const theirs = this.panel.history.filter(({ entry }) => entry > seen);
      const lost = this.form && !this.panel.actions.includes(this.action)
        ? text("no_longer_possible", { action: text(`do_${this.action}`).replace("…", "") }) : undefined;
      this.notice = conflictNotice(refused.sentence, theirs, mine, () => this.drop(), lost);
      if (lost) {
        this.form.forbid(lost);
      } else {
        this.form?.offerAgain();
      }
      this.render();
      this.notice.focus();
    } else if (this.form) {
      this.form.refuse(sentenceOf(refused), refused.body?.field);
    } else {
      this.notice = message("problem", sentenceOf(refused));
      this.render();
    }
  }
}
