// Finds one case in the reader's whole area, by code or parcel, and leads to it on its commune's map.

import { getJson } from "../page/ask.js";
import { element } from "../page/element.js";
import { text } from "../page/words.js";

const PAUSE = 200; // ms after the last key before asking
const LEAST = 2; // letters

/** Connect the form: a search field, `data-address` of the search, and a `[data-part=found]` list below it. */
export function connectFinder(form) {
  const field = form.querySelector("input");
  const found = form.querySelector('[data-part="found"]');
  let waiting = null;
  let asked = "";

  const ask = async () => {
    asked = field.value.trim();
    const typed = asked;
    if (typed.length < LEAST) {
      found.replaceChildren();
      return;
    }
    const address = new URL(form.dataset.address, window.location.href);
    address.searchParams.set("q", typed);
    const lines = await getJson(address).then(({ cases }) => linesOf(cases), (refused) => [note(refused.sentence)]);
    if (typed === asked) {
      found.replaceChildren(...lines);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = found.querySelector("a");
    if (first && field.value.trim() === asked) {
      window.location.assign(first.href);
    }
  });
  form.addEventListener("keydown", (event) => moveWithKeys(event, field, found));
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) {
      found.replaceChildren();
    }
  });
}

function moveWithKeys(event, field, found) {
  const stops = [field, ...found.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement) + step))].focus();
  } else if (event.key === "Escape") {
    found.replaceChildren();
    field.focus();
  }
}

function linesOf(cases) {
  if (cases.length === 0) {
    return [note(text("nothing_found"))];
  }
  return cases.map((one) => {
    const parcel = text("parcel", { sheet: one.map_sheet || "–", parcel: one.parcel || "–" });
    const words = [element("strong", { text: one.code }), element("span", { class: "soft", text: parcel }),
      element("span", { class: "soft finder__unit", text: one.unit ?? text("no_unit") })];
    return element("li", {}, element(one.href ? "a" : "div", { class: "finder__line", href: one.href }, ...words));
  });
}

const note = (sentence) => element("li", { class: "finder__line soft", text: sentence });
