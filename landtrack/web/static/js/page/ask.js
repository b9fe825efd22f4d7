// Asks the server. Whatever goes wrong becomes a Refused with a sentence for the person.

import { text } from "./words.js";

/** An answer that is not what was asked for: `status` 0 means that the server was not reached. */
export class Refused extends Error {
  constructor(status, sentence, body = {}) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
    this.body = body;
  }
}

/** Return the JSON at an address of this application. */
export async function getJson(address) {
  return readJson(await reach(address));
}

/** Return the bytes at an address of this application. */
export async function getBytes(address) {
  const answer = await reach(address);
  if (!answer.ok) {
    await readJson(answer);
  }
  return answer.arrayBuffer();
}

/** Send `body` as JSON and return the JSON that comes back. */
export async function postJson(address, body) {
  const headers = {
    Accept: "application/json",
    "Content-Type": "application/json",
    "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content,
  };
  return readJson(await reach(address, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Refused(0, text("no_connection"));
  }
}

async function readJson(answer) {
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (answer.status === 401 || (answer.redirected && !isJson)) {
    throw new Refused(401, text("session_ended"));
  }
  const body = isJson ? await answer.json() : {};
  if (!answer.ok || !isJson) {
    throw new Refused(answer.status, body.error?.sentence ?? text("server_failed", { status: answer.status }), body);
  }
  return body;
}
