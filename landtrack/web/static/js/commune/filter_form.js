// The filters above the list: search, band, kind, what is not on the map, what is in sight.

import { count, text } from "../page/words.js";

const PAUSE = 120; // ms after the last key before searching

/** Connect the form (fields typed, band, kind, order, view; buttons gap and reset) and the line that counts. */
export function connectFilters(form, counted, cases) {
  const fields = form.elements;
  let waiting = null;
  fields.typed.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => cases.setFilter({ typed: fields.typed.value }), PAUSE);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  fields.band.addEventListener("change", () => cases.setFilter({ band: fields.band.value }));
  fields.kind.addEventListener("change", () => cases.setFilter({ kind: fields.kind.value }));
  fields.order.addEventListener("change", () => cases.setOrder(fields.order.value));
  const gaps = [...form.querySelectorAll("button[data-gap]")];
  gaps.forEach((button) => button.addEventListener("click", () => {
    const gap = Number(button.dataset.gap);
    cases.setFilter({ gap: cases.filter.gap === gap ? 0 : gap });
  }));
  form.querySelector("[data-reset]").addEventListener("click", () => {
    form.reset();
    document.querySelectorAll("input[name=status]").forEach((tick) => {
      tick.checked = true;
    });
    const statuses = new Set(cases.page.statuses.map(({ value }) => value));
    cases.inView = null;
    cases.order = "code";
    cases.setFilter({ statuses, typed: "", band: "", kind: "", gap: 0 });
  });
  const show = () => showState(form, counted, gaps, cases);
  cases.addEventListener("loaded", show);
  cases.addEventListener("shown", show);
}

function showState(form, counted, gaps, cases) {
  const { shown, all, filter } = cases;
  const some = shown.length !== all.length;
  counted.textContent = some
    ? text("cases_of", { shown: count(shown.length), all: count(all.length) })
    : text("cases_all", { all: count(all.length) });
  form.closest("[data-state]").dataset.shown = shown.length > 0 ? "some" : "none";
  form.querySelector("[data-reset]").hidden = !some && cases.order === "code";
  for (const button of gaps) {
    const gap = Number(button.dataset.gap);
    const found = all.filter((one) => one.gap === gap).length;
    button.hidden = found === 0;
    button.querySelector(".number").textContent = count(found);
    button.setAttribute("aria-pressed", String(filter.gap === gap));
  }
}
