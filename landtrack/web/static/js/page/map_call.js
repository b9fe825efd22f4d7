// Takes the call that start.js kept, or the one still to come.

/** Run `begin(map, page)` once the map of this kind ("commune", "overview", "history") exists. */
export function onMap(kind, begin) {
  const take = () => {
    const call = window.landtrack.calls.find((waiting) => waiting.kind === kind);
    if (call) {
      window.landtrack.take = null;
      begin(call.map, call.page);
    }
  };
  window.landtrack.take = take;
  take();
}
