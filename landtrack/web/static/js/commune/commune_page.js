// The page of one commune: map, list and case panel over the same cases.

import { offerLayers } from "../map/base_layers.js";
import { drawBoundary } from "../map/boundaries.js";
import { CanvasLayer } from "../map/canvas_layer.js";
import { CasePainter } from "../map/case_painter.js";
import { decodeShapes } from "../map/case_shapes.js";
import { showCursorPosition } from "../map/cursor_position.js";
import { announcePainted } from "../map/first_paint.js";
import { frameMap } from "../map/frame_map.js";
import { KilometreGrid } from "../map/kilometre_grid.js";
import { OutlinePainter } from "../map/outline_painter.js";
import { vn2000 } from "../map/vn2000.js";
import { getBytes, getJson } from "../page/ask.js";
import { button, message } from "../page/element.js";
import { onMap } from "../page/map_call.js";
import { text } from "../page/words.js";
import { CasePanel } from "../panel/case_panel.js";
import { ChangeOutline } from "../panel/change_outline.js";
import { CaseList } from "./case_list.js";
import { Cases } from "./cases.js";
import { Drawing } from "./drawing.js";
import { Figures } from "./figures.js";
import { connectFilters } from "./filter_form.js";
import { showLegend } from "./legend.js";
import { followPointer } from "./map_pointer.js";
import { ShownOnMap } from "./shown_on_map.js";
import { Sheet } from "./sheet.js";

const part = (name) => document.querySelector(`[data-part="${name}"]`);

onMap("commune", (map, page) => {
  const root = part("commune");
  const cases = new Cases(page);
  const figures = new Figures(part("figures"), part("spoken"), page.cells_url);
  const system = vn2000(page.vn2000);
  frameMap(map, page.bounds, { tiles: page.basemap });
  showCursorPosition(map, system);
  const painter = new CasePainter(page.statuses.map(({ value }) => value));
  const outlines = new OutlinePainter();
  new CanvasLayer([new KilometreGrid(system), painter]).addTo(map);
  new CanvasLayer([outlines]).addTo(map);
  const shown = new ShownOnMap(map, painter, outlines, cases);
  showLegend(part("legend"), cases);
  connectFilters(part("filters"), part("counted"), cases);
  new CaseList(part("list"), cases);
  const sheet = new Sheet(root, part("handle"));
  const followShapes = followPointer(map, painter, cases);
  const showAll = ({ feed, shapes }) => {
    cases.load(feed);
    figures.show(feed.figures);
    shown.show(shapes);
    followShapes(shapes);
    root.dataset.state = cases.all.length > 0 ? "ready" : "empty";
  };
  const reload = async () => showAll(await fetchAll(page));
  connectPanel({ map, root, page, cases, figures, shown, sheet, reload });
  Object.assign(window.landtrack, {
    caseColour: (code) => shown.colourOf(code),
    caseCentre: (code) => shown.centreOf(code),
    zoomTo: (code) => shown.jumpTo(code),
  });

  getJson(page.boundary_url).then((answer) => drawBoundary(map, answer)).catch(() => {});
  const load = async () => {
    root.dataset.state = "loading";
    part("trouble").replaceChildren();
    try {
      const fetched = await fetchAll(page);
      painter.onPainted = () => {
        painter.onPainted = () => {};
        announcePainted();
        offerLayers(map).catch(() => {}); // a map without them is a map
      };
      showAll(fetched);
      openSelected(page.selected, cases);
    } catch (refused) {
      root.dataset.state = "trouble";
      const again = button(text("again"), { icon: "rotate-ccw", on: { click: load } });
      part("trouble").replaceChildren(message("problem", refused.sentence ?? String(refused), again));
    }
  };
  load();
});

// Statuses and shapes travel apart, at the same time; the shapes that the page knew of may be others by now.
async function fetchAll(page) {
  const shapesAt = async (address) => decodeShapes(await getBytes(address));
  const early = shapesAt(page.geometry_url);
  early.catch(() => {}); // told when it is awaited
  const feed = await getJson(page.cases_url);
  return { feed, shapes: await (feed.geometry_url === page.geometry_url ? early : shapesAt(feed.geometry_url)) };
}

// A case of another unit and one that does not exist get the same words.
function openSelected(code, cases) {
  const one = cases.byCode.get(code) ?? null;
  cases.choose(one, "address");
  if (code && !one) {
    const close = button(text("close"), { icon: "x", on: { click: () => part("trouble").replaceChildren() } });
    part("trouble").replaceChildren(message("caution", text("no_such_case", { code }), close));
  }
}

function connectPanel({ map, root, page, cases, figures, shown, sheet, reload }) {
  const list = part("list");
  const outline = new ChangeOutline(map);
  const panel = new CasePanel(part("panel"), page, cases, {
    onChange(answer) {
      if (answer.case) {
        cases.replace(answer.case, answer.kinds);
      } else {
        cases.drop(answer.panel.code);
      }
      if (answer.figures) {
        figures.show(answer.figures);
      }
    },
    onShow: (one) => shown.goTo(one),
    onPosition: (position) => shown.markPlace(position),
    onClose: () => cases.choose(null, "panel"),
    onCorrect(code, pressed) {
      outline.clear();
      drawing.begin(code, pressed);
    },
    onRevision: (entry, address) => outline.toggle(entry, address),
  });
  const drawing = new Drawing({
    map, page, cases, shown, root, sheet, sheetBox: part("list").closest(".commune__sheet"), mapBox: root.querySelector(".commune__map"),
    listBox: list.closest(".commune__list"), trouble: part("trouble"),
    onBack: () => (cases.chosen ? part("panel").querySelector("h2") : list).focus({ preventScroll: true }),
    onDone: (answer, code) => showSaved(answer, code, cases, panel),
  }, reload);
  part("new-case")?.addEventListener("click", ({ currentTarget }) => {
    outline.clear();
    drawing.begin(null, currentTarget);
  });
  cases.addEventListener("chosen", ({ detail }) => {
    const one = cases.chosen;
    outline.clear();
    root.classList.toggle("has-case", one !== null);
    rememberInAddress(one);
    if (one) {
      part("trouble").replaceChildren();
      sheet.raise();
      panel.open(one);
      shown.bringIntoView(one, detail.from);
    } else {
      panel.close();
      list.focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && cases.chosen && !drawing.open && !document.querySelector("dialog[open]")) {
      cases.choose(null, "keys");
    }
  });
}

// A case that was found after the page's day, or lies in another unit, is saved and not in this list.
function showSaved(answer, code, cases, panel) {
  const one = cases.byCode.get(code) ?? null;
  cases.choose(one, "panel");
  if (one) {
    panel.settle(answer.panel, message("done", text("case_saved", { code })));
  } else {
    const close = button(text("close"), { icon: "x", on: { click: () => part("trouble").replaceChildren() } });
    part("trouble").replaceChildren(message("done", text("case_saved_elsewhere", { code }), close));
  }
}

// So that the address can be passed on, and another day shows the same case.
function rememberInAddress(one) {
  const address = new URL(window.location.href);
  if (one) {
    address.searchParams.set("case", one.code);
  } else {
    address.searchParams.delete("case");
  }
  window.history.replaceState(null, "", address);
  document.querySelectorAll("input[type=hidden][name=case]").forEach((field) => {
    field.value = one?.code ?? "";
    field.disabled = !one;
  });
  // Another language comes back to the same case, too.
  document.querySelectorAll("input[type=hidden][name=next]").forEach((field) => {
    field.value = address.pathname + address.search;
  });
}
