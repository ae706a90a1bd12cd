// The conversation on the screen: order, scrolling, what is new.

import { bubble, refresh } from "./bubbles.js";
import { $, make, say, show, speak } from "./page.js";
import * as transcript from "./transcript.js";

const log = $("log");
const list = $("messages");
const nodes = new Map();
const LULL = 1500;
let acts;
/** @type {HTMLElement | null} */
let anchor = null;
let unread = 0;
/** @type {HTMLElement | null} */
let divider = null;
let quiet;
let answered = true;
let heard = -Infinity;

/** Begin with what this tab has shown before. */
export function open(given) {
  acts = { ...given, grew: () => anchor || bottom() };
  for (const entry of transcript.all()) {
    if (entry.side === "us") speak(entry.language, entry.emergency);
    draw(entry, null);
  }
  current();
  bottom();
}

function draw(entry, before) {
  const node = bubble(entry, acts);
  nodes.set(entry, node);
  list.insertBefore(node, before ? nodes.get(before) : null);
  return node;
}

/** A message from the stream, once. */
export function receive(message) {
  if (transcript.hasRow(message.row)) return;
  const near = isNear();
  const keyboard = byKeyboard();
  const entry = { side: "us", ...message };
  speak(message.language, message.emergency);
  typing(false);
  answered = true;
  const node = draw(entry, transcript.add(entry));
  current();
  if (document.hidden) missed(node);
  if (near && performance.now() - heard > LULL) anchor = null;
  heard = performance.now();
  anchor = anchor ?? node;
  if (near) reveal();
  if (isBelow(node) || !isNear()) $("newer").hidden = false;
  if (keyboard) node.querySelector(".choices button")?.focus({ preventScroll: true });
}

/** Something of ours. */
export function post(entry) {
  transcript.add(entry);
  asked();
  draw(entry, null);
  divider?.remove();
  divider = null;
  anchor = null;
  bottom();
}

/** Bring an entry up to date. */
export function update(entry) {
  transcript.keep();
  if (!nodes.has(entry)) return;
  refresh(nodes.get(entry), entry, acts);
  if (document.activeElement === document.body) $("text").focus({ preventScroll: true });
}

export function drop(entry) {
  transcript.remove(entry);
  nodes.get(entry)?.remove();
  nodes.delete(entry);
  if (entry.url) URL.revokeObjectURL(entry.url);
}

export function clear() {
  for (const entry of transcript.all()) if (entry.url) URL.revokeObjectURL(entry.url);
  transcript.clear();
  nodes.clear();
  list.replaceChildren();
  divider = anchor = null;
  typing(false);
}

/** Only the newest message that asks stands out, until it was answered; older ones stay, subdued. */
function current() {
  /** @type {Element | null} */
  let asking = null;
  let spoken = false;
  for (const node of list.children) {
    if (node.classList.contains("you")) spoken = true;
    else if (asking && (spoken || node.classList.contains("asks"))) asking.classList.add("past");
    if (!node.classList.contains("asks")) continue;
    node.classList.remove("past");
    asking = node;
    spoken = false;
  }
}

/** Whether the person goes from button to button by keyboard; browsers without the selector are not asked. */
function byKeyboard() {
  try {
    return Boolean(document.activeElement?.matches(".choices :focus-visible"));
  } catch {
    return false;
  }
}

/** Something went out: an answer is on its way, unless it was faster than the receipt. */
export function waiting() {
  if (!answered) typing(true);
}

export function asked() {
  answered = false;
}

/** The dots, for as long as an answer may reasonably take. */
function typing(on) {
  clearTimeout(quiet);
  const near = isNear();
  $("typing").hidden = !on;
  if ($("state").dataset.text !== "web-connecting") show($("state"), on ? "web-typing" : "web-subtitle");
  if (on) quiet = setTimeout(() => typing(false), 20000);
  if (on && near) bottom();
}

const NEAR = 120;
const toEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight;
const isNear = () => toEnd() < NEAR;

function bottom() {
  log.scrollTop = log.scrollHeight;
}

/** Nothing of it is on the screen yet. */
const isBelow = (node) => node.offsetTop > log.scrollTop + log.clientHeight - 40;

/** To the end, but never past the beginning of what came together and has not been read. */
function reveal() {
  const end = log.scrollHeight - log.clientHeight;
  const top = anchor ? anchor.offsetTop - 12 : end;
  log.scrollTop = Math.min(end, top);
}

function missed(node) {
  unread += 1;
  document.title = `(${unread}) ${say("web-title")}`;
  if (divider) return;
  divider = make("div", { class: "divider", role: "separator" }, make("span", { "data-text": "web-new-messages" }, say("web-new-messages")));
  node.before(divider);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = say("web-title");
});
log.addEventListener("scroll", () => isNear() && ($("newer").hidden = true), { passive: true });
$("newer").addEventListener("click", () => {
  $("newer").hidden = true;
  bottom();
});

/** Who is near the end stays there when a keyboard, a notice or a longer draft takes room from the conversation. */
let height = log.clientHeight;
new ResizeObserver(() => {
  const taken = height - log.clientHeight;
  height = log.clientHeight;
  if (toEnd() - taken < NEAR) log.scrollTop += Math.max(0, taken);
}).observe(log);
