// One entry of the transcript as elements. All text goes in as text.

import { clock, directionOf, figure, icon, linked, make, say, show, $ } from "./page.js";

const INVISIBLE = /\p{Cf}/gu;
const NUMBER = /(?:\+|00|\b[A-Z]{2})?\d(?:[ \u00a0.-]?\d){5,}/u;
const REST = "[^\\s<>\"'«»،؛؟\u2069]";
const ADDRESS = `(?:https?://|www\\.|\\b[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}/)${REST}*[\\p{L}\\p{N}/]|[\\w.+-]{0,64}@[\\w.-]*\\w`;
const WHOLE = new RegExp(`(${ADDRESS})|${NUMBER.source}`, "giu");
const SHORT = 30;
const TOGETHER = 30;
const NAMED = /^\u200f?(?:\u2068[^\u2068\u2069]{1,60}\u2069|[^:\u2068\u2069]{1,30})\s?:(?= \u2068)/;

/** A message: theirs with codes and choices, ours with its file and how far it got. */
export function bubble(entry, acts) {
  return entry.side === "us" ? theirs(entry, acts) : own(entry, acts);
}

function theirs(entry, acts) {
  const box = make("div", { class: "bubble", lang: entry.language }, unseen("web-us"), ...paragraphs(entry), qr(entry, acts), foot(entry));
  const node = make("article", { class: entry.buttons.length ? "message us asks" : "message us" }, box);
  if (entry.buttons.length) node.append(choices(entry, acts));
  return node;
}

function unseen(key) {
  return make("span", { class: "unseen" }, `${say(key)}: `);
}

function foot(entry, ...more) {
  return make("footer", {}, make("time", { dir: "auto" }, clock(entry.time)), ...more);
}

/** Lines as paragraphs; a line that is one of the codes stands apart, to be copied. */
function paragraphs(entry) {
  const codes = new Set(entry.codes);
  const dir = directionOf(entry.language);
  const own = entry.buttons.some((button) => button.id.includes(":confirm:")); // a review: its numbers are answers
  const parts = [];
  let lines = [];
  const flush = () => {
    const text = lines.join("\n").trim();
    if (text) parts.push(make("p", { dir }, ...text.split("\n").flatMap((text, at) => line(text, at, own))));
    lines = [];
  };
  for (const line of entry.text.split("\n")) {
    const bare = line.replace(INVISIBLE, "").trim();
    if (codes.has(bare)) {
      flush();
      parts.push(code(bare));
    } else lines.push(line);
  }
  flush();
  return parts;
}

/** A line of a paragraph; where it begins with a name and a colon, as in a review, the name stands out. */
function line(text, at, own) {
  const name = NAMED.exec(text)?.[0] ?? "";
  const rest = text.slice(name.length);
  const parts = [name && make("b", {}, name), ...(own ? whole(rest) : linked(rest, true))].filter((part) => part !== "");
  return at ? ["\n", ...parts] : parts;
}

function code(text) {
  const button = make("button", { type: "button", class: "copy", "aria-label": `${say("web-copy")} ${text}` }, icon("copy"));
  button.addEventListener("click", async () => {
    await copy(text);
    button.replaceChildren(icon("check"));
    show($("said"), "web-copied");
    setTimeout(() => button.replaceChildren(icon("copy")), 2000);
  });
  return make("div", { class: "code", dir: "ltr" }, make("code", {}, text), button);
}

/** A receipt's link as a picture, to be kept or held before another phone's camera. */
function qr(entry, acts) {
  if (!entry.picture) return null;
  const image = make("img", { src: entry.picture, alt: say("web-qr") });
  image.addEventListener("load", acts.grew);
  const about = { lang: entry.language, dir: directionOf(entry.language) };
  const save = make("a", { class: "save", href: entry.picture, download: "image.png" }, icon("down"), say("web-qr-save"));
  return make("figure", { class: "qr" }, image, make("figcaption", about, make("p", {}, say("web-qr-about")), save));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function choices(entry, acts) {
  const main = entry.buttons.filter((button) => !button.nav);
  const nav = entry.buttons.filter((button) => button.nav);
  const long = main.some((button) => button.label.length > SHORT);
  const wide = main.reduce((sum, button) => sum + button.label.length, 0) > TOGETHER;
  const shape = long ? "long" : main.length > 3 ? "grid" : wide ? "few wide" : "few";
  const about = { lang: entry.language, dir: directionOf(entry.language) };
  const group = make("div", { class: "choices", role: "group", ...about, "aria-label": say("web-choices") });
  if (main.length) group.append(make("div", { class: `main ${shape}` }, ...main.map((button) => choice(entry, button, acts))));
  if (nav.length) group.append(make("div", { class: "nav" }, ...nav.map((button) => choice(entry, button, acts))));
  return group;
}

function choice(entry, button, acts) {
  const node = make("button", { type: "button", onclick: () => acts.tap(entry, button) }, make("span", {}, button.label));
  node.dataset.choice = button.id;
  choose(node, entry);
  return node;
}

function choose(node, entry) {
  const chosen = entry.chosen === node.dataset.choice;
  if (chosen === node.classList.contains("chosen")) return;
  node.classList.toggle("chosen", chosen);
  if (chosen) node.prepend(icon("check"));
  else node.querySelector("svg").remove();
}

/** Bring a drawn entry up to date in place: what was read out once is not read out again. */
export function refresh(node, entry, acts) {
  if (entry.side === "us") {
    for (const button of node.querySelectorAll("[data-choice]")) choose(button, entry);
    return;
  }
  node.className = `message you ${entry.state}`;
  node.querySelector(".state").replaceWith(state(entry));
  node.querySelector(".failure")?.remove();
  node.querySelector(".going")?.remove();
  if (entry.state === "failed") node.append(failure(entry, acts));
  if (entry.file && entry.state === "waiting") node.querySelector(".file").append(going(entry, acts));
}

function own(entry, acts) {
  const said = entry.file ? file(entry, acts) : make("p", { dir: "auto" }, ...whole(entry.text));
  const box = make("div", { class: "bubble" }, unseen("web-you"), said);
  box.append(foot(entry, state(entry)));
  const node = make("article", { class: `message you ${entry.state}` }, box);
  if (entry.state === "failed") node.append(failure(entry, acts));
  return node;
}

/** A text in which each address and long number runs from left to right; a number on one line where it fits. */
function whole(text) {
  const parts = [];
  let from = 0;
  for (const { 0: found, 1: address, index } of text.matchAll(WHOLE)) {
    parts.push(text.slice(from, index), make("bdi", { class: !address && "number", dir: "ltr" }, found));
    from = index + found.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

function state(entry) {
  const [name, key] = { sent: ["check", "web-sent"], failed: ["alert", "web-failed"] }[entry.state] ?? ["clock", "web-sending"];
  return make("span", { class: "state", role: "img", "aria-label": say(key) }, icon(name));
}

function failure(entry, acts) {
  const line = make("div", { class: "failure" }, make("span", { dir: "auto" }, say(entry.why ?? "web-failed")));
  if (!entry.lost) line.append(make("button", { type: "button", onclick: () => acts.retry(entry) }, icon("retry"), say("web-retry")));
  line.append(make("button", { type: "button", onclick: () => acts.cancel(entry) }, icon("close"), say("web-cancel")));
  return line;
}

function file(entry, acts) {
  const box = make("div", { class: `file ${entry.file.kind}` }, preview(entry, acts));
  if (entry.state === "waiting") box.append(going(entry, acts));
  return box;
}

function going(entry, acts) {
  const bar = make("progress", { max: "1", "aria-label": say("web-uploading") });
  entry.progress = (part) => (bar.value = part);
  const stop = make("button", { type: "button", class: "stop", "aria-label": say("web-cancel"), title: say("web-cancel"), onclick: () => acts.cancel(entry) }, icon("close"));
  return make("div", { class: "going" }, bar, stop);
}

function preview(entry, acts) {
  const { kind, name } = entry.file;
  if (!entry.url) return card(entry);
  if (kind === "photo") {
    const image = make("img", { src: entry.url, alt: name || say("web-photo") });
    image.addEventListener("load", acts.grew);
    image.addEventListener("error", () => image.replaceWith(card(entry)));
    return image;
  }
  if (kind === "video") return make("video", { src: entry.url, controls: true, preload: "metadata", "aria-label": name });
  if (kind === "voice" || kind === "audio") return make("audio", { src: entry.url, controls: true, "aria-label": say(`web-${kind}`) });
  return card(entry);
}

function card(entry) {
  const { kind, name, size } = entry.file;
  const picture = { photo: "photo", video: "video", voice: "mic", audio: "mic" }[kind] ?? "document";
  const about = make("span", { class: "about" }, make("bdi", {}, kind === "voice" ? say("web-voice") : name || say(`web-${kind}`)), make("small", { dir: "auto" }, weight(size)));
  return make("div", { class: "card" }, icon(picture), about);
}

function weight(bytes) {
  if (bytes < 1e6) return figure(Math.max(1, Math.round(bytes / 1e3)), { style: "unit", unit: "kilobyte" });
  return figure(bytes / 1e6, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
}
