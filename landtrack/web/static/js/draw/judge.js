// What there is to say of the geometry while it is drawn: at once what needs no server, and soon after what does.

import { postJson } from "../page/ask.js";
import { areaOf, crossings, isEmpty } from "./shape.js";

const PAUSE = 350; // ms after the last change before the server is asked

/**
 * Events: "judged" (detail: {area in m² or null, crossings, answer or null, sentence}): `answer` is that of
 * /api/geometry/judge for the very shape, null while it is awaited; `sentence` says why there is none.
 */
export class Judge extends EventTarget {
  /** `about()` → {unit, case} of the form at this moment; `survey` as of vn2000(). */
  constructor(editor, page, survey, about) {
    super();
    Object.assign(this, { editor, page, survey, about, asked: 0 });
    editor.addEventListener("moving", () => this.glanceSoon());
    editor.addEventListener("changed", () => this.judge());
    editor.addEventListener("tool", () => this.glanceSoon());
    this.judge();
  }

  glanceSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.tell(this.glance());
    });
  }

  /** Judge what the shape is now; the server is asked after a pause. */
  judge() {
    clearTimeout(this.waiting);
    this.asked += 1;
    this.tell(this.glance());
    if (!isEmpty(this.editor.shape)) {
      this.waiting = setTimeout(() => this.ask(this.asked), PAUSE);
    }
  }

  glance() {
    const parts = this.editor.drawnParts;
    const area = parts.length > 0 ? areaOf(parts, this.survey) : null;
    return { area, crossings: crossings(parts), answer: null, sentence: "" };
  }

  async ask(number) {
    const { geometry } = this.editor;
    const found = this.glance();
    try {
      found.answer = await postJson(`/api/geometry/judge?${this.page.question}`, { ...this.about(), geometry });
    } catch (refused) {
      found.sentence = refused.sentence ?? String(refused);
    }
    if (number === this.asked && !this.editor.tool) {
      this.tell(found);
    }
  }

  close() {
    clearTimeout(this.waiting);
    this.asked += 1;
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent("judged", { detail }));
  }
}
