// What was typed into a dialog and not yet done, by officer, place and dialog. It outlives a lock, a lost session
// and the page itself: on this computer, sealed to the officer's own key. Signing out drops it.

import { decrypted, encrypted } from "../sealing/age.js";
import { fromBase64, readable, toBase64 } from "../sealing/bytes.js";
import { identity, onLeave, onLock, onUnlock, who } from "../session.js";

type Fields = Record<string, string>;

const KEPT = "desk-drafts";
// Milliseconds after the last key.
const PAUSE = 400;

let drafts = new Map<string, Fields>();
let timer = 0;
// Whom the drafts in memory belong to, by the public key.
let owner = "";

const keyOf = (name: string): string => `${who()?.officer.id} ${location.hash} ${name}`;
const placeOf = (recipient: string): string => `${KEPT}:${recipient}`;

export const drafted = (name: string): boolean => drafts.has(keyOf(name));
export const draftOf = (name: string): Fields | undefined => drafts.get(keyOf(name));

// Returns what forgets this draft, wherever the officer has gone meanwhile.
export function dropper(name: string): () => boolean {
  const key = keyOf(name);
  return () => {
    const had = drafts.delete(key);
    if (had) later(0);
    return had;
  };
}

export function keepDraft(name: string, fields: Fields): void {
  if (Object.keys(fields).length) drafts.set(keyOf(name), fields);
  else drafts.delete(keyOf(name));
  later(PAUSE);
}

function later(pause: number): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), pause);
}

// Only the public key is needed to seal: it works while the page is being locked.
async function save(): Promise<void> {
  const [recipient, written] = [owner, JSON.stringify([...drafts])];
  if (!recipient) return;
  if (!drafts.size) return localStorage.removeItem(placeOf(recipient));
  localStorage.setItem(placeOf(recipient), toBase64(await encrypted(written, recipient)));
}

onUnlock(async () => {
  const [recipient, mine] = [who()?.recipient ?? "", identity()];
  const kept = localStorage.getItem(placeOf(recipient));
  const read = async (age: string, key: string) =>
    JSON.parse(readable(await decrypted(fromBase64(age), key))) as [string, Fields][];
  const found = mine && kept ? await read(kept, mine).catch(() => []) : [];
  if (identity() !== mine) return;
  // Only now: an empty memory that is saved before would be the end of what is kept.
  [drafts, owner] = [new Map(found), recipient];
});

onLock(() => {
  window.clearTimeout(timer);
  void save();
  [drafts, owner] = [new Map(), ""];
});

onLeave((recipient) => {
  window.clearTimeout(timer);
  localStorage.removeItem(placeOf(recipient));
  [drafts, owner] = [new Map(), ""];
});
