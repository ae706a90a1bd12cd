// The wraps of a case for a service: each private key that it lacks is unwrapped here and wrapped for its keys.

import { get } from "../api.js";
import { current } from "../cases/opened.js";
import { type Identity, unwrap, Unopened, wrapFor } from "../sealing/age.js";
import { fromBase64, toBase64 } from "../sealing/bytes.js";
import { keepConfirmed, wasConfirmed } from "../sealing/known.js";
import { fingerprintOf, wordsOf } from "../sealing/words.js";
import { identity, who } from "../session.js";
import type { KeyHolder } from "../types.js";

export interface ServiceKey {
  fingerprint: string;
  recipient: string;
  // Null for the service's own key.
  officer: { id: string; name: string; role: string } | null;
  // The contents of the case for which the key has no wrap.
  lacking: string[];
}

export interface Keyed extends ServiceKey {
  holder: KeyHolder;
  words: string[];
  // Whether its words were compared in this browser, with this officer in this role.
  compared: boolean;
}

export interface Wrap {
  content: string;
  to: string;
  age: string;
}

// So many go in one call: those of a thousand contents for two keys, so that a case is given whole or not at all.
export const AT_ONCE = 2000;

const mine = (): string => who()?.recipient ?? "";

// Stands for the service that is proposed for a case.
export const PROPOSED = "~";

export interface Access {
  service: string;
  keys: Keyed[];
  // This officer's own wraps of what the keys lack.
  wraps: Record<string, string>;
}

// The keys of a service for a case, with the words that are computed here from each key itself. Throws Unopened.
export async function accessOf(reference: string, wanted: string): Promise<Access> {
  return keysAt(`cases/${encodeURIComponent(reference)}/services/${encodeURIComponent(wanted)}`);
}

// The keys of an officer for the case on show, in the same way.
export const accessOfOfficer = (officer: string): Promise<Access> =>
  keysAt(`cases/${current()?.sealed.case.reference ?? ""}/officers/${encodeURIComponent(officer)}`);

async function keysAt(path: string): Promise<Access> {
  const told = await get<Omit<Access, "keys"> & { keys: ServiceKey[] }>(path);
  const { service } = told;
  const keys = await Promise.all(
    told.keys.map(async (key) => {
      if ((await fingerprintOf(key.recipient)) !== key.fingerprint) throw new Unopened("another key");
      const { officer, recipient } = key;
      const holder = officer
        ? { ...officer, recipient }
        : { id: `service:${service}`, name: service, role: "service", recipient };
      return { ...key, holder, words: await wordsOf(recipient), compared: wasConfirmed(mine(), holder) };
    }),
  );
  return { ...told, keys };
}

export const keysOf = async (service: string): Promise<Keyed[]> =>
  (await accessOf(current()?.sealed.case.reference ?? "", service)).keys;

export const keepCompared = (key: Keyed): void => keepConfirmed(mine(), key.holder);

// Returns the wraps that these keys lack, as far as this officer's key opens the contents.
export async function wrapsFor(keys: readonly Keyed[], wraps: Record<string, string>): Promise<Wrap[]> {
  const own: Identity | null = identity();
  if (!own) throw new Unopened("locked");
  const made: Wrap[] = [];
  for (const { fingerprint, recipient, lacking } of keys) {
    for (const content of lacking) {
      const held = wraps[content];
      if (!held) continue;
      const age = await wrapFor(await unwrap(fromBase64(held), own), recipient);
      made.push({ content, to: fingerprint, age: toBase64(age) });
    }
  }
  return made;
}
