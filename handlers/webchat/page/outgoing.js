// What we send: one after another, in order, under an id of its own that every repetition keeps.

import { prove } from "./proof.js";
import * as transcript from "./transcript.js";

/** Proofs of work in a row, for servers that do not know of one another's; then a pause. */
const MOST_PROOFS = 4;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const TIMEOUT = 30000;
const STALLED = 60000;
const CHUNK = 1 << 20;
const queue = [];
let busy = false;
let wake = () => {};
let tell;

/** `tell` has: update(entry), notice(key), sent(entry), refused(entry), away(), again(). */
export function open(given) {
  tell = given;
  for (const entry of transcript.all().filter((entry) => entry.state === "waiting")) {
    if (entry.file) fail(entry, "web-unreadable", true);
    else push(entry);
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send an entry as soon as those before it are through. */
export function push(entry) {
  entry.state = "waiting";
  delete entry.why;
  queue.push(entry);
  if (!busy) run();
}

export function cancel(entry) {
  const at = queue.indexOf(entry);
  if (at >= 0) queue.splice(at, 1);
  entry.upload?.abort();
}

export function empty() {
  for (const entry of [...queue]) cancel(entry);
}

async function run() {
  busy = true;
  let wait = FIRST_WAIT;
  let proofs = 0;
  while (queue.length) {
    const entry = queue[0];
    const { status, after, crowded, challenge } = await (entry.file ? upload(entry) : post(entry));
    if (queue[0] !== entry) continue;
    if (status === 401) tell.again();
    if (!status && !(await readable(entry))) {
      if (queue[0] === entry) queue.shift();
      fail(entry, "web-unreadable", true);
      continue;
    }
    if (queue[0] !== entry) continue;
    if (!status || status === 408) tell.away();
    if (status === 428 && proofs < MOST_PROOFS && (await prove(challenge))) {
      proofs += 1;
      continue;
    }
    if (settle(entry, status)) {
      wait = FIRST_WAIT;
      proofs = 0;
      continue;
    }
    tell.notice(notice(status, crowded));
    await pause(after ? after * 1000 : wait);
    proofs = 0;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  busy = false;
}

function notice(status, crowded) {
  if (status === 428 || crowded) return "web-crowded";
  return status === 429 ? "web-slow" : status >= 500 ? "web-busy" : null;
}

/** Whether this answer is the last word on the entry; no answer, 5xx, 408, 428 and 429 are not. */
function settle(entry, status) {
  if (!status || status >= 500 || [401, 408, 428, 429].includes(status)) return false;
  queue.shift();
  if (status === 200) {
    entry.state = "sent";
    tell.notice(null);
    tell.update(entry);
    tell.sent(entry);
  } else if (status === 413) fail(entry, entry.file ? "web-too-big" : "web-too-long");
  else {
    fail(entry, "web-failed");
    tell.notice("web-refused");
    tell.refused(entry);
  }
  return true;
}

function fail(entry, why, lost = false) {
  Object.assign(entry, { state: "failed", why, lost });
  tell.update(entry);
}

/** The browser's language, as far as it is one: some name none, or a place of their own. */
function spoken() {
  const given = navigator.language;
  return typeof given === "string" && /^[A-Za-z0-9-]{1,35}$/.test(given) ? given : "";
}

/** A signal that ends a request after so many milliseconds. */
function within(milliseconds) {
  const ending = new AbortController();
  setTimeout(() => ending.abort(), milliseconds);
  return ending.signal;
}

/** Whether a file's bytes can still be read. A file that was changed, moved or withdrawn since is lost for good. */
async function readable(entry) {
  if (!entry.blob) return true;
  try {
    const end = entry.read ? 1 : entry.blob.size;
    for (let at = 0; at < end; at += CHUNK) await bytes(entry.blob.slice(at, at + CHUNK));
    entry.read = true;
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a part, or an error: some pickers never answer for a file that they cannot fetch. */
function bytes(part) {
  const late = new Promise((_, reject) => setTimeout(reject, TIMEOUT));
  return Promise.race([part.arrayBuffer(), late]);
}

async function post(entry) {
  try {
    const answer = await fetch("/web/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: entry.id, language: spoken(), ...entry.body }),
      signal: within(TIMEOUT),
    });
    return {
      status: answer.status,
      after: Number(answer.headers.get("Retry-After")),
      crowded: answer.headers.get("Ballegh-Reason"),
      challenge: answer.status === 428 ? await answer.text() : "",
    };
  } catch {
    return { status: 0 };
  }
}

function upload(entry) {
  const { kind, name } = entry.file;
  const request = new XMLHttpRequest();
  entry.upload = request;
  return new Promise((resolve) => {
    let stalled;
    const moves = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED);
    };
    request.upload.onprogress = (event) => {
      moves();
      if (event.lengthComputable) entry.progress?.(event.loaded / event.total);
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      delete entry.upload;
      resolve({
        status: request.status,
        after: Number(request.getResponseHeader("Retry-After")),
        crowded: request.getResponseHeader("Ballegh-Reason"),
        challenge: request.responseText,
      });
    };
    request.open("POST", `/web/files?${new URLSearchParams({ id: entry.id, kind })}`);
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encoded(name)}`);
    request.setRequestHeader("Content-Type", entry.blob.type || "application/octet-stream");
    moves();
    request.send(entry.blob);
  });
}

/** A file's name as a header carries it; a half of a letter, which some systems allow in names, is left out. */
function encoded(name) {
  return encodeURIComponent(name.slice(0, 200).replace(/[\ud800-\udfff]/gu, ""));
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    wake = () => resolve(null);
    setTimeout(wake, milliseconds);
  });
}

/** Try again now: the network came back. */
export const now = () => wake();
addEventListener("online", now);
