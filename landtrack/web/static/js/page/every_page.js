// What every page does: calendars beside days, days checked before they are sent, menus that close, boxes that scroll.

import { dayProblem, enhanceDay } from "./day_field.js";
import { showProblem } from "./field_problem.js";
import { followSideways } from "./sideways.js";

document.querySelectorAll(".day").forEach(enhanceDay);

document.querySelectorAll("form[data-days]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    const wrong = [...form.querySelectorAll(".day")].filter((box) => {
      const problem = dayProblem(box);
      showProblem(box.querySelector("input"), problem);
      return problem !== "";
    });
    if (wrong.length > 0) {
      event.preventDefault();
      wrong[0].querySelector("input").focus();
    }
  });
});

// A second click must not send a form twice; downloads leave the page where it is, so they stay enabled.
document.querySelectorAll("form[method=post]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return; // a day was wrong: nothing is sent yet
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

followSideways();

document.querySelectorAll("[data-print]").forEach((button) => {
  button.addEventListener("click", () => window.print());
});

const menus = [...document.querySelectorAll("details.menu")];
document.addEventListener("click", (event) => {
  menus.filter((menu) => menu.open && !menu.contains(event.target)).forEach((menu) => menu.removeAttribute("open"));
});
document.addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key === "Escape" && open) {
    open.removeAttribute("open");
    open.querySelector("summary").focus();
    event.stopImmediatePropagation();
  }
}, true);
