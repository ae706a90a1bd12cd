// What comes: server-sent events; the browser reconnects, and the server tells what was missed.

import { $, show } from "./page.js";
import * as transcript from "./transcript.js";

const LATE = 3000;
const MOST = 60000;
const STALE = 20000;
const MANY = 500;
const UNANSWERED = 8000;
const LOOKS = 4;
let tell;
/** @type {EventSource | undefined} */
let source;
let hiddenSince = 0;
let wait = 2000;
let late = 0;
let due = 0;
let unanswered = 0;
/** Rows that this page has shown and the server does not know of yet. */
let shown = [];

/** `tell` has: message(message), clear(), leave(), again(). */
export function open(given) {
  tell = given;
  connect();
}

function connect() {
  close();
  source = new EventSource(address());
  source.onopen = () => {
    wait = 2000;
    connected(true);
  };
  source.onmessage = (event) => {
    clearTimeout(unanswered);
    const message = JSON.parse(event.data);
    tell.message(message);
    acknowledge(message.row);
  };
  source.addEventListener("clear", (event) => {
    tell.clear();
    acknowledge(JSON.parse(event.data).row);
  });
  source.addEventListener("leave", tell.leave);
  source.onerror = () => {
    connected(false);
    if (source?.readyState === EventSource.CLOSED) refused();
  };
}

/** Refused outright: too many pages, no session, or a server that is just starting. Ask why, and say so. */
async function refused() {
  const { status, after, crowded } = await reason();
  if (status === 401) return tell.again();
  if (status === 429) {
    clearTimeout(late);
    late = 0;
    offline(crowded ? "web-crowded" : "web-tabs");
  }
  setTimeout(connect, Math.max(after * 1000, wait));
  wait = Math.min(wait * 2, MOST);
}

/** Why the stream is refused, which an event source keeps to itself. */
async function reason() {
  const ending = new AbortController();
  try {
    const answer = await fetch(address(), { signal: ending.signal });
    const crowded = answer.headers.get("Ballegh-Reason");
    return { status: answer.status, after: Number(answer.headers.get("Retry-After")), crowded };
  } catch {
    return { status: 0, after: 0 };
  } finally {
    ending.abort();
  }
}

const address = () => `/web/stream?after=${transcript.lastRow()}`;

/** A short gap is nobody's concern; a longer one is said, from its first failure on. */
function connected(on) {
  if (!on) {
    late = late || setTimeout(() => offline("web-offline"), LATE);
    return;
  }
  clearTimeout(late);
  late = 0;
  offline(null);
}

function offline(key) {
  show($("state"), key ? "web-connecting" : "web-subtitle");
  show($("banner"), key);
}

/** A post found no server: said until one got through. */
export function away() {
  offline("web-offline");
}

/** A post got through, which ends what `away` said where the stream stands too. */
export function back() {
  if (source?.readyState === EventSource.OPEN) connected(true);
  look(LOOKS);
}

/** A stream from a server that stands still neither ends nor brings the answer: another one may. */
function look(left) {
  clearTimeout(unanswered);
  if (!left) return;
  unanswered = setTimeout(() => {
    connect();
    look(left - 1);
  }, UNANSWERED);
}

function acknowledge(row) {
  shown.push(row);
  clearTimeout(due);
  due = setTimeout(settle, 250);
}

/** What was shown need not come again, not even to a page that closes right now. */
async function settle() {
  clearTimeout(due);
  due = 0;
  const rows = shown.splice(0, MANY);
  if (rows.length && (await post("/web/ack", { rows })) !== 200) shown.unshift(...rows);
}

/** The status of the answer; 0 when there was none. */
export async function post(path, body) {
  const options = { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return fetch(path, options).then((answer) => answer.status, () => 0);
}

export function close() {
  clearTimeout(unanswered);
  source?.close();
}

addEventListener("offline", away);
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
