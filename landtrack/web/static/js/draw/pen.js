// The tools that put down corner after corner: a new part, a hole in a part, a line that cuts.

const WAITING = "leaflet-editable-drawing"; // the library's own class: the cursor is a cross

/** Holds one tool at a time. `hooks`: {layer(): the polygon or null, onEnd(), onCut(line), onMissed()}. */
export class Pen {
  constructor(map, tools, look, hooks) {
    Object.assign(this, { map, tools, look, hooks, tool: null });
    this.events = {
      "editable:drawing:commit": ({ layer }) => layer === this.line && this.cut(),
      "editable:drawing:end": () => this.ended(),
    };
    Object.entries(this.events).forEach(([name, listener]) => map.on(name, listener));
  }

  /** Take "part", "hole" or "cut" in hand; return the new polygon that a first part begins, else null. */
  begin(tool) {
    this.stop();
    this.tool = tool;
    const layer = this.hooks.layer();
    if (tool === "hole") {
      this.map.once("click", this.beginHole, this);
      this.map.getContainer().classList.add(WAITING);
    } else if (tool === "cut") {
      this.line = this.tools.startPolyline(undefined, { className: "drawn drawn--cut" });
    } else if (layer) {
      layer.editor.newShape();
    } else {
      return this.tools.startPolygon(undefined, this.look);
    }
    return null;
  }

  beginHole({ latlng }) {
    this.map.getContainer().classList.remove(WAITING);
    const layer = this.hooks.layer();
    if (layer?.shapeAt(latlng)) {
      layer.editor.newHole(latlng);
    } else {
      this.hooks.onMissed();
      this.ended();
    }
  }

  /** Take the last corner back; return whether there was one to take. */
  back() {
    const editor = this.tools._drawingEditor; // the library has no question for it
    return Boolean(editor?.drawing() && editor._drawnLatLngs?.length > 1 && editor.pop());
  }

  get canBack() {
    return (this.tools._drawingEditor?._drawnLatLngs?.length ?? 0) > 1;
  }

  /** Put the tool down and keep what has corners enough. */
  finish() {
    const editor = this.tools._drawingEditor;
    if (editor?.drawing() && editor._drawnLatLngs?.length >= editor.MIN_VERTEX) {
      this.tools.commitDrawing();
    } else {
      this.stop();
    }
  }

  /** Put the tool down; an unfinished ring is gone. */
  stop() {
    this.map.off("click", this.beginHole, this);
    this.map.getContainer().classList.remove(WAITING);
    if (this.tools.drawing()) {
      this.tools.stopDrawing();
    }
    this.ended();
  }

  cut() {
    this.hooks.onCut(this.line.getLatLngs().map(({ lat, lng }) => [lng, lat]));
  }

  ended() {
    if (this.tool && !this.tools.drawing()) {
      this.tool = null;
      if (this.line) {
        this.tools.featuresLayer.removeLayer(this.line);
        this.line = null;
      }
      this.hooks.onEnd();
    }
  }

  close() {
    this.stop();
    Object.entries(this.events).forEach(([name, listener]) => this.map.off(name, listener));
  }
}
