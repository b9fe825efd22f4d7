// How every case stood on every day, and how many of them stood how: unrolled once from the feed's flat lists.

import { HIDDEN } from "../map/case_painter.js";

const DAY = 24 * 60 * 60 * 1000; // ms

/** The register through time; days are numbered from 0 (`first`) to `last`, statuses as in the feed's list. */
export class Timeline {
  constructor(feed) {
    Object.assign(this, { days: feed.days, states: feed.states, statuses: feed.statuses });
    this.from = Date.parse(feed.first);
    this.last = Math.round((Date.parse(feed.last) - this.from) / DAY);
    this.size = feed.ids.length;
    this.startOf = new Map();
    let at = 0;
    feed.ids.forEach((id, place) => {
      this.startOf.set(id, [at, at + feed.lengths[place]]);
      at += feed.lengths[place];
    });
    this.excluded = feed.statuses.indexOf("excluded");
    this.countAll();
  }

  /** Return the number of the status that a case has on a day, HIDDEN before it was found and while it is excluded. */
  statusOf(id, day) {
    const [start, end] = this.startOf.get(id) ?? [0, 0];
    let found = HIDDEN;
    for (let at = start; at < end && this.days[at] <= day; at += 1) {
      found = this.states[at];
    }
    return found === this.excluded ? HIDDEN : found;
  }

  /** Return {status: how many cases} of a day; excluded ones are left out. */
  countsOn(day) {
    const width = this.statuses.length;
    return Object.fromEntries(this.statuses.map((status, number) => [status, this.counts[day * width + number]]));
  }

  /** Return whether anything changed after one day until another. */
  differs(one, other) {
    const [from, to] = one < other ? [one, other] : [other, one];
    for (let day = from + 1; day <= to; day += 1) {
      if (this.changed[day]) {
        return true;
      }
    }
    return false;
  }

  isoDay(day) {
    return new Date(this.from + day * DAY).toISOString().slice(0, 10);
  }

  /** Return the number of an ISO day, within the time that is played. */
  dayOf(iso) {
    return Math.min(this.last, Math.max(0, Math.round((Date.parse(iso) - this.from) / DAY)));
  }

  /** Return the day so many months later (earlier if negative), within the time that is played. */
  monthsAway(day, months) {
    const date = new Date(this.from + day * DAY);
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
    date.setUTCDate(Math.min(wanted, date.getUTCDate()));
    return this.dayOf(date.toISOString().slice(0, 10));
  }

  countAll() {
    const width = this.statuses.length;
    this.counts = new Int32Array((this.last + 1) * width);
    this.changed = new Uint8Array(this.last + 1);
    for (const [start, end] of this.startOf.values()) {
      for (let at = start; at < end; at += 1) {
        this.changed[this.days[at]] = 1;
        this.add(this.days[at], this.states[at], 1);
        if (at > start) {
          this.add(this.days[at], this.states[at - 1], -1);
        }
      }
    }
    for (let at = width; at < this.counts.length; at += 1) {
      this.counts[at] += this.counts[at - width];
    }
    for (let day = 0; day <= this.last && this.excluded >= 0; day += 1) {
      this.counts[day * width + this.excluded] = 0;
    }
  }

  add(day, state, by) {
    if (state < this.statuses.length) {
      this.counts[day * this.statuses.length + state] += by;
    }
  }
}
