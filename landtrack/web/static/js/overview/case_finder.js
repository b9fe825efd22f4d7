// Finds cases in the reader's whole area, as people type, and leads to them on their commune's map.

import { postJson } from "../page/ask.js";
import { button, element } from "../page/element.js";
import { text } from "../page/words.js";

const PAUSE = 200; // ms after the last key before asking
const LEAST = 2; // letters

/**
 * Connect the form: a search field, `data-address` of the search, `data-holder` of that by the holder (for those who may),
 * and a `[data-part=found]` list below it. What is typed may be a name: it is sent in the body, never in an address.
 */
export function connectFinder(form) {
  const field = form.querySelector("input");
  const found = form.querySelector('[data-part="found"]');
  let waiting = null;
  let asked = "";

  const show = async (address, typed, linesOf) => {
    const lines = await postJson(address, { q: typed }).then(({ cases }) => linesOf(cases), (refused) => [note(refused.sentence)]);
    if (typed === asked) {
      found.replaceChildren(...lines);
    }
  };
  const byHolder = () => {
    show(form.dataset.holder, asked, linesOf);
    field.focus();
  };
  const holderLine = () => element("li", {},
    button(text("find_holder"), { kind: "quiet", icon: "user", data: { find: "holder" }, on: { click: byHolder } }));
  const ask = () => {
    asked = field.value.trim();
    if (asked.length < LEAST) {
      found.replaceChildren();
      return;
    }
    show(form.dataset.address, asked, (cases) => [...linesOf(cases), ...(form.dataset.holder ? [holderLine()] : [])]);
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
    if (!form.contains(event.target) && event.target.isConnected) {
      found.replaceChildren();
    }
  });
}

function moveWithKeys(event, field, found) {
  const stops = [field, ...found.querySelectorAll("a, button")];
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
      element("span", { class: "soft", text: one.hamlet }),
      element("span", { class: "soft finder__unit", text: one.unit ?? text("no_unit") })];
    return element("li", {}, element(one.href ? "a" : "div", { class: "finder__line", href: one.href }, ...words));
  });
}

const note = (sentence) => element("li", { class: "finder__line soft", text: sentence });
