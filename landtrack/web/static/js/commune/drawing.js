// The way from the commune's page to the form that draws: its script, style and choices come when they are first wanted.

import { getJson } from "../page/ask.js";
import { message } from "../page/element.js";
import { text } from "../page/words.js";

/**
 * `commune` is what the form is lent: {map, page, cases, shown, root, sheet, sheetBox, mapBox, trouble, …}; `reload()` brings
 * the cases and shapes as they now are.
 */
export class Drawing {
  constructor(commune, reload) {
    Object.assign(this, { commune, reload, open: false });
  }

  /** Open the form for the case with this code, null for a new one; `from` is the button that was pressed. */
  async begin(code, from) {
    if (this.open || from.getAttribute("aria-busy") === "true") {
      return;
    }
    const { page, trouble } = this.commune;
    from.setAttribute("aria-busy", "true");
    try {
      this.choices ??= await getJson(page.form_url);
      await Promise.all([loadStyle(this.choices.scripts.style), import(this.choices.scripts.draw)]);
      this.lock(true);
      await window.landtrack.draw({
        ...this.commune,
        onClosed: () => this.closed(code),
        onSaved: (answer, saved) => this.saved(answer, saved),
      }, this.choices, code);
    } catch (refused) {
      this.lock(false);
      trouble.replaceChildren(message("problem", refused.sentence ?? text("no_connection")));
    }
    from.removeAttribute("aria-busy");
  }

  // The list and the panel of a case wait: a click there would take the drawing's place. The form itself says when it is
  // there (the class), so that nothing moves before.
  lock(isOpen) {
    this.open = isOpen;
    this.commune.listBox.inert = isOpen;
    if (!isOpen) {
      this.commune.root.classList.remove("is-drawing");
    }
  }

  closed(code) {
    this.lock(false);
    this.commune.onBack(code);
  }

  async saved(answer, code) {
    this.lock(false);
    try {
      await this.reload();
      this.commune.onDone(answer, code);
    } catch (refused) {
      this.commune.trouble.replaceChildren(message("problem", refused.sentence ?? String(refused)));
    }
  }
}

function loadStyle(address) {
  if (document.querySelector(`link[href="${address}"]`)) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(address)));
    document.head.append(link);
  });
}
