// The form of a new case, or of a known one that is corrected: facts and place together, saved in one step.

import { vn2000 } from "../map/vn2000.js";
import { postJson, signedInUser } from "../page/ask.js";
import { button, element, message } from "../page/element.js";
import { text } from "../page/words.js";
import { CaseForm } from "./case_form.js";
import { conflictChoice } from "./conflict_choice.js";
import { numberOf } from "./corner_text.js";
import { DraftKeeper } from "./draft_keeper.js";
import { DrawView } from "./draw_view.js";
import { Editor } from "./editor.js";
import { FIELDS, freshFields } from "./fields.js";
import { Judge } from "./judge.js";
import { Judgement } from "./judgement.js";
import { askLeave } from "./leave_dialog.js";
import { mergeFields } from "./merge_fields.js";
import { PlaceBox } from "./place_box.js";
import { PlanCorners } from "./plan_corners.js";
import { fromGeoJson } from "./shape.js";
import { cornerSnap, nearestSnap } from "./snapping.js";
import { Toolbar } from "./toolbar.js";

const CONFLICT = 409;

/** Open for a case by its `code` with `start` ({version, facts}), or for a new one with neither. */
export class DrawPanel {
  constructor(commune, choices, code, start) {
    const { map, page, cases, shown } = commune;
    Object.assign(this, { commune, choices, code, page });
    this.version = start?.version ?? null;
    this.base = start?.facts ?? { ...freshFields(page, choices), geometry: null };
    const hamlets = [...new Set(cases.all.map(({ hamlet }) => hamlet).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
    const own = code ? shown.indexOf(cases.byCode.get(code)) : -1;
    this.plans = new PlanCorners(map, () => window.landtrack.plansShown?.() ?? []);
    this.editor = new Editor(map, this.base.geometry, nearestSnap(map, [
      cornerSnap(map, () => shown.shapes, () => own), (latlng, reach) => this.plans.near(latlng, reach)]));
    this.form = new CaseForm({ page, choices, hamlets, code });
    this.judgement = new Judgement(map, () => ({ declared: numberOf(this.form.values.area_m2, false) || null }));
    const about = () => ({ unit: this.form.values.unit, case: code ?? "" });
    this.judge = new Judge(this.editor, page, vn2000(page.vn2000).survey, about);
    this.toolbar = new Toolbar(commune.mapBox, this.editor, () => this.view.showShape());
    this.view = new DrawView(map, this.editor, this.toolbar);
    this.place = new PlaceBox({ map, page, choices }, this.editor, this.judgement.box, {
      onDraw: () => this.editor.begin("part"),
      onRead: () => this.view.showShape(),
      onPlaced: () => this.view.seeShape(),
      onMeasured: (metres) => {
        this.measured = { metres: Math.max(1, Math.round(metres)), geometry: JSON.stringify(this.editor.geometry) };
      },
    });
    this.keeper = new DraftKeeper(signedInUser(), code ? `${page.unit.code}/${code}` : page.unit.code);
    this.form.fill(this.base);
    this.build();
    this.connect();
    this.offerDraft();
    this.view.showShape();
    this.box.querySelector("h2").focus({ preventScroll: true });
  }

  build() {
    const { code } = this;
    this.notice = element("div", { class: "panel__notice" });
    this.general = element("p", { class: "field__problem", role: "alert" });
    this.send = button(text(code ? "draw_save_correction" : "draw_save_new"), { kind: "primary", type: "submit", icon: "check" });
    const cancel = button(text("cancel"), { on: { click: () => this.leave() } });
    const close = button(text("close"), { kind: "quiet", icon: "x", on: { click: () => this.leave() } });
    close.classList.add("panel__close");
    const title = code ? text("draw_title_correct", { code }) : text("draw_title_new");
    const kind = { class: "panel draw-panel", novalidate: true, autocomplete: "off", "aria-label": title };
    this.box = element("form", { ...kind, data: { part: "draw" } },
      element("header", { class: "panel__head" },
        element("div", { class: "panel__title" }, element("h2", { tabindex: "-1", text: title }), close)),
      this.notice, this.place.box,
      element("section", { class: "panel__part" }, element("h3", { text: text("facts") }), this.form.box),
      element("footer", { class: "draw-panel__foot" }, this.general, element("div", { class: "change-form__buttons" }, this.send, cancel)));
    this.commune.sheetBox.append(this.box);
    this.commune.root.classList.add("is-drawing");
  }

  connect() {
    this.judge.addEventListener("judged", ({ detail }) => {
      this.judgement.show(detail);
      this.toolbar.summarise(this.judgement.summary);
    });
    this.judge.judge();
    this.editor.addEventListener("changed", () => this.remember());
    this.editor.addEventListener("tool", () => this.makeRoom());
    this.editor.addEventListener("missed", () => this.toolbar.say(text("draw_missed")));
    this.editor.addEventListener("cut", ({ detail }) => this.cut(detail));
    this.form.addEventListener("changed", () => {
      this.judgement.refresh();
      this.remember();
    });
    this.form.controls.unit.addEventListener("change", () => this.unitChosen());
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
  }

  get values() {
    return { ...this.form.values, geometry: this.editor.geometry };
  }

  get isDirty() {
    const { values, base } = this;
    return [...FIELDS, "geometry", "code", "reason"].some((name) =>
      JSON.stringify(values[name] ?? "") !== JSON.stringify(base[name] ?? ""));
  }

  remember() {
    if (this.isDirty) {
      this.keeper.keep({ values: this.values, version: this.version, base: this.base });
    } else {
      this.keeper.drop();
    }
  }

  offerDraft() {
    const draft = this.keeper.read();
    if (!draft) {
      return;
    }
    const answer = (label, kind, act) => button(label, { kind, on: { click: () => {
      this.notice.replaceChildren();
      act();
    } } });
    this.notice.replaceChildren(message("caution", text("draw_draft_found"), element("div", { class: "change-form__buttons" },
      answer(text("draw_draft_take"), "primary", () => this.takeDraft(draft)),
      answer(text("draw_draft_drop"), "", () => this.keeper.drop()))));
  }

  // Against the version it was begun from: what somebody else changed since comes out when it is saved.
  takeDraft({ values, version, base }) {
    Object.assign(this, { version: version ?? this.version, base: base ?? this.base });
    this.form.fill(values);
    this.editor.take(fromGeoJson(values.geometry));
    this.view.showShape();
  }

  // On a phone the sheet goes down while one draws; then what was drawn is shown in what is left of the map.
  makeRoom() {
    const before = this.commune.map.getSize().y;
    this.commune.sheet.to(this.editor.tool ? "low" : "half");
    this.commune.map.once("resize", ({ newSize }) => newSize.y < before && this.view.showShape());
  }

  // What is drawn stays in sight; without it the map shows where the unit is.
  unitChosen() {
    const unit = this.choices.units.find(({ id }) => id === Number(this.form.controls.unit.value));
    if (this.editor.shape.kind === "none") {
      this.view.showBounds(unit?.bounds);
    } else {
      this.view.seeShape();
    }
    this.judge.judge();
  }

  async cut(line) {
    try {
      const { geometry } = await postJson("/api/geometry/cut", { geometry: this.editor.geometry, line });
      this.editor.take(fromGeoJson(geometry));
      this.toolbar.say(text("draw_was_cut"));
    } catch (refused) {
      this.toolbar.say(refused.sentence ?? String(refused));
    }
  }

  async save() {
    if (this.send.getAttribute("aria-busy") === "true") {
      return;
    }
    this.editor.finish();
    this.form.clear();
    this.place.refuse("");
    this.general.textContent = "";
    this.send.setAttribute("aria-busy", "true");
    try {
      const answer = await postJson(this.address, this.sent());
      this.keeper.drop();
      this.close();
      this.commune.onSaved(answer, answer.panel.code);
    } catch (refused) {
      this.refused(refused);
    }
    this.send.removeAttribute("aria-busy");
  }

  get address() {
    const rest = this.code ? `/${encodeURIComponent(this.code)}/revision` : "";
    return `${this.page.case_url.replace(/\/$/, "")}${rest}?${this.page.question}`;
  }

  sent() {
    const { values, version: seen, code } = this;
    if (this.measured?.geometry === JSON.stringify(values.geometry)) {
      const { metres } = this.measured;
      values.reason = [values.reason, text("draw_measured_by_phone", { metres })].filter(Boolean).join(" ");
    }
    return code ? { ...values, seen } : values;
  }

  refused(refused) {
    const sentence = refused.sentence ?? String(refused);
    const field = refused.body?.field;
    if (refused.status === CONFLICT) {
      this.conflict(sentence, refused.body);
    } else if (field === "geometry") {
      this.place.refuse(sentence);
      this.commune.sheet.raise();
    } else if (!this.form.refuse(sentence, field)) {
      this.general.textContent = sentence;
    }
  }

  conflict(sentence, { facts, version, panel }) {
    const { fields, merged } = mergeFields([...FIELDS, "geometry"], this.base, this.values, facts);
    Object.assign(this, { version, base: facts });
    const take = (name, value) => (name === "geometry"
      ? this.editor.take(fromGeoJson(value)) : this.form.fill({ ...this.form.values, [name]: value }));
    this.form.fill(merged);
    if (JSON.stringify(merged.geometry) !== JSON.stringify(this.editor.geometry)) {
      this.editor.take(fromGeoJson(merged.geometry));
    }
    const worded = (name, value) => (name === "geometry"
      ? text(`draw_shape_${fromGeoJson(value).kind}`) : this.form.worded(name, value));
    const said = panel.absence ? `${sentence} ${panel.absence}.` : sentence;
    const box = conflictChoice(said, fields, worded, take);
    this.notice.replaceChildren(box);
    box.focus();
  }

  async leave() {
    const answer = this.isDirty ? await askLeave() : "drop";
    if (answer !== "stay") {
      if (answer === "drop") {
        this.keeper.drop();
      }
      this.close();
      this.commune.onClosed();
    }
  }

  close() {
    [this.place, this.judge, this.judgement, this.view, this.plans, this.toolbar, this.editor, this.keeper].forEach((part) => part.close());
    this.box.remove();
  }
}
