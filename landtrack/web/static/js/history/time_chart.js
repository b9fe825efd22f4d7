// The small chart over the slider: cases resolved, in hand and open on every day, the slider's own days below it.

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 40;
const MOST_STEPS = 400;
// From below: what is left stands on the ground, where it can be compared.
const LAYERS = [["open"], ["partly_resolved", "in_hand"], ["resolved"]];
const NAMES = ["open", "in_hand", "resolved"];

/** Draw the chart of a timeline into `svg`. */
export function drawChart(svg, timeline) {
  const step = Math.max(1, Math.ceil(timeline.last / MOST_STEPS));
  const days = [];
  for (let day = 0; day < timeline.last; day += step) {
    days.push(day);
  }
  days.push(timeline.last);
  const stacks = days.map((day) => stackOf(timeline.countsOn(day)));
  const most = Math.max(1, ...stacks.map((stack) => stack[stack.length - 1]));
  svg.setAttribute("viewBox", `0 0 ${Math.max(1, timeline.last)} ${HIGH}`);
  const y = (amount) => (HIGH - (amount / most) * HIGH).toFixed(2);
  svg.replaceChildren(...NAMES.map((name, layer) => {
    const upper = days.map((day, at) => `${day} ${y(stacks[at][layer + 1])}`);
    const lower = days.map((day, at) => `${day} ${y(stacks[at][layer])}`).reverse();
    return path(`M${[...upper, ...lower].join("L")}Z`, `player__layer player__layer--${name}`);
  }));
  const now = document.createElementNS(SVG, "line");
  now.setAttribute("class", "player__now");
  now.setAttribute("y1", "0");
  now.setAttribute("y2", String(HIGH));
  svg.append(now);
  return (day) => {
    now.setAttribute("x1", String(day));
    now.setAttribute("x2", String(day));
  };
}

/** Write the years below the slider; each stands where its first of January is. */
export function writeYears(box, timeline) {
  const first = Number(timeline.isoDay(0).slice(0, 4));
  const last = Number(timeline.isoDay(timeline.last).slice(0, 4));
  const years = [];
  for (let year = first; year <= last; year += 1) {
    const label = document.createElement("span");
    label.textContent = String(year);
    label.style.left = `${(100 * timeline.dayOf(`${year}-01-01`)) / Math.max(1, timeline.last)}%`;
    years.push(label);
  }
  box.replaceChildren(...years);
}

function stackOf(counts) {
  const stack = [0];
  LAYERS.forEach((statuses) => {
    stack.push(stack[stack.length - 1] + statuses.reduce((sum, status) => sum + counts[status], 0));
  });
  return stack;
}

function path(data, className) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", data);
  made.setAttribute("class", className);
  return made;
}
