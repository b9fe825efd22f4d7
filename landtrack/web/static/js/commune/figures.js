// The figures above the map: in all and by band, anew after every change, said aloud to who cannot see them.

import { element } from "../page/element.js";
import { text } from "../page/words.js";

const SVG = "http://www.w3.org/2000/svg";

/** Shows the figures of the feed ({total, bands}) in `box`; `spoken` is a polite live region; `cells` leads to cases. */
export class Figures {
  constructor(box, spoken, cells) {
    this.box = box;
    this.cells = cells;
    this.spoken = spoken;
    this.blocks = new Map();
  }

  show(figures) {
    const before = this.rate;
    const parts = [{ key: "total", label: text("all_cases"), block: figures.total },
      ...figures.bands.map((band) => ({ key: band.band, label: band.label, block: band }))];
    if (this.blocks.size === 0) {
      this.box.replaceChildren();
    }
    parts.forEach(({ key, label, block }) => {
      if (!this.blocks.has(key)) {
        this.blocks.set(key, makeBlock(key, label, `${this.cells}/${key === "total" ? "all" : key}`));
        this.box.append(this.blocks.get(key).box);
      }
      fillBlock(this.blocks.get(key), block);
    });
    this.rate = figures.total.rate_cases;
    if (before !== undefined) {
      const { resolved, cases, rate_cases: rate } = figures.total;
      this.spoken.textContent = text("figures_now", { resolved, cases, rate });
    }
  }
}

function makeBlock(key, label, cell) {
  const block = { rate: element("a", { href: `${cell}/rate_cases` }), counts: element("a", { href: `${cell}/cases` }) };
  block.bar = bar();
  block.box = element("div", { class: `figure figure--${key}`, data: { band: key } },
    element("dt", { class: "figure__label", text: label }), element("dd", { class: "figure__rate number" }, block.rate),
    element("dd", { class: "figure__counts" }, block.counts), block.bar.box);
  return block;
}

function fillBlock(block, figures) {
  const counts = text("resolved_of", { resolved: figures.resolved, cases: figures.cases, area: figures.area_ha });
  if (block.counts.textContent && block.counts.textContent !== counts) {
    block.box.classList.remove("is-new");
    void block.box.offsetWidth; // restart the animation
    block.box.classList.add("is-new");
  }
  block.rate.textContent = figures.rate_cases;
  block.counts.textContent = counts;
  block.box.title = text("by_area", { rate: figures.rate_area, resolved: figures.resolved_ha, area: figures.area_ha });
  const { cases, resolved, in_hand: inHand } = figures.raw;
  const part = (number) => (cases ? (100 * number) / cases : 0);
  place(block.bar.resolved, 0, part(resolved));
  place(block.bar.in_hand, part(resolved), part(inHand));
  place(block.bar.open, part(resolved + inHand), part(figures.raw.open));
}

function bar() {
  const make = (tag, name) => {
    const made = document.createElementNS(SVG, tag);
    made.setAttribute("class", name);
    return made;
  };
  const made = { resolved: make("rect", "bar__resolved"), in_hand: make("rect", "bar__in_hand"), open: make("rect", "bar__open") };
  const svg = make("svg", "bar");
  svg.setAttribute("viewBox", "0 0 100 6");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.append(made.resolved, made.in_hand, made.open);
  return { ...made, box: element("dd", { "aria-hidden": "true" }, svg) };
}

function place(rectangle, from, width) {
  rectangle.setAttribute("x", from.toFixed(2));
  rectangle.setAttribute("width", width.toFixed(2));
  rectangle.setAttribute("height", "6");
}
