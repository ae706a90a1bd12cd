// Octets as text and back, and their hash.

export type Bytes = Uint8Array<ArrayBuffer>;

const text = new TextEncoder();

export const utf8 = (given: string): Bytes => text.encode(given) as Bytes;

// Throws TypeError where the octets are no UTF-8.
export const readable = (given: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(given);

export function toBase64(given: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < given.length; at += 0x8000) {
    binary += String.fromCharCode(...given.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

export const fromBase64 = (given: string): Bytes => Uint8Array.from(atob(given), (one) => one.charCodeAt(0));

export const toHex = (given: Uint8Array): string =>
  Array.from(given, (one) => one.toString(16).padStart(2, "0")).join("");

export const random = (size: number): Bytes => crypto.getRandomValues(new Uint8Array(size));

// Returns a signing key's name for people to compare, as receipts and `keys list` show it; the key is base64.
export async function fingerprint(key: string): Promise<string> {
  const name = (await sha256(fromBase64(key))).slice(0, 32);
  return (name.match(/.{4}/g) ?? []).join("-");
}

export async function sha256(given: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", given)));
}
