// The page: brings its parts together.

import * as composer from "./composer.js";
import * as link from "./link.js";
import * as log from "./log.js";
import * as outgoing from "./outgoing.js";
import { $, config, giveUp, show } from "./page.js";
import * as stream from "./stream.js";
import * as transcript from "./transcript.js";
import * as voice from "./voice.js";

const AGAIN = "again";
const LEFT = "left";
const TWICE = 700;
const now = () => Date.now() / 1000;

function post(content) {
  const entry = { side: "you", id: outgoing.newId(), time: now(), state: "waiting", ...content };
  log.post(entry);
  outgoing.push(entry);
  transcript.keep();
}

const text = (given) => post({ text: given, body: { text: given } });

function tap(entry, button) {
  entry.chosen = button.id;
  log.update(entry);
  post({ text: button.label, body: { button: button.id } });
}

function file(given, kind) {
  post({ file: { kind, name: given.name, size: given.size }, blob: given, url: URL.createObjectURL(given) });
}

function kindOf(given) {
  const family = given.type.split("/")[0];
  return { image: "photo", video: "video", audio: "audio" }[family] ?? "document";
}

function retry(entry) {
  outgoing.push(entry);
  log.update(entry);
}

function cancel(entry) {
  outgoing.cancel(entry);
  log.drop(entry);
  $("text").focus();
}

/** No session, or one that a link from elsewhere did not bring: a reload from within finds or begins it. */
function again() {
  const before = Number(transcript.kept(AGAIN) ?? 0);
  if (before < 2 && transcript.put(AGAIN, String(before + 1))) return location.replace(location.pathname);
  show($("banner"), "web-blocked");
  giveUp();
}

/** Begin the conversation, or take up what a link brought, once the person has said that it may be shown. */
function arrive() {
  const payload = link.brought();
  if (!payload || link.isRoad(payload)) return hello(payload);
  link.ask((open) => {
    if (!open) link.settled();
    hello(open ? payload : "");
  });
}

function hello(payload) {
  if (transcript.all().length && !payload) return;
  log.asked();
  outgoing.push({ id: outgoing.newId(), body: { hello: true, payload } });
}

/** Leave at once: nothing on the screen, nothing kept, nothing behind the back button. */
function leave(tellServer) {
  voice.stop(false);
  stream.close();
  outgoing.empty();
  transcript.forget();
  document.title = "";
  document.body.replaceChildren();
  if (tellServer) {
    left(true);
    stream.post("/web/leave", {});
  }
  away();
}

/** Out of a frame on another site too, which a browser allows once the frame was touched; else it stays empty. */
function away() {
  try {
    (window.top ?? window).location.replace(config.leaveTo);
  } catch {
    document.documentElement.replaceChildren();
  }
}

/** Whether someone left here and the server may not have heard of it; a success clears all storage. */
function left(now) {
  try {
    if (now) localStorage.setItem(LEFT, LEFT);
    return localStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}

/** Whoever opens the page after a quick exit without network must not find the conversation again. */
async function finishLeaving() {
  transcript.forget();
  if (!(await stream.post("/web/leave", {}))) return show($("banner"), "web-offline");
  localStorage.removeItem(LEFT);
  location.reload();
}

$("leave").addEventListener("click", (event) => {
  event.preventDefault();
  leave(true);
});
let escaped = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - escaped < TWICE) leave(true);
  escaped = event.timeStamp;
});
addEventListener("hashchange", () => location.hash.startsWith("#start=") && arrive());
addEventListener("pageshow", (event) => event.persisted && location.reload());

function sent(entry) {
  transcript.put(AGAIN, null);
  if (entry.body?.hello) link.settled();
  stream.back();
  log.waiting();
}

/** The very first post was refused for good: there is no conversation, so the other ways are shown. */
function refused(entry) {
  if (entry.body?.hello) giveUp();
}

function begin() {
  log.open({ tap, retry, cancel });
  const notice = (key) => show($("notice"), key);
  outgoing.open({ update: log.update, notice, sent, refused, away: stream.away, again });
  composer.open({ text, files: (given) => given.forEach((each) => file(each, kindOf(each))) });
  voice.open((given) => file(given, "voice"));
  arrive();
  stream.open({ message: log.receive, clear: log.clear, leave: () => leave(false), again });
}

if (left()) finishLeaving();
else begin();
document.documentElement.classList.remove("failed");
document.documentElement.classList.add("started");
