// Writing, attaching, pasting and dropping.

import { question } from "./link.js";
import { $, config, show } from "./page.js";
import * as transcript from "./transcript.js";

const area = /** @type {HTMLTextAreaElement} */ ($("text"));
const OLD = 10 * 60 * 1000;
const DRAFT = "draft";
const phone = matchMedia("(pointer: coarse)");
let send;
let shifted = false;

/** `send` has: text(string) and files(list). */
export function open(given) {
  send = given;
  takeUp();
  grow();
  if (!phone.matches) area.focus();
}

/** What was typed and not sent: back at once after a reload; after longer the person says whether it stays. */
function takeUp() {
  const [at, text] = draft();
  if (!text) return;
  if (Date.now() - at < OLD) return void (area.value = text);
  question("web-draft-ask", "web-draft-keep", "web-draft-drop", (keep) => {
    if (keep) area.value = [text, area.value].filter(Boolean).join("\n");
    note();
  });
}

function draft() {
  try {
    return JSON.parse(transcript.kept(DRAFT) ?? "null") ?? [0, ""];
  } catch {
    return [0, ""];
  }
}

/** Keep what is typed for a reload of this tab. */
function note() {
  transcript.put(DRAFT, area.value.trim() ? JSON.stringify([Date.now(), area.value]) : null);
  grow();
}

/** As tall as what is written; the microphone gives way to the arrow. */
function grow() {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
  const empty = !area.value.trim();
  $("composer").classList.toggle("empty", empty);
}

function submit(event) {
  event?.preventDefault();
  const text = area.value.trim();
  if (!text) return;
  const tooLong = text.length > config.maxChars;
  show($("notice"), tooLong ? "web-too-long" : null);
  if (tooLong) return;
  area.value = "";
  note();
  send.text(text);
  area.focus();
}

area.addEventListener("input", note);
area.addEventListener("keydown", (event) => {
  const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  shifted = event.shiftKey;
  if (plain) submit(event);
});
/** Some keyboards of phones name no key: what they ask for is a new line. */
area.addEventListener("beforeinput", (event) => {
  const line = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
  if (line && phone.matches && !shifted && !event.isComposing) submit(event);
});
$("composer").addEventListener("submit", submit);

$("attach").addEventListener("click", () => $("files").click());
$("files").addEventListener("change", () => {
  offer($("files").files);
  $("files").value = "";
});
area.addEventListener("paste", (event) => {
  if (!event.clipboardData?.files.length) return;
  event.preventDefault();
  offer(event.clipboardData.files);
});

function offer(files) {
  const given = [...files];
  const fitting = given.filter((file) => file.size > 0 && file.size <= config.maxBytes);
  show($("notice"), fitting.length < given.length ? "web-too-big" : null);
  if (fitting.length) send.files(fitting);
}

let depth = 0;
const carries = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragenter", (event) => carries(event) && ($("drop").hidden = !++depth));
addEventListener("dragleave", (event) => carries(event) && ($("drop").hidden = !--depth));
addEventListener("dragover", (event) => carries(event) && event.preventDefault());
addEventListener("drop", (event) => {
  depth = 0;
  $("drop").hidden = true;
  if (!carries(event)) return;
  event.preventDefault();
  offer(event.dataTransfer?.files ?? []);
});
