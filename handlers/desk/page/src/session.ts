// Who is signed in, and the officer's key: in memory only, and dropped after ten idle minutes.

import { get, onSignedOut, post, Refused } from "./api.js";
import { type Identity, identityIn, recipientOf, Unopened } from "./sealing/age.js";
import type { Me } from "./types.js";

export const IDLE = 10 * 60_000;
// Milliseconds: so long a page waits for its first answer.
const FIRST = 10_000;

let me: Me | null = null;
let key: Identity | null = null;
// The public half of `key`, computed here: the server's word on it counts for nothing.
let own = "";
// Keys of before the desk, for cases that were sealed to them.
let older: Identity[] = [];
let touched = Date.now();
let redraw: () => void = () => undefined;
const forgetting = new Set<() => void>();
const leaving = new Set<(recipient: string) => void>();
const unlocking = new Set<() => Promise<void>>();

export const who = (): Me | null => me;
export const identity = (): Identity | null => key;
export const olderKeys = (): readonly Identity[] => older;
export const supervises = (): boolean => me?.officer.role === "supervisor";
export const administers = (): boolean => me?.officer.role === "administrator";

// `then` draws the page anew; what holds anything readable says with `onLock` how it forgets.
export function begin(then: () => void): void {
  redraw = then;
  onSignedOut(() => {
    me = null;
    lock();
  });
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  setInterval(() => key && Date.now() - touched > IDLE && lock(), 5_000);
}

export function onLock(forget: () => void): void {
  forgetting.add(forget);
}

// `forget` is called with the officer's public key on signing out, and not when the session ends by itself.
export function onLeave(forget: (recipient: string) => void): void {
  leaving.add(forget);
}

// `then` is called when the officer's key is open, before the page is shown.
export function onUnlock(then: () => Promise<void>): void {
  unlocking.add(then);
}

// Takes a key of before the desk, as its file has it, until the page is locked. Throws Refused.
export function takeOlder(text: string): Identity {
  const found = keyIn(text);
  older = [...older.filter((one) => one !== found), found];
  return found;
}

function keyIn(text: string): Identity {
  try {
    return identityIn(/AGE-SECRET-KEY-1\S+/i.exec(text)?.[0] ?? "");
  } catch {
    throw new Refused("old-key-form", 0);
  }
}

export function lock(): void {
  key = null;
  own = "";
  older = [];
  for (const forget of forgetting) forget();
  redraw();
}

export async function load(): Promise<void> {
  const told = await get<Me>("me", FIRST).catch(() => null);
  if (told) take(told);
  else me = null;
}

export function signedIn(told: Me): void {
  take(told);
  redraw();
}

// Takes the server's word on the officer, but for another key than the one that is open here: its words would
// be read to a colleague as one's own. Throws Unopened.
function take(told: Me): void {
  if (key && told.recipient !== own) {
    lock();
    throw new Unopened("another key");
  }
  me = told;
}

// Takes the opened key, if it is the one that the server names. Throws Unopened.
export async function unlock(opened: Identity): Promise<void> {
  const recipient = await recipientOf(opened);
  if (me && recipient !== me.recipient) throw new Unopened("another key");
  [key, own] = [opened, recipient];
  touched = Date.now();
  for (const then of unlocking) await then();
  redraw();
}

export async function signOut(): Promise<void> {
  const recipient = me?.recipient ?? "";
  await post("sign-out").catch(() => undefined);
  me = null;
  for (const forget of leaving) forget(recipient);
  lock();
}
