// The header of an age file made anew for another key: the file's own key inside stays, and so does the content.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { base64nopad, bech32 } from "@scure/base";
import { Decrypter } from "age-encryption";
import { type Identity, Unopened } from "../sealing/age.js";
import { type Bytes, random, utf8 } from "../sealing/bytes.js";

const FIRST = "age-encryption.org/v1\n";
const END = /\n--- [A-Za-z0-9+/]{43}\n/;
// Octets: a header for some hundred officers.
const LONGEST = 65_536;

// Returns how long the header of an age file is. Throws Unopened.
function lengthOf(age: Uint8Array): number {
  const begun = new TextDecoder("latin1").decode(age.subarray(0, LONGEST));
  const end = END.exec(begun);
  if (!begun.startsWith(FIRST) || !end) throw new Unopened("header");
  return end.index + end[0].length;
}

// Returns the age file with another header in the place of its own.
export function withHeader(age: Bytes, header: Bytes): Bytes {
  const rest = age.subarray(lengthOf(age));
  const whole = new Uint8Array(header.length + rest.length);
  whole.set(header);
  whole.set(rest, header.length);
  return whole;
}

async function derived(secret: Bytes, salt: Bytes, info: string): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const told = { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(told, material, 256));
}

async function authenticated(fileKey: Bytes, text: string): Promise<Bytes> {
  const secret = await derived(fileKey, new Uint8Array(), "header");
  const kind = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, kind, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(text)));
}

// Returns a header with which the age file, which opens with `identity`, opens for `recipient`. Throws Unopened.
export async function headerFor(age: Bytes, identity: Identity, recipient: string): Promise<Bytes> {
  const opening = new Decrypter();
  opening.addIdentity(identity);
  const fileKey = (await opening.decryptHeader(age.slice(0, lengthOf(age)))) as Bytes;
  const theirs = bech32.decodeToBytes(recipient).bytes as Bytes;
  const secret = random(32);
  const share = x25519.getPublicKey(secret) as Bytes;
  const shared = x25519.getSharedSecret(secret, theirs) as Bytes;
  const salt = new Uint8Array([...share, ...theirs]);
  const key = await derived(shared, salt, "age-encryption.org/v1/X25519");
  const wrapped = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
  const text = `${FIRST}-> X25519 ${base64nopad.encode(share)}\n${base64nopad.encode(wrapped)}\n---`;
  return utf8(`${text} ${base64nopad.encode(await authenticated(fileKey, text))}\n`);
}
