// What changes at the server while the page is open: new and answered cases, and who else looks at one.

import { get, Refused, signedOut, stream } from "./api.js";
import { reload, shown, watching } from "./cases/list.js";
import { again, current } from "./cases/opened.js";
import { askDuty } from "./duty/duty.js";
import { isOpen } from "./parts/dialog.js";
import { busy, draw, say } from "./parts/draw.js";
import { route } from "./route.js";
import { t } from "./text.js";

// Milliseconds: many changes at once ask once; under an open dialog nothing changes; a refused stream is asked again.
const GATHERED = 300;
const PATIENCE = 1_000;
const RETRY = 5_000;
// Milliseconds: a shorter gap is nobody's concern.
const LATE = 3_000;
// Milliseconds: the stream says every five seconds that it stands. Where it does not, the server is asked, and after a
// longer silence the stream is opened anew. With one look and one answer that is noticed within some fifteen seconds.
const LOOK = 2_000;
const SILENT = 8_000;
const STALE = 20_000;
const ANSWER = 4_000;

let source: EventSource | null = null;
let lost = false;
let late = 0;
let gone = false;
let waiting = 0;
let looking = 0;
let beating = 0;
let asking = false;
// When the server gave its last sign of life, and when the stream did.
let heard = 0;
let streamed = 0;
// Whether this stream says that it stands: that of a server of an earlier version does not.
let beats = false;

// Whether the server has not answered for a while.
export const away = (): boolean => gone;

// Watches whether the server answers, with the stream or without one.
export function watch(): void {
  if (beating) return;
  heard = Date.now();
  beating = window.setInterval(() => void beat(), LOOK);
}

export function listen(): void {
  if (source) return;
  const opened = stream();
  source = opened;
  streamed = Date.now();
  beats = false;
  opened.addEventListener("alive", () => (beats = true));
  for (const name of ["open", "alive", "changed", "duty", "watching"]) opened.addEventListener(name, alive);
  opened.addEventListener("open", caughtUp);
  opened.addEventListener("error", () => broken(opened));
  opened.addEventListener("changed", (event) =>
    changed(JSON.parse(event.data as string).reference as string),
  );
  opened.addEventListener("duty", () => void askDuty().catch(() => undefined));
  opened.addEventListener("watching", (event) => {
    const { reference, names } = JSON.parse(event.data as string) as { reference: string; names: string[] };
    watching(reference, names);
    const open = current()?.sealed.case;
    if (open?.reference === reference) open.watching = names;
    draw();
  });
}

export function hush(): void {
  clearInterval(beating);
  beating = 0;
  source?.close();
  source = null;
  lost = false;
  found();
}

// What happened while the stream was broken is asked for once it stands again.
function caughtUp(): void {
  if (!lost) return;
  lost = false;
  back();
}

// The browser asks again by itself where nobody answers, but not where a server or a proxy refuses.
function broken(opened: EventSource): void {
  lost = true;
  if (!gone) late ||= window.setTimeout(() => void missing(), LATE);
  if (opened.readyState !== EventSource.CLOSED) return;
  setTimeout(() => {
    if (source !== opened) return;
    source = null;
    listen();
  }, RETRY);
}

function found(): void {
  clearTimeout(late);
  late = 0;
  if (gone) draw();
  gone = false;
}

// A server that only refuses the stream is there: any answer but a proxy's says so. One that knows of no session has
// ended it, and with it what is on show.
async function answers(): Promise<boolean> {
  const error: unknown = await get("me", ANSWER).catch((why: unknown) => why);
  if (error instanceof Refused && error.status === 401) signedOut();
  return !(error instanceof Refused && error.code === "offline");
}

async function missing(): Promise<void> {
  const there = await answers();
  late = 0;
  if (there || !lost) return;
  gone = true;
  draw();
}

function alive(): void {
  heard = streamed = Date.now();
  if (gone && !lost) back();
}

// The server answers again: what happened meanwhile is asked for.
function back(): void {
  found();
  changed(current()?.sealed.case.reference ?? "");
}

async function beat(): Promise<void> {
  if (asking || (!gone && Date.now() - heard < SILENT)) return;
  asking = true;
  const [begun, there] = [Date.now(), await answers()];
  asking = false;
  if (!beating) return;
  if (!there) {
    if (heard > begun || gone) return;
    gone = true;
    return draw();
  }
  heard = Date.now();
  if (source && beats && heard - streamed > STALE) reopen();
  else if (gone) back();  // also where the stream is refused
}

// Opens the stream anew: it is said to stand, and says nothing.
function reopen(): void {
  source?.close();
  source = null;
  lost = true;
  listen();
}

const onShow = (reference: string): boolean =>
  route().page === "case" && current()?.sealed.case.reference === reference;

function changed(reference: string): void {
  if (!looking && onShow(reference)) looking = window.setTimeout(() => look(reference), GATHERED);
  if (waiting || !shown()) return;
  waiting = window.setTimeout(() => {
    waiting = 0;
    void reload().catch(() => undefined);
  }, GATHERED);
}

function look(reference: string): void {
  looking = 0;
  if (!onShow(reference)) return;
  if (isOpen() || busy()) {
    looking = window.setTimeout(() => look(reference), PATIENCE);
    return;
  }
  void again().then(
    (news) => news && say(t("changed-meanwhile")),
    () => undefined,
  );
}
