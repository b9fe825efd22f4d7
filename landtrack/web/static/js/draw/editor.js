// The geometry under the pen: Leaflet.Editable moves the corners, this keeps every state of it and what is selected.

import { CornerDrag } from "./corner_drag.js";
import { latLngsOf, partsOf, placeOfRing } from "./latlngs.js";
import { Pen } from "./pen.js";
import { finished, fromGeoJson, isEmpty, toGeoJson } from "./shape.js";
import { UndoStack } from "./undo_stack.js";

const LOOK = { className: "drawn", weight: 2.5 };
const NONE = { kind: "none" };

/**
 * Events: "changed" (the shape is another), "moving" (it is on the way), "tool" (taken or put down), "selected" (a corner
 * or none), "missed" (a hole was begun outside every part), "cut" (detail: the line [[lon, lat], …]).
 */
export class Editor extends EventTarget {
  /** `snap(latlng, reach)` gives the corner of a neighbour or null. */
  constructor(map, geometry, snap) {
    super();
    this.map = map;
    this.tools = new (toolsFor())(map, { lineGuideOptions: { className: "draw-guide", weight: 2 } });
    map.editTools = this.tools;
    map.doubleClickZoom.disable();
    this.drag = new CornerDrag(map, snap);
    this.pen = new Pen(map, this.tools, LOOK, {
      layer: () => (this.shape.kind === "area" ? this.layer : null),
      onEnd: () => this.toolEnded(),
      onCut: (line) => this.tell("cut", line),
      onMissed: () => this.tell("missed"),
    });
    this.steps = new UndoStack(fromGeoJson(geometry));
    this.events = {
      "editable:drawing:clicked editable:drawing:move editable:vertex:drag": () => this.tell("moving"),
      "editable:vertex:dragend": ({ vertex }) => this.select(vertex),
      "editable:vertex:rawclick": (event) => {
        event.cancel(); // the library would delete the corner
        this.select(event.vertex);
      },
      "editable:vertex:contextmenu": ({ vertex }) => {
        this.select(vertex);
        this.deleteCorner();
      },
      "editable:edited": ({ layer }) => layer === this.layer && this.keep(),
    };
    Object.entries(this.events).forEach(([names, listener]) => map.on(names, listener));
    this.show();
  }

  get shape() {
    return this.steps.current;
  }

  get geometry() {
    return toGeoJson(this.shape);
  }

  get tool() {
    return this.pen.tool;
  }

  /** Return the parts as they are at this moment, unfinished rings included. */
  get drawnParts() {
    const drawing = this.layer?.getLatLngs && this.tool !== "cut";
    return drawing ? finished(partsOf(this.layer.getLatLngs())) : this.shape.parts ?? [];
  }

  /** Take a tool in hand: "part", "hole" or "cut". */
  begin(tool) {
    this.select(null);
    if (this.shape.kind !== "area") {
      this.pen.stop();
      this.remove();
    }
    this.layer = this.pen.begin(tool) ?? this.layer;
    this.tell("tool");
  }

  /** Put the tool down and keep what was drawn. */
  finish() {
    this.pen.finish();
  }

  /** Put the tool down; what it began is gone. */
  cancel() {
    this.pen.stop();
    this.show();
  }

  toolEnded() {
    this.keep();
    this.tell("tool");
  }

  select(vertex) {
    this.selected?.getElement()?.classList.remove("is-selected");
    this.selected = vertex;
    vertex?.getElement()?.classList.add("is-selected");
    this.tell("selected");
  }

  /** Return what the selected corner belongs to: "part", "hole" or null. */
  get selectedRing() {
    if (!this.selected || !this.layer?.getLatLngs) {
      return null;
    }
    return placeOfRing(this.layer.getLatLngs(), this.selected.latlngs).ring > 0 ? "hole" : "part";
  }

  /** Delete the selected corner; with the last three of a ring goes the ring. */
  deleteCorner() {
    if (this.selected && !this.tool) {
      const { latlngs } = this.selected;
      const corner = latlngs.indexOf(this.selected.latlng);
      this.reshape(latlngs, (ring) => (ring.length > 3 ? ring.filter((_, at) => at !== corner) : null));
    }
  }

  /** Delete the part or the hole that has the selected corner. */
  deleteRing() {
    if (this.selected && !this.tool) {
      this.reshape(this.selected.latlngs, () => null);
    }
  }

  reshape(latlngs, change) {
    const { part, ring } = placeOfRing(this.layer.getLatLngs(), latlngs);
    const parts = structuredClone(this.shape.parts);
    const changed = change(parts[part][ring]);
    if (changed) {
      parts[part][ring] = changed;
    } else if (ring > 0) {
      parts[part].splice(ring, 1);
    } else {
      parts.splice(part, 1);
    }
    this.take(parts.length > 0 ? { ...this.shape, parts } : NONE);
  }

  get canUndo() {
    return this.pen.canBack || this.steps.canUndo || Boolean(this.tool);
  }

  /** Take back the last corner while one draws, else the last step. */
  undo() {
    if (this.pen.back()) {
      this.tell("moving");
    } else if (this.tool) {
      this.cancel();
    } else {
      this.steps.undo();
      this.show();
      this.tell("changed");
    }
  }

  redo() {
    this.steps.redo();
    this.show();
    this.tell("changed");
  }

  /** Take another shape, as a step that can be taken back. */
  take(shape) {
    this.pen.stop();
    this.steps.push(shape);
    this.show();
    this.tell("changed");
  }

  // After every change on the map: note how it is now, if it is another.
  keep() {
    if (this.tools.drawing() || !this.layer?.getLatLngs) {
      return;
    }
    const parts = finished(partsOf(this.layer.getLatLngs()));
    const shape = parts.length > 0 ? { kind: "area", multi: this.shape.multi, parts } : NONE;
    if (JSON.stringify(toGeoJson(shape)) !== JSON.stringify(this.geometry)) {
      this.steps.push(shape);
      this.tell("changed");
    }
  }

  /** Draw the current state anew. */
  show() {
    this.remove();
    this.select(null);
    const { shape } = this;
    if (shape.kind === "point") {
      this.layer = window.L.circleMarker(shape.at, { ...LOOK, className: "drawn drawn--point", radius: 9, interactive: false });
      this.layer.addTo(this.map);
    } else if (!isEmpty(shape)) {
      this.layer = this.tools.createPolygon(latLngsOf(shape.parts), LOOK);
      this.layer.addTo(this.map);
      this.layer.enableEdit(this.map);
    }
  }

  remove() {
    if (this.layer) {
      this.layer.disableEdit?.();
      this.tools.featuresLayer.removeLayer(this.layer);
      this.layer.remove();
      this.layer = null;
    }
  }

  close() {
    this.pen.close();
    this.drag.close();
    Object.entries(this.events).forEach(([names, listener]) => this.map.off(names, listener));
    this.remove();
    this.tools.featuresLayer.remove();
    this.tools.editLayer.remove();
    this.map.doubleClickZoom.enable();
    this.map.editTools = null;
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

// Corners as large as the pointer needs, and out of the way of the tab key: the list of corners is for the keyboard.
function toolsFor() {
  const size = window.matchMedia("(pointer: coarse)").matches ? 26 : 13;
  window.L.Editable.VertexMarker.mergeOptions({ keyboard: false });
  window.L.Editable.MiddleMarker.mergeOptions({ keyboard: false });
  // The library's own middle is one of whole pixels: far off when one looks closer.
  window.L.Editable.MiddleMarker.include({
    computeLatLng() {
      const [from, to] = [this.left.latlng, this.right.latlng];
      return window.L.latLng((from.lat + to.lat) / 2, (from.lng + to.lng) / 2);
    },
  });
  return window.L.Editable.extend({
    createVertexIcon: ({ className }) => window.L.divIcon({ className, iconSize: [size, size] }),
  });
}
