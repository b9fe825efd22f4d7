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

/** Return the name of the user whose page this is. */
export function signedInUser() {
  return named("user").content;
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

const STALE = "session.token"; // the page's token is that of a session that ended
let ended = false;

/** Send `body` as JSON and return the JSON that comes back; after a new sign-in by the same user with a new token. */
export function postJson(address, body) {
  return post(address, JSON.stringify(body), { "Content-Type": "application/json" });
}

/** Send a form with its files (a FormData) and return the JSON that comes back. */
export function postForm(address, form) {
  return post(address, form, {});
}

async function post(address, body, type) {
  if (ended) {
    await renewToken();
  }
  try {
    return await send(address, body, type);
  } catch (refused) {
    ended = refused.status === 401;
    if (refused.body?.error?.code !== STALE) {
      throw refused;
    }
  }
  await renewToken();
  return send(address, body, type);
}

async function send(address, body, type) {
  const headers = { Accept: "application/json", ...type, "X-CSRFToken": named("csrf-token").content };
  return readJson(await reach(address, { method: "POST", headers, body }));
}

// What one person typed is never sent in the name of another who signed in meanwhile.
async function renewToken() {
  const { csrf, user } = await getJson("/api/token");
  const before = signedInUser();
  if (user !== before) {
    throw new Refused(0, text("other_user", { now: user, before }));
  }
  ended = false;
  named("csrf-token").content = csrf;
  document.querySelectorAll("input[name=csrf_token]").forEach((field) => {
    field.value = csrf;
  });
}

const named = (name) => document.querySelector(`meta[name=${name}]`);

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
