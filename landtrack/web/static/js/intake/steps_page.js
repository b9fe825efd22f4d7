// The steps of an import: how far the server has come, and finding one's way in a long list of problems.

import { element } from "../page/element.js";
import { tellLongChoice } from "../page/long_choice.js";
import { filterFaults } from "./fault_filter.js";
import { showWork } from "./work_shown.js";

const page = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
const overlay = document.querySelector("[data-part=wait]");

document.querySelectorAll("form[data-wait]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) {
      showWork(overlay, page.progress_url);
    }
  });
});

document.querySelectorAll("[data-part=values] select").forEach((select) => {
  const hint = element("span", { class: "field__hint" });
  select.after(hint);
  tellLongChoice(select, hint);
});

const find = document.querySelector("[data-part=find]");
if (find) {
  filterFaults(find, document.querySelector("[data-part=none]"));
}

// With a script the choice itself is enough.
const filter = document.querySelector("[data-part=filter]");
filter?.querySelector("select")?.addEventListener("change", () => filter.requestSubmit());
filter?.querySelector("[data-part=send]")?.setAttribute("hidden", "");
