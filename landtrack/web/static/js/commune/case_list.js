// The list beside the map. Only the rows in sight exist; thousands scroll like ten.

import { element, swatch } from "../page/element.js";
import { squareMetres, text } from "../page/words.js";
import { labelsOf, parcelWords } from "./case_words.js";

const ROW = 3.5; // rem, as in commune.css
const SPARE = 6; // rows above and below the ones in sight

/** Fills `box` (a listbox) with the shown cases, keeps in step with what is hovered and chosen on the map. */
export class CaseList {
  constructor(box, cases) {
    this.box = box;
    this.cases = cases;
    this.kindLabel = labelsOf(cases.page.kinds);
    this.statusLabel = labelsOf(cases.page.statuses);
    this.active = 0;
    this.rows = [];
    this.all = element("div", { class: "case-list__all", role: "presentation" });
    box.append(this.all);
    box.addEventListener("scroll", () => this.paintSoon(), { passive: true });
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("pointerover", (event) => this.cases.hover(this.caseAt(event.target), "list"));
    box.addEventListener("pointerleave", () => this.cases.hover(null, "list"));
    box.addEventListener("click", (event) => this.click(event.target));
    new ResizeObserver(() => this.paintSoon()).observe(box);
    for (const name of ["loaded", "shown"]) {
      cases.addEventListener(name, () => this.restart());
    }
    cases.addEventListener("hovered", () => this.paintSoon());
    cases.addEventListener("chosen", () => this.reveal(cases.chosen));
  }

  get height() {
    this.pixels ??= ROW * parseFloat(getComputedStyle(document.documentElement).fontSize);
    return this.pixels;
  }

  restart() {
    const { shown, chosen } = this.cases;
    this.active = Math.max(0, chosen ? shown.indexOf(chosen) : Math.min(this.active, shown.length - 1));
    this.isOther = true;
    this.paintSoon();
  }

  /** Scroll to a case and make it the active row; nothing happens if the filter hides it. */
  reveal(one) {
    const at = one ? this.cases.shown.indexOf(one) : -1;
    if (at >= 0) {
      this.moveTo(at);
    }
    this.paint();
  }

  moveTo(at) {
    this.active = at;
    this.stretch();
    const [top, bottom] = [at * this.height, (at + 1) * this.height];
    if (top < this.box.scrollTop) {
      this.box.scrollTop = top;
    } else if (bottom > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = bottom - this.box.clientHeight;
    }
    this.paint();
  }

  // As high as all rows would be: before that, there is nowhere to scroll to.
  stretch() {
    this.all.style.height = `${this.cases.shown.length * this.height}px`;
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.height) - 1);
    const last = this.cases.shown.length - 1;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps && last >= 0) {
      event.preventDefault();
      this.moveTo(Math.min(last, Math.max(0, this.active + steps[event.key])));
      this.cases.hover(this.cases.shown[this.active], "keys");
    } else if (event.key === "Enter" && last >= 0) {
      event.preventDefault();
      this.cases.choose(this.cases.shown[this.active], "list");
    }
  }

  click(target) {
    const one = this.caseAt(target);
    if (one) {
      this.active = this.cases.shown.indexOf(one);
      this.cases.choose(one, "list");
    }
  }

  caseAt(target) {
    const row = target.closest("[role=option]");
    return row ? this.cases.byId.get(Number(row.dataset.id)) : null;
  }

  paintSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.isOther) {
        // Other rows: else one who had scrolled far down would see the end of what a search found.
        this.isOther = false;
        this.moveTo(this.active);
      } else {
        this.paint();
      }
    });
  }

  paint() {
    const { shown } = this.cases;
    const [above, seen] = [this.box.scrollTop, this.box.clientHeight]; // read before anything is written
    this.stretch();
    const first = Math.max(0, Math.min(Math.floor(above / this.height), shown.length - 1) - SPARE);
    const last = Math.min(shown.length, Math.ceil((above + seen) / this.height) + SPARE);
    while (this.rows.length < last - first) {
      this.rows.push(makeRow());
      this.all.append(this.rows.at(-1).box);
    }
    this.rows.forEach((row, at) => {
      const place = first + at;
      row.box.hidden = place >= last;
      if (place < last) {
        this.fill(row, shown[place], place);
      }
    });
    const active = shown[this.active];
    if (active && this.active >= first && this.active < last) {
      this.box.setAttribute("aria-activedescendant", `case-${active.id}`);
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  fill(row, one, place) {
    row.box.style.transform = `translateY(${place * this.height}px)`;
    row.box.id = `case-${one.id}`;
    row.box.dataset.id = one.id;
    row.box.setAttribute("aria-selected", String(one === this.cases.chosen));
    row.box.setAttribute("aria-setsize", this.cases.shown.length);
    row.box.setAttribute("aria-posinset", place + 1);
    row.box.classList.toggle("is-active", place === this.active);
    row.box.classList.toggle("is-hovered", one === this.cases.hovered);
    row.mark.className = `swatch swatch--${one.status}`;
    row.status.textContent = this.statusLabel(one.status);
    row.code.textContent = one.code;
    row.area.textContent = squareMetres(one.area);
    row.parcel.textContent = parcelWords(one);
    row.kind.textContent = this.kindLabel(one.kind);
    row.kind.title = row.kind.textContent; // in a narrow list it is cut
    row.unmapped.hidden = one.gap !== 1;
  }
}

function makeRow() {
  const part = (name, tag = "span") => element(tag, { class: `case-row__${name}` });
  const row = {
    mark: swatch("open"), status: element("span", { class: "visually-hidden" }),
    code: part("code"), area: part("area"), parcel: part("parcel"), kind: part("kind"),
    unmapped: element("span", { class: "picture picture--map-pin-off", role: "img", "aria-label": text("not_on_map") }),
  };
  row.box = element("div", { class: "case-row", role: "option" }, row.mark,
    element("span", { class: "case-row__first" }, row.code, row.status, row.unmapped, row.area),
    element("span", { class: "case-row__second" }, row.parcel, row.kind));
  return row;
}
