// Finds problems by what stands in them: a cell, a word, with or without diacritics.

import { folded } from "../commune/fold.js";

/** Let the search field `find` leave only the matching problems; `none` is shown when there are none. */
export function filterFaults(find, none) {
  const faults = [...document.querySelectorAll("[data-fault]")].map((line) => ({ line, words: folded(line.textContent) }));
  const groups = [...document.querySelectorAll(".faults")];
  find.hidden = false;
  find.addEventListener("input", () => {
    const wanted = folded(find.value.trim());
    faults.forEach(({ line, words }) => {
      line.hidden = !words.includes(wanted);
    });
    groups.forEach((group) => {
      group.hidden = group.querySelector("[data-fault]:not([hidden])") === null;
    });
    none.hidden = groups.some((group) => !group.hidden);
  });
}
