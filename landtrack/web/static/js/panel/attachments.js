// Photos and papers of a case: what there is, sending one, taking one away.

import { getJson, postForm, postJson } from "../page/ask.js";
import { button, element, message, picture } from "../page/element.js";
import { text } from "../page/words.js";

const TAKEN = "image/jpeg,image/png,application/pdf";

/**
 * A part of the panel of one case. `address` is that of its attachments, `mayChange` whether files may be sent;
 * `onPosition({lon, lat})` shows on the map where a photo says it was taken.
 */
export class Attachments {
  constructor(address, mayChange, onPosition) {
    Object.assign(this, { address, mayChange, onPosition });
    this.list = element("ul", { class: "files" });
    this.notice = element("div", { "aria-live": "polite" });
    this.box = element("div", { class: "attachments" }, this.list, this.notice, mayChange && this.form());
    this.load();
  }

  async load() {
    try {
      this.show((await getJson(this.address)).attachments);
    } catch (refused) {
      this.say("problem", refused.sentence ?? String(refused));
    }
  }

  show(files) {
    this.list.replaceChildren(...files.map((file) => this.entry(file)));
    if (files.length === 0) {
      this.list.append(element("li", { class: "soft small", text: text("no_attachments") }));
    }
  }

  entry(file) {
    const name = element("a", { href: file.address, target: "_blank", rel: "noopener", text: file.name });
    const shown = file.thumbnail
      ? element("img", { src: file.thumbnail, alt: "", loading: "lazy", width: "64", height: "64" })
      : picture("file-text");
    const away = this.mayChange && button(text("remove"), { kind: "quiet", icon: "x", on: { click: () => this.remove(file) } });
    const words = element("span", { class: "soft small", text: [file.size, file.note].filter(Boolean).join(" · ") });
    return element("li", { class: "files__file", data: { entry: file.entry } }, element("span", { class: "files__shown" }, shown),
      element("span", { class: "files__words" }, name, words), away);
  }

  form() {
    const file = element("input", { type: "file", name: "file", accept: TAKEN, class: "input", id: "attach-file", required: true });
    const note = element("input", { name: "note", class: "input", id: "attach-note", maxlength: "500" });
    const send = button(text("attach"), { type: "submit", icon: "plus" });
    const form = element("form", { class: "attach-form", autocomplete: "off" },
      element("div", { class: "field" }, element("label", { for: "attach-file", text: text("attach_file") }), file,
        element("span", { class: "field__hint", text: text("attach_hint") })),
      element("div", { class: "field" }, element("label", { for: "attach-note", text: text("field_note") }), note), send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(form, send);
    });
    return form;
  }

  async send(form, control) {
    control.disabled = true;
    this.say("done", text("sending"));
    try {
      const answer = await postForm(this.address, new FormData(form));
      this.show(answer.attachments);
      form.reset();
      this.saved(answer.position);
    } catch (refused) {
      this.say("problem", refused.sentence ?? String(refused));
    }
    control.disabled = false;
  }

  // Where the camera was is a hint for the one who sends the photo; nobody else gets it.
  saved(position) {
    const hint = position && button(text("photo_place"), { icon: "map-pin", on: { click: () => this.onPosition(position) } });
    this.say("done", text("attached"), hint);
  }

  async remove(file) {
    const reason = await askReason(file.name);
    if (reason === null) {
      return;
    }
    try {
      const answer = await postJson(`${file.address}/remove`, { reason });
      this.show(answer.attachments);
      this.say("done", text("attachment_removed"));
    } catch (refused) {
      this.say("problem", refused.sentence ?? String(refused));
    }
  }

  say(kind, sentence, ...more) {
    this.notice.replaceChildren(message(kind, sentence, ...more.filter(Boolean)));
  }
}

function askReason(name) {
  const reason = element("input", { class: "input", id: "remove-reason", maxlength: "500", required: true });
  const yes = button(text("remove"), { kind: "danger", type: "submit", value: "yes" });
  const no = button(text("cancel"), { type: "submit", value: "no", formnovalidate: true });
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "remove-title" },
    element("form", { method: "dialog", class: "dialog__form" },
      element("h2", { id: "remove-title", text: text("remove_file") }), element("p", { text: name }),
      element("div", { class: "field" }, element("label", { for: "remove-reason", text: text("reason") }), reason),
      element("div", { class: "change-form__buttons" }, yes, no)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? reason.value : null);
    });
    dialog.showModal();
  });
}
