// Drawing and editing a case: its own file, fetched when somebody begins. The commune's page calls landtrack.draw().

import { getJson } from "../page/ask.js";
import { addTexts } from "../page/words.js";
import { DrawPanel } from "./draw_panel.js";

let ready = null;

/**
 * Open the form over the commune's page: for a new case, or with `code` for a known one. `choices` are those of the form's
 * feed, `commune` is what the page lends: {map, page, cases, shown, root, sheet, sheetBox, mapBox, onSaved(answer, code),
 * onClosed()}.
 */
window.landtrack.draw = async (commune, choices, code) => {
  ready ??= prepare(choices);
  try {
    await ready;
    const start = code ? await getJson(`${commune.page.case_url}${encodeURIComponent(code)}/facts`) : null;
    return new DrawPanel(commune, choices, code, start);
  } catch (refused) {
    ready = null;
    throw refused;
  }
};

async function prepare({ texts, scripts }) {
  addTexts(texts);
  if (!window.L.Editable) {
    await loadScript(scripts.editor);
  }
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });
}
