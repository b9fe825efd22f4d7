// While a report is made: says so beside the buttons, with how far a pack has come.

import { text } from "../page/words.js";

const PAUSE = 600; // ms between questions
const ENOUGH = 3; // answers "nothing is being made" that mean it is done

const form = document.querySelector('[data-part="report-form"]');
const box = form?.querySelector('[data-part="making"]');
const page = JSON.parse(document.getElementById("page-data").textContent);
let asking = false;

form?.addEventListener("submit", (event) => {
  const { part } = event.submitter?.dataset ?? {};
  if ((part === "download" || part === "issue") && !event.defaultPrevented) {
    box.hidden = false;
    follow(part === "issue");
  }
});

window.addEventListener("pageshow", () => {
  if (box) {
    box.hidden = true;
  }
});

// A download says nothing to the page when it comes: the server is asked until it makes nothing more.
async function follow(untilNextPage) {
  if (asking) {
    return;
  }
  asking = true;
  for (let idle = 0; idle < ENOUGH || untilNextPage;) {
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE);
    });
    const found = await fetch(page.progress_url).then((answer) => (answer.ok ? answer.json() : null), () => null);
    idle = found?.busy ? 0 : idle + 1;
    if (found) {
      show(found);
    }
  }
  asking = false;
  box.hidden = true;
}

function show({ done, all }) {
  const bar = box.querySelector('[data-part="progress"]');
  if (all > 0) {
    bar.max = all;
    bar.value = done;
    box.querySelector('[data-part="count"]').textContent = text("how_far", { percent: Math.floor((100 * done) / all) });
  } else {
    bar.removeAttribute("value");
    box.querySelector('[data-part="count"]').textContent = "";
  }
}
