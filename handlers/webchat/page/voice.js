// A voice note, where the browser can record one.

import { $, show } from "./page.js";

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const LONGEST = 10 * 60;
/** @type {MediaRecorder | null} */
let recorder = null;
let wanted = false;
let ticking;

/** `give` gets the recording, as a file. */
export function open(give) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  $("record").hidden = false;
  $("composer").classList.add("records");
  $("record").addEventListener("click", () => start(give));
  $("record-send").addEventListener("click", () => stop(true));
  $("record-cancel").addEventListener("click", () => stop(false));
}

async function start(give) {
  let sound;
  try {
    sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    show($("notice"), "web-no-microphone");
    return;
  }
  show($("notice"), null);
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
  const parts = [];
  recorder = new MediaRecorder(sound, type ? { mimeType: type } : {});
  recorder.ondataavailable = (event) => event.data.size && parts.push(event.data);
  recorder.onstop = () => finish(sound, parts, give);
  recorder.start(1000);
  face(true);
}

function face(recording) {
  $("writing").hidden = recording;
  $("recording").hidden = !recording;
  clearInterval(ticking);
  $("elapsed").textContent = "0:00";
  if (!recording) return $("text").focus();
  const began = Date.now();
  $("record-send").focus();
  ticking = setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    $("elapsed").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST) stop(true);
  }, 250);
}

/** End the recording, to be sent or forgotten. */
export function stop(send) {
  if (!recorder) return;
  wanted = send;
  recorder.stop();
  recorder = null;
}

function finish(sound, parts, give) {
  for (const track of sound.getTracks()) track.stop();
  face(false);
  if (!wanted || !parts.length) return;
  const type = parts[0].type.split(";")[0] || "audio/webm";
  give(new File(parts, `voice.${type.split("/")[1]}`, { type }));
}
