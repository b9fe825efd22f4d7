// The page that takes a file: dropping it, seeing how much has been sent, and hearing at once if it is too large.

import { sendFile } from "./send_file.js";
import { count, text } from "../page/words.js";

const MEGABYTE = 1024 * 1024;
const form = document.querySelector("form[data-upload]");
const part = (name) => form.querySelector(`[data-part=${name}]`);
const field = form.querySelector("input[type=file]");
const drop = part("drop");
const label = part("label");
const waiting = label.textContent;
let sending = false;

const megabytes = (bytes) => count(Math.max(1, Math.ceil(bytes / MEGABYTE)));
const size = () => [...field.files].reduce((sum, file) => sum + file.size, 0);

function showChosen() {
  part("chosen").textContent = [...field.files].map((file) => file.name).join(", ");
  part("problem").textContent = "";
}

function tooLarge() {
  const most = Number(form.dataset.largest);
  return size() > most ? text("too_large", { megabytes: megabytes(size()), most: megabytes(most) }) : "";
}

function show(busy, share = 0) {
  sending = busy;
  const bar = part("progress");
  bar.hidden = !busy;
  bar.value = share;
  form.querySelector("button").setAttribute("aria-busy", String(busy));
  if (!busy) {
    label.textContent = waiting;
  } else if (share < 100) {
    label.textContent = text("sending", { percent: share });
  } else {
    label.textContent = text("reading");
  }
}

function fail(sentence) {
  show(false);
  delete form.dataset.sent;
  part("problem").textContent = sentence;
}

form.classList.add("is-scripted");
["dragenter", "dragover"].forEach((kind) => {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
});
["dragleave", "drop"].forEach((kind) => {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
  });
});
drop.addEventListener("drop", (event) => {
  field.files = event.dataTransfer.files;
  showChosen();
});
field.addEventListener("change", showChosen);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (sending) {
    return;
  }
  const problem = tooLarge();
  if (problem) {
    fail(problem);
    return;
  }
  show(true);
  sendFile(form, (share) => show(true, share)).then((next) => window.location.assign(next), (refused) => fail(refused.message));
});
window.addEventListener("pageshow", () => show(false));
