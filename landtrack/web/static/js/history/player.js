// The slider and its buttons: which day is shown, and the playing of one day after the other.

import { dayText, text } from "../page/words.js";

const CALM = "(prefers-reduced-motion: reduce)";
const CALM_PAUSE = 1000; // ms: who wants little motion sees a picture a second
const SECOND = 1000;

/** Plays a timeline; `onDay(day)` is called for every day shown. */
export class Player {
  constructor(parts, timeline, onDay) {
    Object.assign(this, { parts, timeline, onDay, exact: 0, day: -1, playing: false });
    const { slider, play } = parts;
    slider.max = String(timeline.last);
    slider.addEventListener("input", () => {
      this.pause();
      this.show(Number(slider.value));
    });
    slider.addEventListener("keydown", (event) => this.key(event));
    play.addEventListener("click", () => this.toggle());
    document.addEventListener("visibilitychange", () => document.hidden && this.pause());
    this.show(timeline.last);
  }

  /** Show a day. */
  show(day) {
    this.exact = day;
    if (day === this.day) {
      return;
    }
    this.day = day;
    this.parts.slider.value = String(day);
    this.parts.slider.setAttribute("aria-valuetext", dayText(this.timeline.isoDay(day)));
    this.onDay(day);
  }

  toggle() {
    if (this.playing) {
      this.pause();
      return;
    }
    if (this.day >= this.timeline.last) {
      this.show(0);
    }
    this.playing = true;
    this.tell();
    this.before = null;
    this.next();
  }

  pause() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.tell();
  }

  tell() {
    const { play, label } = this.parts;
    play.setAttribute("aria-pressed", String(this.playing));
    label.textContent = this.playing ? text("pause") : text("play");
  }

  next() {
    if (window.matchMedia(CALM).matches) {
      this.timer = setTimeout(() => this.step(CALM_PAUSE), CALM_PAUSE);
    } else {
      this.frame = requestAnimationFrame((now) => {
        const passed = this.before === null ? 0 : Math.min(now - this.before, SECOND / 5);
        this.before = now;
        this.step(passed);
      });
    }
  }

  step(passed) {
    if (!this.playing) {
      return;
    }
    const exact = Math.min(this.timeline.last, this.exact + (passed / SECOND) * Number(this.parts.speed.value));
    this.show(Math.floor(exact));
    this.exact = exact;
    if (exact >= this.timeline.last) {
      this.pause();
    } else {
      this.next();
    }
  }

  // The arrow keys, Home and End are the slider's own.
  key(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (event.key === " ") {
      event.preventDefault();
      this.toggle();
    } else if (months) {
      event.preventDefault();
      this.pause();
      this.show(this.timeline.monthsAway(this.day, months));
    }
  }
}
