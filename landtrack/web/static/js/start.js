// Runs before Leaflet's map is made: keeps the call of the map's script until the page's modules are there to take it.
(() => {
  let nowPainted;
  const calls = [];
  const keep = (kind) => (map, page) => {
    window.landtrack.map = map;
    calls.push({ kind, map, page });
    window.landtrack.take?.();
  };
  window.landtrack = {
    map: null,
    calls,
    commune: keep("commune"),
    overview: keep("overview"),
    history: keep("history"),
    ready: new Promise((resolve) => {
      nowPainted = resolve;
    }),
    nowPainted,
  };
})();
