// The sealed forms of storage/sealing/age.py: every check that stands there is made here too, in the browser.

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { type Bytes, readable, sha256, utf8 } from "./bytes.js";

export type Identity = string;
export type Place = readonly [reference: string, entry: string];

const TRAILER = 512;
const SMALLEST = 1024;
const IDENTITY = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;

// A sealed thing did not open, or is not what it was sealed as.
export class Unopened extends Error {}

export interface OpenedFile {
  content: Bytes;
  sha256: string;
  mediaType: string;
}

export const newIdentity = (): Promise<Identity> => generateX25519Identity();

export const recipientOf = (identity: Identity): Promise<string> => identityToRecipient(identity);

export async function encrypted(content: Uint8Array | string, recipient: string): Promise<Bytes> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return (await age.encrypt(content)) as Bytes;
}

export async function decrypted(sealed: Uint8Array, identity: Identity): Promise<Bytes> {
  const age = new Decrypter();
  age.addIdentity(identity);
  try {
    return (await age.decrypt(sealed)) as Bytes;
  } catch {
    throw new Unopened("age");
  }
}

// Returns the identity that a text holds, as typed from paper or read from a box. Throws Unopened.
export function identityIn(text: string): Identity {
  const found = text.replace(/[\s·.]/g, "").toUpperCase();
  if (!IDENTITY.test(found)) throw new Unopened("identity");
  return found;
}

// Returns the private key of a case or file from its wrap for this officer.
export async function unwrap(wrap: Uint8Array, identity: Identity): Promise<Identity> {
  return identityIn(readable(await decrypted(wrap, identity)));
}

// Returns the wrap of a private key for a colleague.
export const wrapFor = (privateKey: Identity, recipient: string): Promise<Bytes> =>
  encrypted(`${privateKey}\n`, recipient);

// Returns an entry's content. Throws Unopened if it is another's, or was changed.
export async function openEntry(sealed: Uint8Array, place: Place, identity: Identity): Promise<unknown> {
  const inside = readable(await decrypted(sealed, identity)).trimEnd();
  const [reference, entry] = place.map((one) => JSON.stringify(one));
  const head = `{"case":${reference},"entry":${entry},"sha256":"`;
  const told = inside.slice(head.length, head.length + 64);
  const middle = '","content":';
  const content = inside.slice(head.length + 64 + middle.length, -1);
  if (inside !== `${head}${told}${middle}${content}}` || (await sha256(utf8(content))) !== told) {
    throw new Unopened("place");
  }
  return JSON.parse(content);
}

// Seals JSON for its place, to the public half of the case's own key.
export async function sealEntry(content: unknown, place: Place, recipient: string): Promise<Bytes> {
  const raw = JSON.stringify(content);
  const [reference, entry] = place.map((one) => JSON.stringify(one));
  const hash = await sha256(utf8(raw));
  const inside = utf8(`{"case":${reference},"entry":${entry},"sha256":"${hash}","content":${raw}}`);
  const padded = new Uint8Array(paddedText(inside.length)).fill(0x20);
  padded.set(inside);
  return encrypted(padded, recipient);
}

// Returns a file as it was received. Throws Unopened if it is another's, or was changed.
export async function openFile(sealed: Uint8Array, piece: string, identity: Identity): Promise<OpenedFile> {
  const inside = await decrypted(sealed, identity);
  const size = inside.length - TRAILER;
  const told = trailer(inside.subarray(Math.max(size, 0)));
  if (told.evidence !== piece || paddedFile(told.size) !== size) throw new Unopened("trailer");
  const content = inside.slice(0, told.size);
  if ((await sha256(content)) !== told.sha256) throw new Unopened("hash");
  return { content, sha256: told.sha256, mediaType: told.media_type };
}

interface Trailer {
  evidence: string;
  sha256: string;
  size: number;
  media_type: string;
}

function trailer(octets: Uint8Array): Trailer {
  try {
    const { evidence, sha256, size, media_type } = JSON.parse(readable(octets)) as Trailer;
    if (!Number.isSafeInteger(size) || size < 0) throw new Unopened("trailer");
    return { evidence, sha256, size, media_type };
  } catch {
    throw new Unopened("trailer");
  }
}

// The next power of two, at least SMALLEST.
function paddedText(size: number): number {
  let padded = SMALLEST;
  while (padded < size) padded *= 2;
  return padded;
}

// The length by the Padmé rule, as files are padded.
function paddedFile(size: number): number {
  if (size <= SMALLEST) return SMALLEST;
  const exponent = 31 - Math.clz32(size);
  const step = 2 ** (exponent - (32 - Math.clz32(exponent)));
  return Math.ceil(size / step) * step;
}
