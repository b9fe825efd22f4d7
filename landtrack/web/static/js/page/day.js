// Days as people write them: dd/mm/yyyy. The server decides; this only spares a trip and opens the calendar.

/** Return the ISO day of "30/11/2023", "30/11/2023 " or "2023-11-30"; null if it is no day of the calendar. */
export function isoDay(written) {
  const spelled = written.trim();
  const vietnamese = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(spelled);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(spelled);
  if (!vietnamese && !iso) {
    return null;
  }
  const [year, month, day] = (vietnamese ? vietnamese.slice(1).reverse() : iso.slice(1)).map(Number);
  const moment = new Date(Date.UTC(year, month - 1, day));
  const real = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return real ? moment.toISOString().slice(0, 10) : null;
}

/** Return whether the text is a day with a time behind it, as documents print a moment: "30/11/2023 17:00". */
export function isMoment(written) {
  const parts = /^(\S+?)(?: +|T)\d{1,2}:\d{2}\S*$/.exec(written.trim());
  return parts !== null && isoDay(parts[1]) !== null;
}

/** Return whether the text has the shape of a day, be it in the calendar or not. */
export function looksLikeDay(written) {
  return /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})$/.test(written.trim());
}
