// The case's chain of the custody log, checked here: each link holds the hash of the one before, the server's
// signature stands over the last, and every sealed thing is one that the log tells of.

import { fromBase64, sha256, utf8 } from "../sealing/bytes.js";
import { goesOn, sameSigner } from "../sealing/known.js";
import type { Link, SealedCase } from "../types.js";

export type Verdict = "whole" | "broken" | "unsigned" | "stranger" | "older";

// A number as the log writes it: times are never whole numbers without a fraction.
const time = (seconds: number): string => (Number.isInteger(seconds) ? `${seconds}.0` : String(seconds));

async function hashed(link: Link): Promise<string> {
  const text = (given: string): string => JSON.stringify(given);
  const told = [
    text(link.chain),
    link.seq,
    time(link.time),
    text(link.event),
    text(link.actor),
    text(link.purpose),
  ];
  return sha256(utf8(`[${[...told, text(link.digest), text(link.previous)].join(",")}]`));
}

async function whole(links: readonly Link[], reference: string): Promise<boolean> {
  let previous = "";
  for (const [at, link] of links.entries()) {
    if (link.chain !== reference || link.seq !== at + 1 || link.previous !== previous) return false;
    if ((await hashed(link)) !== link.hash) return false;
    previous = link.hash;
  }
  return true;
}

async function signed(sealed: SealedCase, signer: string): Promise<boolean> {
  const { head, log } = sealed;
  if (!head || !signer) return false;
  const last = log.at(-1);
  if (head.count !== log.length || head.hash !== last?.hash) return false;
  const told = utf8(`[${JSON.stringify(last.chain)},${head.count},${JSON.stringify(head.hash)}]`);
  const key = await crypto.subtle.importKey("raw", fromBase64(signer), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, fromBase64(head.signature), told);
}

// The newest digest that the log tells for each sealed thing, by its name; for a note with its author.
export function sealings(log: readonly Link[]): Map<string, string> {
  const told = log.filter(
    ({ event, purpose }) =>
      event === "sealed" || event === "noted" || (event === "brought-over" && purpose === "headers"),
  );
  return new Map(
    told.map((one) => [one.event === "noted" ? `${one.purpose} ${one.actor}` : one.purpose, one.digest]),
  );
}

// The entries that say who the reporter is: the server gives them once two officers agree.
function naming(log: readonly Link[]): Set<string> {
  let kind = "";
  const found = new Set<string>();
  for (const { event, purpose } of log) {
    if (event === "received") kind = purpose;
    if (event === "sealed" && kind === "identity" && purpose.startsWith("entry:")) found.add(purpose);
  }
  return found;
}

// Whether the sealed things are those of the log: none changed, none put in, none left out.
async function complete(sealed: SealedCase): Promise<boolean> {
  const told = sealings(sealed.log);
  const digest = (age: string): Promise<string> => sha256(fromBase64(age));
  const found = new Map<string, string>();
  for (const { id, age } of sealed.entries) found.set(`entry:${id}`, await digest(age));
  for (const { id, officer, age } of sealed.notes) found.set(`note:${id} ${officer}`, await digest(age));
  for (const { id, sha256: hash } of sealed.evidence) if (hash) found.set(`evidence:${id}`, hash);
  if (sealed.headers) found.set("headers", await digest(sealed.headers));
  if ([...found].some(([name, hash]) => told.get(name) !== hash)) return false;
  const apart = naming(sealed.log);
  return [...told.keys()].every((name) => found.has(name) || apart.has(name) || name.startsWith("evidence:"));
}

// Whether the words to the reporter are those of the log: none changed, none put in, none left out.
async function spoken({ log, thread }: SealedCase): Promise<boolean> {
  const steps = log.filter(({ event }) => event === "status" || event === "referral");
  const told = new Map(steps.map((link) => [link.purpose.split(":")[0] ?? "", link]));
  const said = thread.filter(({ kind }) => kind !== "answer");
  for (const { number, salt, note, status, time, officer } of said) {
    const link = told.get(number);
    if (!link || link.time !== time || link.name !== officer) return false;
    if (status && link.purpose !== `${number}:${status}`) return false;
    if (link.digest && link.digest !== (await sha256(utf8(`${salt}${note}`)))) return false;
  }
  return new Set(said.map(({ number }) => number)).size === told.size && said.length === told.size;
}

// `mine` is the officer's public key, for which the log's first signer and each case's end are remembered.
export async function verdict(sealed: SealedCase, signer: string, mine: string): Promise<Verdict> {
  if (!(await whole(sealed.log, sealed.case.reference)) || (sealed.readable && !(await complete(sealed))))
    return "broken";
  if (sealed.readable && !(await spoken(sealed))) return "broken";
  if (!(await signed(sealed, signer).catch(() => false))) return "unsigned";
  if (!sameSigner(mine, signer)) return "stranger";
  return (await goesOn(mine, sealed.case.recipient, sealed.log)) ? "whole" : "older";
}
