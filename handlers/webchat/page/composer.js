// Writing, attaching, pasting and dropping.

import { $, config, show } from "./page.js";

const area = $("text");
const phone = matchMedia("(pointer: coarse)");
let send;

/** `send` has: text(string) and files(list). */
export function open(given) {
  send = given;
  grow();
  if (!phone.matches) area.focus();
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
  grow();
  send.text(text);
  area.focus();
}

area.addEventListener("input", grow);
area.addEventListener("keydown", (event) => {
  const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (plain && !phone.matches) submit(event);
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
  offer(event.dataTransfer.files);
});
