// A case of before 0.3 is brought over to a key of its own, once all of it opens here: a new header for each
// content, and the new key wrapped for this officer and for the colleagues whose keys were compared here. The
// server refuses it where somebody who could open the case would have no wrap.

import { LONG, octets, post } from "../api.js";
import { sealings } from "../cases/chain.js";
import { current, keysFor, type Opened, showAgain } from "../cases/opened.js";
import { say } from "../parts/draw.js";
import { type Identity, newIdentity, openEntry, openFile, recipientOf, Unopened, wrapFor } from "../sealing/age.js";
import { type Bytes, fromBase64, sha256, toBase64 } from "../sealing/bytes.js";
import { wasConfirmed } from "../sealing/known.js";
import { fingerprintOf } from "../sealing/words.js";
import { identity, who } from "../session.js";
import { askTeam, recoveryOf } from "../team/colleagues.js";
import { t } from "../text.js";
import type { Member, SealedCase } from "../types.js";
import { headerFor } from "./header.js";

const OPENING: ReadonlySet<string> = new Set(["investigator", "supervisor"]);

type Opens = (key: Identity) => Promise<unknown>;

// Returns the first of the keys with which this opens; null if none does.
async function opening(keys: readonly Identity[], opens: Opens): Promise<Identity | null> {
  for (const one of keys) if (await opens(one).then(() => true, () => false)) return one;
  return null;
}

async function headers(sealed: SealedCase, keys: readonly Identity[], to: string): Promise<Record<string, string>> {
  const told = sealings(sealed.log);
  const found: Record<string, string> = {};
  const add = async (name: string, age: Bytes, opens: Opens): Promise<boolean> => {
    if (told.get(name) !== (await sha256(age))) throw new Unopened("hash");
    const key = await opening(keys, opens);
    if (key) found[name] = toBase64(await headerFor(age, key, to));
    return key !== null;
  };
  for (const { id, age } of sealed.entries) {
    const sealedEntry = fromBase64(age);
    const place = [sealed.case.reference, id] as const;
    if (!(await add(`entry:${id}`, sealedEntry, (key) => openEntry(sealedEntry, place, key)))) throw new Unopened("key");
  }
  for (const { id, state } of sealed.evidence) {
    if (state !== "stored" || sealed.wraps[id]) continue;
    const age = await octets(`evidence/${encodeURIComponent(id)}`);
    await add(`evidence:${id}`, age, (key) => openFile(age, id, key));
  }
  return found;
}

async function wraps(key: Identity, opened: readonly Identity[]): Promise<Record<string, string>> {
  const mine = who()?.recipient ?? "";
  const team = await askTeam();
  const others = [...team.officers.filter((one) => one.state === "ready"), ...recoveryOf(team)];
  const own = new Set(await Promise.all(opened.map(recipientOf)));
  const compared = (one: Member): boolean => own.has(one.recipient) || wasConfirmed(mine, one);
  const known = others.filter((one) => one.recipient && OPENING.has(one.role) && compared(one));
  const to = new Set([mine, ...known.map((one) => one.recipient)]);
  const made = [...to].map(async (one) => [await fingerprintOf(one), toBase64(await wrapFor(key, one))] as const);
  return Object.fromEntries(await Promise.all(made));
}

const ready = ({ sealed, entries }: Opened): boolean =>
  sealed.readable && !sealed.case.recipient && entries.length > 0 && entries.every((one) => one.said);

// Brings the case on show over, if it is one of before and opens here. What fails leaves it as it was.
export async function bringOver(): Promise<void> {
  const before = current();
  const mine = identity();
  if (!before || !mine || !ready(before)) return;
  const { sealed } = before;
  const key = await newIdentity();
  const recipient = await recipientOf(key);
  const keys = keysFor(sealed, mine);
  const body = {
    recipient,
    headers: await headers(sealed, keys, recipient),
    wraps: await wraps(key, keys),
  };
  const brought = await post<SealedCase>(`cases/${sealed.case.reference}/own-key`, body, LONG);
  if (current() !== before) return;
  await showAgain(brought);
  say(t("brought-over"));
}
