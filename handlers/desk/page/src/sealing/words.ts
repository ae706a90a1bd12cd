// A public key as words that two people read to each other: one word for each octet of its fingerprint.

import { LIST } from "./list.js";
import { random, sha256, utf8 } from "./bytes.js";

export async function fingerprintOf(recipient: string): Promise<string> {
  return (await sha256(utf8(recipient))).slice(0, 16);
}

export async function wordsOf(recipient: string): Promise<string[]> {
  const octets = (await fingerprintOf(recipient)).match(/../g) ?? [];
  return octets.map((each) => LIST[parseInt(each, 16)] as string);
}

// Words for a passphrase: eight, so 64 bits.
export const drawnWords = (): string[] => Array.from(random(8), (each) => LIST[each] as string);
