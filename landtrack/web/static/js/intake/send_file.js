// Sends a form with a file and says how much has gone; fetch cannot tell that.

import { text } from "../page/words.js";

/** Send the form; `report` is told the percentage. Resolves to the address to go on to, rejects with a sentence. */
export function sendFile(form, report) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      report(event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0);
    });
    request.addEventListener("load", () => {
      const body = read(request);
      if (body.next) {
        resolve(body.next);
      } else if (new URL(request.responseURL).pathname === "/sign-in") {
        resolve(request.responseURL);
      } else {
        reject(new Error(body.error?.sentence ?? text("server_failed", { status: request.status })));
      }
    });
    request.addEventListener("error", () => reject(new Error(text("no_connection"))));
    request.addEventListener("abort", () => reject(new Error(text("no_connection"))));
    request.send(new FormData(form));
  });
}

function read(request) {
  const isJson = (request.getResponseHeader("Content-Type") ?? "").includes("json");
  return isJson ? JSON.parse(request.responseText) : {};
}
