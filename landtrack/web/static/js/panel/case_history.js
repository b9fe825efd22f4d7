// What happened to a case, newest first: what took effect when, and when it was recorded by whom.

import { button, element, swatch } from "../page/element.js";
import { text } from "../page/words.js";

/**
 * Return the entries (of the panel's `history`) as a list; one that was undone is struck out. `onRevision(entry)` shows
 * on the map what a revision drew and tells whether it now does; without it nothing offers that.
 */
export function historyList(entries, onRevision) {
  return element("ol", { class: "history" }, ...entries.map((entry) => historyEntry(entry, onRevision)));
}

function historyEntry(entry, onRevision) {
  const status = entry.status?.value ?? entry.status;
  const title = element("strong", { class: "history__title", text: entry.title });
  const day = entry.effective_on && element("span", { class: "history__day number", text: entry.effective_on });
  const details = entry.details.map(({ label, value }) => element("div", { class: "history__detail" },
    element("span", { class: "soft", text: `${label}: ` }), element("span", { text: value })));
  return element("li", { class: `history__entry history__entry--${entry.kind}${entry.void ? " is-void" : ""}` },
    status ? swatch(status) : element("span", { class: "history__dot", "aria-hidden": "true" }),
    element("div", { class: "history__words" },
      element("div", { class: "history__head" }, title, day),
      entry.void && element("div", { class: "history__void", text: text("was_undone") }),
      ...details,
      entry.note && element("p", { class: "history__note", text: entry.note }),
      onRevision && entry.drawn && onMap(entry, onRevision),
      element("div", { class: "history__record", text: text("recorded", { moment: entry.recorded_at, who: entry.who }) })));
}

function onMap({ entry, kind }, onRevision) {
  const show = async ({ currentTarget: pressed }) => {
    const shown = await onRevision(entry);
    pressed.closest(".history")?.querySelectorAll("[data-revision]").forEach((one) => {
      one.setAttribute("aria-pressed", String(one === pressed && shown));
    });
  };
  const label = kind === "case" ? text("show_first") : text("show_change");
  return button(label, { kind: "quiet", icon: "map-pin", "aria-pressed": "false", data: { revision: entry }, on: { click: show } });
}
