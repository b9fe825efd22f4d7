// The holder of the land: personal data, shown only when somebody asks for it, and never kept in the page.

import { postJson } from "../page/ask.js";
import { button, element, message } from "../page/element.js";
import { text } from "../page/words.js";

/**
 * Return the part of the panel for the holder of case `code`. `address` is where it is asked for. What `panel` (the box
 * of all parts) already shows of this case stays as it is.
 */
export function holderBox(panel, code, address) {
  const shown = panel.querySelector(".holder");
  if (shown?.dataset.code === code) {
    return shown;
  }
  const list = element("dl", { class: "facts" });
  const notice = element("div", { "aria-live": "polite" });
  const ask = (label, full) => button(label, { icon: "eye", data: { holder: full ? "full" : "masked" }, on: {
    click: async ({ currentTarget: pressed }) => {
      pressed.disabled = true;
      try {
        const { identity } = await postJson(address, { full });
        list.replaceChildren(...(identity ?? []).map(lineOf));
        notice.replaceChildren(identity ? "" : element("p", { class: "soft small", text: text("holder_none") }));
        pressed.replaceWith(identity && !full ? ask(text("holder_full"), true) : "");
      } catch (refused) {
        notice.replaceChildren(message("problem", refused.sentence ?? String(refused)));
        pressed.disabled = false;
      }
    },
  } });
  return element("div", { class: "holder", data: { code } }, list, notice, ask(text("holder_show"), false),
    element("p", { class: "soft small", text: text("holder_logged") }));
}

const lineOf = ({ label, value }) => element("div", { class: "facts__row" },
  element("dt", { text: label }), element("dd", { text: value }));
