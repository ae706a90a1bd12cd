// The officer's key, kept at the server in a box that a passkey's PRF secret opens, or a passphrase.

import { bech32 } from "@scure/base";
import { Decrypter, Encrypter } from "age-encryption";
import { decrypted, encrypted, type Identity, identityIn, recipientOf, Unopened } from "./age.js";
import { type Bytes, readable, utf8 } from "./bytes.js";

export type Way = "prf" | "passphrase";

const WORK = 18;
const PASSPHRASE_HEAD = new RegExp(`^age-encryption\\.org/v1\\n-> scrypt [A-Za-z0-9+/]{22} ${WORK}\\n`);

// The age identity that a PRF secret stands for.
async function identityFrom(secret: Bytes): Promise<Identity> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const told = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8("ballegh desk box v1") };
  const octets = new Uint8Array(await crypto.subtle.deriveBits(told, material, 256));
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", octets).toUpperCase();
}

export async function boxBySecret(identity: Identity, secret: Bytes): Promise<Bytes> {
  return encrypted(`${identity}\n`, await recipientOf(await identityFrom(secret)));
}

export async function openBySecret(box: Bytes, secret: Bytes): Promise<Identity> {
  return identityIn(readable(await decrypted(box, await identityFrom(secret))));
}

export async function boxByPassphrase(identity: Identity, passphrase: string): Promise<Bytes> {
  const age = new Encrypter();
  age.setPassphrase(plain(passphrase));
  age.setScryptWorkFactor(WORK);
  return (await age.encrypt(`${identity}\n`)) as Bytes;
}

// Throws Unopened, also where the box asks for less work than it was made with.
export async function openByPassphrase(box: Bytes, passphrase: string): Promise<Identity> {
  const head = String.fromCharCode(...box.subarray(0, 80));
  if (!PASSPHRASE_HEAD.test(head)) throw new Unopened("work");
  const age = new Decrypter();
  age.addPassphrase(plain(passphrase));
  try {
    return identityIn(await age.decrypt(box, "text"));
  } catch {
    throw new Unopened("passphrase");
  }
}

// Words as they were shown, however they were typed.
const plain = (passphrase: string): string =>
  passphrase
    .trim()
    .toLowerCase()
    .split(/[\s-]+/)
    .join(" ");
