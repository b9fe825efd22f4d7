// Makes elements. Text goes in as text only: nothing here or elsewhere reads markup out of a string.

/**
 * Return a new element. `properties`: class, text, on (event → listener), data (dataset); all others become
 * attributes, true as an empty one; null, undefined and false are left out. Children: elements, texts or null.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === "class") {
      made.className = value;
    } else if (name === "text") {
      made.textContent = value;
    } else if (name === "on") {
      Object.entries(value).forEach(([event, listener]) => made.addEventListener(event, listener));
    } else if (name === "data") {
      Object.assign(made.dataset, value);
    } else {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Return an icon of the vendor set; decoration, hidden from screen readers. */
export function picture(name) {
  return element("span", { class: `picture picture--${name}`, "aria-hidden": "true" });
}

/** Return the swatch of a status. */
export function swatch(status) {
  return element("span", { class: `swatch swatch--${status}`, "aria-hidden": "true" });
}

/** Return a button with an icon and a text; `kind` is "primary", "danger", "quiet" or "". */
export function button(label, { icon = null, kind = "", type = "button", ...more } = {}) {
  const look = kind ? `button button--${kind}` : "button";
  return element("button", { class: look, type, ...more }, icon && picture(icon), element("span", { text: label }));
}

/** Return a message of a kind: "problem", "caution" or "done". */
export function message(kind, sentence, ...more) {
  const icon = kind === "done" ? "circle-check" : "triangle-alert";
  const box = element("div", { class: `message message--${kind}`, role: kind === "problem" ? "alert" : "status" });
  box.append(picture(icon), element("div", { class: "message__words" }, element("p", { text: sentence }), ...more));
  return box;
}
