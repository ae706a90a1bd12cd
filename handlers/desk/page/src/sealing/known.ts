// What this browser has seen with its officer's own eyes, and believes over what the server tells later: the
// colleagues' keys that were compared by their words, the key that signed the custody log the first time, and
// how far each case's log had come. `mine` is the officer's public key: a browser may serve several officers.

import type { KeyHolder, Link } from "../types.js";
import { sha256, utf8 } from "./bytes.js";

const CONFIRMED = "desk-compared";
const SIGNER = "desk-signer";
const CASES = "desk-cases";
const MOST = 2_000;

// A key belongs to whom it was compared with, in the role that the page showed then.
const compared = ({ recipient, name, role }: KeyHolder): string => JSON.stringify([recipient, name, role]);
const place = (mine: string, member: KeyHolder): string => `${CONFIRMED}:${mine}:${member.id}`;

export const wasConfirmed = (mine: string, member: KeyHolder): boolean =>
  localStorage.getItem(place(mine, member)) === compared(member);

export function keepConfirmed(mine: string, member: KeyHolder): void {
  localStorage.setItem(place(mine, member), compared(member));
}

export function forgetConfirmed(mine: string, member: KeyHolder): void {
  localStorage.removeItem(place(mine, member));
}

// Returns whether the log is signed by the same key as ever; the first one is kept, for each officer's key.
export function sameSigner(mine: string, signer: string): boolean {
  const name = `${SIGNER}:${mine}`;
  const known = localStorage.getItem(name);
  if (known === null) localStorage.setItem(name, signer);
  return (known ?? signer) === signer;
}

type Seen = [recipient: string, count: number, hash: string];

// Returns whether a case goes on from where this browser saw it last: sealed to the same key, and nothing of its
// log cut off or written anew. The new end is kept then. References are kept as hashes.
export async function goesOn(mine: string, recipient: string, log: readonly Link[]): Promise<boolean> {
  const last = log.at(-1);
  if (!last) return false;
  const name = (await sha256(utf8(`${mine} ${last.chain}`))).slice(0, 16);
  const { [name]: before, ...others } = seen(mine);
  if (before && log[before[1] - 1]?.hash !== before[2]) return false;
  // A case of before 0.3 gets its key once, and the log says so.
  const got = before?.[0] === "" && log.slice(before[1]).some(({ event }) => event === "brought-over");
  if (before && before[0] !== recipient && !got) return false;
  const newest = Object.entries({ ...others, [name]: [recipient, last.seq, last.hash] }).slice(-MOST);
  localStorage.setItem(`${CASES}:${mine}`, JSON.stringify(Object.fromEntries(newest)));
  return true;
}

const seen = (mine: string): Record<string, Seen> =>
  JSON.parse(localStorage.getItem(`${CASES}:${mine}`) ?? "{}") as Record<string, Seen>;
