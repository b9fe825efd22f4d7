// How a case is named on this page: its parcel, its kind, its status.

import { text } from "../page/words.js";

/** Return a function from values such as "open" to labels, for one of the page's lists. */
export function labelsOf(list) {
  const labels = new Map(list.map(({ value, label }) => [value, label]));
  return (value) => labels.get(value) ?? value;
}

/** Return "Tờ 12, thửa 345 (một phần)", or the hamlet where the case has no parcel number. */
export function parcelWords({ sheet, parcel, isPart, hamlet }) {
  if (!sheet && !parcel) {
    return hamlet || text("no_parcel");
  }
  const words = text("parcel", { sheet: sheet || "–", parcel: parcel || "–" });
  return isPart ? `${words} ${text("part_of_parcel")}` : words;
}
