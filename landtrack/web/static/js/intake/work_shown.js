// Shows over the page that the server works on the file, and how far it has come.

import { text } from "../page/words.js";

const QUICK = 300; // what is done sooner needs no sign
const PAUSE = 700;

/** Show `overlay` until the next page comes; `address` tells how much is done. */
export function showWork(overlay, address) {
  let over = false;
  const ask = async () => {
    if (over) {
      return;
    }
    // Only a sign: what goes wrong is said by the page that is on its way.
    const found = await fetch(address).then((answer) => (answer.ok ? answer.json() : null), () => null);
    if (found) {
      show(overlay, found);
    }
    setTimeout(ask, PAUSE);
  };
  const first = setTimeout(() => {
    overlay.hidden = false;
    ask();
  }, QUICK);
  window.addEventListener("pagehide", () => {
    over = true;
    clearTimeout(first);
    overlay.hidden = true;
  }, { once: true });
}

function show(overlay, found) {
  const bar = overlay.querySelector("[data-part=progress]");
  if (found.all > 0) {
    bar.max = found.all;
    bar.value = found.done;
    const percent = Math.floor((100 * found.done) / found.all);
    overlay.querySelector("[data-part=count]").textContent = text("how_far", { percent });
  }
}
