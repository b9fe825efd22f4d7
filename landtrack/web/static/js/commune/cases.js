// The cases of the page: what was loaded, which of them are shown, which one is chosen or under the cursor.

import { forgetWords, searchFor } from "./case_search.js";

const ORDERS = {
  code: (a, b) => a.place - b.place,
  area: (a, b) => b.area - a.area || a.place - b.place,
  found: (a, b) => b.foundOn.localeCompare(a.foundOn) || a.place - b.place,
  changed: (a, b) => (b.effectiveOn ?? "").localeCompare(a.effectiveOn ?? "") || a.place - b.place,
};

/**
 * Events: "loaded" (all new), "changed" (one case is new, detail its case), "shown" (the filter or order is),
 * "chosen", "hovered" (detail {from}: who did it). A case: {place, id, code, status, band, kind, …}; status, band and
 * kind are values such as "open".
 */
export class Cases extends EventTarget {
  constructor(page) {
    super();
    this.page = page;
    this.all = [];
    this.shown = [];
    this.byId = new Map();
    this.byCode = new Map();
    this.chosen = null;
    this.hovered = null;
    this.filter = { statuses: new Set(page.statuses.map(({ value }) => value)), band: "", kind: "", gap: 0, typed: "" };
    this.inView = null;
    this.order = "code";
  }

  load(feed) {
    this.asOf = feed.as_of;
    this.kinds = feed.kinds;
    this.columns = Object.fromEntries(feed.columns.map((name, at) => [name, at]));
    this.all = feed.rows.map((row, place) => this.read(row, place));
    this.byId = new Map(this.all.map((one) => [one.id, one]));
    this.byCode = new Map(this.all.map((one) => [one.code, one]));
    this.sift();
    this.tell("loaded");
  }

  /** Take in the row of one case as it now is, with the kinds of its answer; a case that left the list stays away. */
  replace(row, kinds) {
    this.kinds = kinds;
    const fresh = this.read(row, 0);
    const known = this.byId.get(fresh.id);
    if (known) {
      Object.assign(known, fresh, { place: known.place });
      forgetWords(known);
      this.sift();
      this.tell("changed", known);
      this.tell("shown");
    }
  }

  /** Take a case out of the list that is in it no longer; nothing happens if it is not in it. */
  drop(code) {
    const gone = this.byCode.get(code);
    if (gone) {
      this.all = this.all.filter((one) => one !== gone);
      this.byId.delete(gone.id);
      this.byCode.delete(code);
      this.sift();
      this.tell("changed", gone);
      this.tell("shown");
    }
  }

  setFilter(part) {
    Object.assign(this.filter, part);
    this.sift();
    this.tell("shown");
  }

  setOrder(order) {
    this.order = order;
    this.setFilter({});
  }

  choose(one, from) {
    if (one !== this.chosen) {
      this.chosen = one;
      this.tell("chosen", { from });
    }
  }

  hover(one, from) {
    if (one !== this.hovered) {
      this.hovered = one;
      this.tell("hovered", { from });
    }
  }

  isShown(one) {
    return this.shownIds.has(one.id);
  }

  /** Return how many cases each status has among those that the rest of the filter lets through. */
  countsByStatus() {
    const counts = Object.fromEntries(this.page.statuses.map(({ value }) => [value, 0]));
    this.all.filter(this.passesBut()).forEach((one) => {
      counts[one.status] += 1;
    });
    return counts;
  }

  sift() {
    const passes = this.passesBut();
    this.shown = this.all.filter((one) => this.filter.statuses.has(one.status) && passes(one));
    if (this.order !== "code") {
      this.shown.sort(ORDERS[this.order]);
    }
    this.shownIds = new Set(this.shown.map((one) => one.id));
  }

  passesBut() {
    const { band, kind, gap, typed } = this.filter;
    const meant = typed.trim() ? searchFor(typed) : () => true;
    return (one) => (!band || one.band === band) && (!kind || one.kind === kind) && (!gap || one.gap === gap)
      && (!this.inView || this.inView(one)) && meant(one);
  }

  read(row, place) {
    const { columns: at, page } = this;
    return {
      place,
      id: row[at.id],
      code: row[at.code],
      status: page.statuses[row[at.status]].value,
      band: page.bands[row[at.band]].value,
      kind: this.kinds[row[at.kind]],
      landType: row[at.land_type],
      sheet: row[at.map_sheet],
      parcel: row[at.parcel],
      isPart: row[at.part] === 1,
      hamlet: row[at.hamlet],
      area: row[at.area],
      resolvedArea: row[at.resolved_area],
      foundOn: row[at.found_on],
      effectiveOn: row[at.effective_on],
      gap: row[at.gap],
    };
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
