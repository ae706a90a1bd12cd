// The case on show: sealed as the server gave it, and opened here. What was opened is forgotten with the key.

import { get, octets, post } from "../api.js";
import { attempt, draw } from "../parts/draw.js";
import {
  type Identity,
  openEntry,
  type OpenedFile,
  openFile,
  recipientOf,
  sealEntry,
  unwrap,
  Unopened,
} from "../sealing/age.js";
import { withHeader } from "../older/header.js";
import { type Bytes, fromBase64, random, readable, sha256, toBase64, toHex } from "../sealing/bytes.js";
import { goesOn } from "../sealing/known.js";
import { identity, olderKeys, onLock, who } from "../session.js";
import type { Piece, SealedCase, SealedEntry } from "../types.js";
import { sealings } from "./chain.js";
import { renew } from "./list.js";
import { remember } from "./read.js";
import { UselessWrap } from "../team/useless.js";

export interface Said {
  answers: [question: string, value: string][];
  evidence: {
    id: string;
    kind: string;
    name: string;
    origin: { name: string; time: number | null } | null;
  }[];
}

export interface Entry {
  id: string;
  kind: string;
  time: number;
  // Null where this officer's key does not open it.
  said: Said | null;
}

export interface Note {
  id: string;
  time: number;
  officer: string;
  text: string | null;
}

export interface Opened {
  sealed: SealedCase;
  entries: Entry[];
  notes: Note[];
}

let opened: Opened | null = null;
let key: Identity | null = null;
// Headers of its contents, where it got that key later.
let headers: Record<string, string> = {};
// Counts the cases that were asked for: what comes late, for an earlier one, is not shown.
let turn = 0;

export const current = (): Opened | null => opened;

export function forget(): void {
  opened = key = null;
  turn += 1;
}

onLock(forget);

export async function open(reference: string): Promise<void> {
  if (opened?.sealed.case.reference !== reference) forget();
  else turn += 1;
  const asked = turn;
  await show(await get<SealedCase>(`cases/${encodeURIComponent(reference)}`), asked);
}

const LOOKING: ReadonlySet<string> = new Set(["opened", "not-opened", "unmasked"]);

// Everything that was done with the case, but for looking at it.
const acts = (): number => opened?.sealed.log.filter(({ event }) => !LOOKING.has(event)).length ?? 0;

// Reads the open case again; returns whether it had changed behind the officer's back.
export async function again(): Promise<boolean> {
  const before = acts();
  await open((opened as Opened).sealed.case.reference);
  return acts() !== before;
}

// Opens what the server told of the case, unless the officer has gone on to another meanwhile.
async function show(sealed: SealedCase, asked: number): Promise<void> {
  const mine = identity();
  if (!mine) throw new Unopened("locked");
  const own = await caseKey(sealed, mine);
  const opening = own ? [own] : keysFor(sealed, mine);
  const made = own ? await headersOf(sealed) : {};
  const entries = await Promise.all(sealed.entries.map((one) => entry(sealed, one, opening, made)));
  const notes = await Promise.all(
    sealed.notes.map(async ({ age, ...rest }) => ({
      ...rest,
      text: await note(sealed, rest.id, rest.officer, age, opening),
    })),
  );
  if (identity() !== mine || asked !== turn) return;
  [key, headers, opened] = [own, made, { sealed, entries, notes }];
  remember(opened);
  renew(sealed.case);
  draw();
}

type Headers = Readonly<Record<string, string>>;

// The headers that were made for a key that the case got later, if they are those of the log. Throws Unopened.
async function headersOf(sealed: SealedCase): Promise<Headers> {
  if (!sealed.headers) return {};
  const told = fromBase64(sealed.headers);
  if (sealings(sealed.log).get("headers") !== (await sha256(told))) throw new Unopened("headers");
  return JSON.parse(readable(told)) as Headers;
}

const headed = (age: Bytes, header: string | undefined): Bytes =>
  header ? withHeader(age, fromBase64(header)) : age;

// Shows what the server told of the case after a change that was made here.
export const showAgain = (sealed: SealedCase): Promise<void> => show(sealed, turn);

// The case's private key from this officer's wrap, if it is the one that the case names.
async function caseKey(sealed: SealedCase, mine: Identity): Promise<Identity | null> {
  const wrap = sealed.wraps["case"];
  if (!wrap) return null;
  const own = await unwrap(fromBase64(wrap), mine).catch(() => "");
  if (own && (await recipientOf(own)) === sealed.case.recipient) return own;
  throw new UselessWrap(sealed.case.reference);
}

// A case of versions before 0.3 has no key of its own: it is sealed to each officer's key of that time.
export const keysFor = (sealed: SealedCase, mine: Identity): Identity[] =>
  sealed.case.recipient ? [mine] : [mine, ...olderKeys()];

// Returns what the first of these keys opens. Throws Unopened.
async function withAny<T>(keys: readonly Identity[], open: (key: Identity) => Promise<T>): Promise<T> {
  for (const one of keys.slice(0, -1)) {
    const found = await open(one).catch(() => null);
    if (found !== null) return found;
  }
  return open(keys[keys.length - 1] as Identity);
}

type Keys = readonly Identity[];

async function entry(sealed: SealedCase, one: SealedEntry, opening: Keys, made: Headers): Promise<Entry> {
  const place = [sealed.case.reference, one.id] as const;
  const age = headed(fromBase64(one.age), made[`entry:${one.id}`]);
  const said = (await withAny(opening, (each) => openEntry(age, place, each)).catch(() => null)) as Said | null;
  return { id: one.id, kind: one.kind, time: one.time, said };
}

async function note(
  sealed: SealedCase,
  id: string,
  officer: string,
  age: string,
  opening: Keys,
): Promise<string | null> {
  const place = [sealed.case.reference, `note:${id}`] as const;
  const opened = withAny(opening, (each) => openEntry(fromBase64(age), place, each));
  const said = (await opened.catch(() => null)) as Record<
    string,
    unknown
  > | null;
  return said?.["officer"] === officer && typeof said["text"] === "string" ? said["text"] : null;
}

// Opens further entries of the case on show, each checked against its log. Throws Unopened.
export async function openEntries(found: readonly SealedEntry[]): Promise<Entry[]> {
  const { sealed } = opened as Opened;
  const told = sealings(sealed.log);
  return Promise.all(
    found.map(async (one) => {
      if (!key || told.get(`entry:${one.id}`) !== (await sha256(fromBase64(one.age)))) throw new Unopened("hash");
      return entry(sealed, one, [key], headers);
    }),
  );
}

// Does one of the case's actions, with the version that the officer has read; shows the case as it is then.
export async function act(action: string, body: object = {}, patience?: number): Promise<void> {
  const { sealed } = opened as Opened;
  const path = `cases/${sealed.case.reference}/${action}`;
  const asked = turn;
  try {
    await show(await post<SealedCase>(path, { version: sealed.version, ...body }, patience), asked);
  } catch (error) {
    if ((error as { code?: string }).code === "changed") void attempt(() => open(sealed.case.reference));
    throw error;
  }
}

// Does several changes of the case, all of them or none.
export const several = (steps: object[]): Promise<void> => act("several", { steps });

// Seals an internal note here, to the case's own key: the server never reads it.
export async function addNote(text: string): Promise<void> {
  const { sealed } = opened as Opened;
  const mine = who()?.recipient ?? "";
  // Where the key came later, it must open what was filed before: else anybody may have made it.
  const closed = sealed.headers && (opened as Opened).entries.some((one) => !one.said);
  if (!key || closed || !(await goesOn(mine, sealed.case.recipient, sealed.log))) throw new Unopened("no case key");
  const id = toHex(random(16));
  const content = { officer: who()?.officer.id, text };
  const age = await sealEntry(content, [sealed.case.reference, `note:${id}`], await recipientOf(key));
  await act("note", { id, age: toBase64(age) });
}

// Returns a file as it was received, after every check. Throws Unopened.
export async function piece(one: Piece): Promise<OpenedFile> {
  const mine = identity();
  if (!mine || !opened) throw new Unopened("locked");
  const age = await octets(`evidence/${encodeURIComponent(one.id)}`);
  // The log of this case has it: a file of another case would be as whole, and open as well.
  if (sealings(opened.sealed.log).get(`evidence:${one.id}`) !== (await sha256(age))) throw new Unopened("hash");
  const wrap = opened.sealed.wraps[one.id];
  const header = headers[`evidence:${one.id}`];
  const own = wrap ? await unwrap(fromBase64(wrap), mine).catch(() => "") : header && key;
  const keys = own ? [own] : keysFor(opened.sealed, mine);
  const { reference } = opened.sealed.case;
  return withAny(keys, (each) => openFile(headed(age, header), one.id, each)).catch((error: unknown) => {
    // The bytes are those of the log: where this officer has a wrap, the wrap is wrong.
    throw wrap ? new UselessWrap(reference, one.id) : error;
  });
}
