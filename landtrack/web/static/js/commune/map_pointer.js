// The mouse or finger on the map: which case is under it.

import { HitGrid } from "../map/hit_grid.js";
import { HoverNote } from "../map/hover_note.js";
import { element, swatch } from "../page/element.js";
import { squareMetres } from "../page/words.js";
import { labelsOf, parcelWords } from "./case_words.js";

const REACH = { mouse: 4, touch: 14 }; // px beside a case that still mean it

/**
 * Hover and choose cases on the map, but not while somebody draws on it; `painter` is the CasePainter. Returns a function
 * that takes the shapes that it shows, anew after every change of them.
 */
export function followPointer(map, painter, cases) {
  const note = new HoverNote(map);
  const statusLabel = labelsOf(cases.page.statuses);
  const kindLabel = labelsOf(cases.page.kinds);
  let shapes = null;
  let grid = null;
  let frame = null;

  const caseAt = (latlng, kind) => {
    if (!shapes || map.editTools) {
      return null;
    }
    grid ??= new HitGrid(shapes);
    const scale = 2 ** map.getZoom();
    const place = map.project(latlng, 0).subtract(window.L.point(shapes.origin.x, shapes.origin.y));
    const index = grid.find(place.x, place.y, REACH[kind] / scale, (at) => painter.rank(at));
    return index < 0 ? null : cases.byId.get(shapes.ids[index]);
  };
  const hover = ({ latlng, containerPoint }) => {
    const one = caseAt(latlng, "mouse");
    cases.hover(one, "map");
    map.getContainer().classList.toggle("over-case", one !== null);
    if (!one) {
      note.hide();
      return;
    }
    note.show(containerPoint,
      element("div", { class: "hover-note__head" }, swatch(one.status), element("strong", { text: one.code })),
      element("div", { text: `${statusLabel(one.status)} · ${squareMetres(one.area)}` }),
      element("div", { class: "soft", text: `${parcelWords(one)} · ${kindLabel(one.kind)}` }));
  };
  const leave = () => {
    note.hide();
    cases.hover(null, "map");
  };
  map.on("mousemove", (event) => {
    if (event.originalEvent.pointerType === "touch" || map.dragging?.moving?.()) {
      return;
    }
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => hover(event));
  });
  map.on("mouseout movestart zoomstart", () => {
    cancelAnimationFrame(frame);
    leave();
  });
  map.on("click", ({ latlng, originalEvent }) => {
    const one = caseAt(latlng, originalEvent.pointerType === "touch" ? "touch" : "mouse");
    if (one) {
      note.hide();
      cases.choose(one, "map");
    }
  });
  return (fresh) => {
    shapes = fresh;
    grid = null;
  };
}
