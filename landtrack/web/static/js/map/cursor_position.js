// Where the cursor is: VN-2000 as surveyors write it (X northing, Y easting), and WGS 84.

import { element } from "../page/element.js";
import { decimal, text } from "../page/words.js";

/** Add the control to the map. `system` is what vn2000() returned. On a touch screen it shows the last place touched. */
export function showCursorPosition(map, system) {
  const metric = element("span", { class: "number" });
  const degrees = element("span", { class: "number" });
  const box = element("div", { class: "position", hidden: true },
    element("abbr", { text: "VN-2000", title: text("vn2000_title") }), metric,
    element("span", { text: "WGS 84" }), degrees);
  const control = new (window.L.Control.extend({ onAdd: () => box }))({ position: "bottomright" });
  control.addTo(map);
  let frame = null;
  const show = ({ latlng }) => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      const { north, east } = system.forward(latlng.lat, latlng.lng);
      metric.textContent = `X ${decimal(north, 2)} · Y ${decimal(east, 2)}`;
      degrees.textContent = `${decimal(latlng.lat, 6)}° · ${decimal(latlng.lng, 6)}°`;
      box.hidden = false;
    });
  };
  map.on("mousemove click", show);
}
