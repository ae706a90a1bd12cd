// What comes: server-sent events; the browser reconnects, and the server tells what was missed.

import { $, show } from "./page.js";
import * as transcript from "./transcript.js";

const LATE = 3000;
const STALE = 20000;
let tell;
let source = null;
let hiddenSince = 0;
let wait = 2000;
let late;
let due = 0;

/** `tell` has: message(message), clear(), leave(), again(). */
export function open(given) {
  tell = given;
  connect();
}

function connect() {
  close();
  source = new EventSource(`/web/stream?after=${transcript.lastRow()}`);
  source.onopen = () => {
    wait = 2000;
    connected(true);
  };
  source.onmessage = (event) => {
    tell.message(JSON.parse(event.data));
    acknowledge();
  };
  source.addEventListener("clear", tell.clear);
  source.addEventListener("leave", tell.leave);
  source.onerror = () => {
    connected(false);
    if (source.readyState === EventSource.CLOSED) refused();
  };
}

/** Refused outright: too many pages, no session, or a server that is just starting. */
async function refused() {
  if ((await post("/web/ack", { up_to: transcript.lastRow() })) === 401) return tell.again();
  setTimeout(connect, wait);
  wait = Math.min(wait * 2, 60000);
}

/** A short gap is nobody's concern; a longer one is said. */
function connected(on) {
  clearTimeout(late);
  if (on) offline(false);
  else late = setTimeout(() => offline(true), LATE);
}

function offline(on) {
  show($("state"), on ? "web-connecting" : "web-subtitle");
  show($("banner"), on ? "web-offline" : null);
}

function acknowledge() {
  clearTimeout(due);
  due = setTimeout(settle, 250);
}

/** What was shown need not come again, not even to a page that closes right now. */
function settle() {
  if (due) post("/web/ack", { up_to: transcript.lastRow() });
  clearTimeout(due);
  due = 0;
}

/** The status of the answer; 0 when there was none. */
export async function post(path, body) {
  const options = { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return fetch(path, options).then((answer) => answer.status, () => 0);
}

export function close() {
  source?.close();
}

addEventListener("offline", () => offline(true));
addEventListener("online", () => tell && connect());

/** A phone may have dropped the connection of a sleeping page without telling it. */
document.addEventListener("visibilitychange", () => {
  if (document.hidden) hiddenSince = Date.now();
  else if (tell && Date.now() - hiddenSince > STALE) connect();
});
addEventListener("pagehide", () => {
  settle();
  close();
});
