// A case as a BagIt bag in a zip, made here: the server gives the sealed part and its signature, and the opened
// part, if it is wanted, never leaves this computer by the network.

import { Unopened } from "../sealing/age.js";
import { type Bytes, fingerprint, sha256, toHex, utf8 } from "../sealing/bytes.js";
import { who } from "../session.js";
import { type Files, untar, zipped } from "./archives.js";
import { about, told } from "./told.js";

const SUMS = [["SHA-256", "sha256"], ["SHA-512", "sha512"]] as const;
const SIGNATURE = "signature.json";

async function manifest(kind: string, files: Files): Promise<Bytes> {
  let text = "";
  for (const [name, content] of files) {
    text += `${toHex(new Uint8Array(await crypto.subtle.digest(kind, content)))}  ${name}\n`;
  }
  return utf8(text);
}

// What is sealed must be what the officer sees: `known` has the hashes of the log that was checked. Throws Unopened.
async function same(sealed: Files, known: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, digest] of known) {
    const [kind, id] = name.split(":") as [string, string];
    const content = sealed.get(kind === "entry" ? `entries/${id}.age` : `evidence/${id}.age`);
    // A file may have been erased since, and notes are in no bag.
    if (kind === "note" || (kind === "evidence" && !content)) continue;
    if (!content || (await sha256(content)) !== digest) throw new Unopened("log");
  }
}

// Returns the bag of a case; `tar` is the sealed part as the server gives it. Throws Unopened.
export async function bag(tar: Bytes, opened: boolean, log: ReadonlyMap<string, string>): Promise<Blob> {
  const sealed = untar(tar);
  await same(sealed, log);
  const signature = sealed.get(SIGNATURE) ?? new Uint8Array();
  sealed.delete(SIGNATURE);
  const payload: Files = new Map();
  for (const [name, content] of sealed) payload.set(`data/sealed/${name}`, content);
  if (opened) for (const [name, content] of await told(sealed)) payload.set(`data/${name}`, content);
  const known = about(sealed);
  const octets = [...payload.values()].reduce((sum, one) => sum + one.length, 0);
  const info = {
    "Source-Organization": (who()?.organisation ?? "").replace(/\s+/g, " ").trim(),
    "External-Identifier": known.reference,
    "Bagging-Date": new Date().toISOString().slice(0, 10),
    "Bag-Software-Agent": "Ballegh, in a browser",
    "Ballegh-Signer": await fingerprint(known.public),
    "Payload-Oxum": `${octets}.${payload.size}`,
    "Ballegh-Statement": "ballegh-officer unseal BAG --key FILE --to DIR makes the PDF and the small pictures",
  };
  const own: Files = new Map([
    ["bagit.txt", utf8("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")],
    ["bag-info.txt", utf8(Object.entries(info).map(([name, value]) => `${name}: ${value}\n`).join(""))],
    [SIGNATURE, signature],
  ]);
  for (const [kind, name] of SUMS) own.set(`manifest-${name}.txt`, await manifest(kind, payload));
  const lists: Files = new Map();
  for (const [kind, name] of SUMS) lists.set(`tagmanifest-${name}.txt`, await manifest(kind, own));
  const whole = [...payload, ...own, ...lists].map(([name, content]) => [`${known.reference}/${name}`, content]);
  return zipped(new Map(whole as [string, Bytes][]));
}
