// The map through time: the cases on the map, the slider below, the counts beside, all of the same day.

import { drawBoundary, nameOn, paneBelowCases } from "../map/boundaries.js";
import { CanvasLayer } from "../map/canvas_layer.js";
import { CasePainter } from "../map/case_painter.js";
import { decodeShapes } from "../map/case_shapes.js";
import { announcePainted } from "../map/first_paint.js";
import { frameMap } from "../map/frame_map.js";
import { getBytes, getJson } from "../page/ask.js";
import { button, message } from "../page/element.js";
import { onMap } from "../page/map_call.js";
import { count, dayText, decimal, text } from "../page/words.js";
import { Player } from "./player.js";
import { drawChart, writeYears } from "./time_chart.js";
import { Timeline } from "./timeline.js";

const QUIET = 700; // ms without another day before the counts are read aloud
const part = (name) => document.querySelector(`[data-part="${name}"]`);

onMap("history", (map, page) => {
  frameMap(map, page.bounds, { tiles: page.basemap });
  paneBelowCases(map, "names", 450); // above them, in truth: the map is looked at from afar
  for (const { name, shape } of page.units) {
    drawBoundary(map, { shape });
    if (page.units.length > 1) {
      nameOn(map, shape, name, "unit-name", "names");
    }
  }
  const painter = new CasePainter(page.statuses);
  const layer = new CanvasLayer([painter]).addTo(map);
  const load = async () => {
    part("trouble").replaceChildren();
    try {
      const [feed, bytes] = await Promise.all([getJson(page.history_url), getBytes(page.geometry_url)]);
      begin(new Timeline(feed), decodeShapes(bytes), painter);
      part("history").dataset.state = "ready";
      layer.redraw();
      announcePainted();
    } catch (refused) {
      const again = button(text("again"), { icon: "rotate-ccw", on: { click: load } });
      part("trouble").replaceChildren(message("problem", refused.sentence ?? String(refused), again));
    }
  };
  load();
});

function begin(timeline, shapes, painter) {
  const markNow = drawChart(part("chart"), timeline);
  writeYears(part("years"), timeline);
  const showCounts = countsShown(timeline);
  const unmapped = timeline.size - shapes.count;
  part("unmapped").textContent = unmapped > 0 ? text("unmapped", { count: count(unmapped) }) : "";
  let painted = null;
  const parts = { slider: part("day"), play: part("play"), label: part("play-label"), speed: part("speed") };
  const player = new Player(parts, timeline, (day) => {
    markNow(day);
    showCounts(day);
    if (painted === null || timeline.differs(painted, day)) {
      painted = day;
      painter.show(shapes, (id) => timeline.statusOf(id, day));
    }
  });
  Object.assign(window.landtrack, { timeline, player });
}

// Returns what writes the counts of a day.
function countsShown(timeline) {
  const cells = [...document.querySelectorAll("[data-count]")];
  const [resolved, inHand, open] = part("bar").querySelectorAll("rect");
  let reading = null;
  return (day) => {
    const counts = timeline.countsOn(day);
    counts.all = Object.values(counts).reduce((sum, found) => sum + found, 0);
    const date = dayText(timeline.isoDay(day));
    part("date").textContent = date;
    for (const cell of cells) {
      const name = cell.dataset.count;
      cell.textContent = name === "rate" ? rateText(counts) : count(counts[name]);
    }
    const all = counts.all || 1;
    let from = 0;
    for (const [bar, amount] of [[resolved, counts.resolved], [inHand, counts.in_hand + counts.partly_resolved], [open, counts.open]]) {
      bar.setAttribute("x", String((100 * from) / all));
      bar.setAttribute("width", String((100 * amount) / all));
      from += amount;
    }
    clearTimeout(reading);
    reading = setTimeout(() => {
      part("spoken").textContent = text("stands", { day: date, all: count(counts.all), resolved: count(counts.resolved) });
    }, QUIET);
  };
}

// Half up, as all rates; no cases give no rate.
function rateText({ all, resolved }) {
  return all === 0 ? "–" : `${decimal(Math.round((resolved * 10000) / all) / 100, 2)}\u00a0%`;
}
