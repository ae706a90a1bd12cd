// What changes at the server while the page is open: new and answered cases, and who else looks at one.

import { get, Refused, stream } from "./api.js";
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

let source: EventSource | null = null;
let lost = false;
let late = 0;
let gone = false;
let waiting = 0;
let looking = 0;

// Whether the server has not answered for a while.
export const away = (): boolean => gone;

export function listen(): void {
  if (source) return;
  const opened = stream();
  source = opened;
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
  source?.close();
  source = null;
  lost = false;
  found();
}

// What happened while the stream was broken is asked for once it stands again.
function caughtUp(): void {
  if (!lost) return;
  lost = false;
  found();
  changed(current()?.sealed.case.reference ?? "");
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

// A server that only refuses the stream is there: any answer but a proxy's says so.
async function missing(): Promise<void> {
  const error: unknown = await get("me").catch((why: unknown) => why);
  late = 0;
  gone = lost && error instanceof Refused && error.code === "offline";
  if (gone) draw();
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
