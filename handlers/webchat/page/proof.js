// Work that shows that this is a page and no flood: only where many new pages come at once, and unseen.

const AT_ONCE = 8;

/** Solve the server's challenge and show it; whether the server accepted. */
export async function prove(text) {
  try {
    const challenge = JSON.parse(text);
    const solution = await solve(challenge.parameters);
    const payload = btoa(JSON.stringify({ challenge, solution }));
    const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ payload }) };
    return (await fetch("/web/proof", options)).ok;
  } catch {
    return false;
  }
}

/** The first number whose derived key begins as asked. */
async function solve({ nonce, salt, cost, keyLength, keyPrefix }) {
  const start = bytes(nonce);
  const mixed = bytes(salt);
  const attempt = async (counter) => {
    const password = new Uint8Array(start.length + 4);
    password.set(start);
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: mixed, iterations: cost };
    return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
  };
  for (let first = 0; ; first += AT_ONCE) {
    const keys = await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => attempt(first + more)));
    const at = keys.findIndex((key) => key.startsWith(keyPrefix));
    if (at >= 0) return { counter: first + at, derivedKey: keys[at] };
  }
}

const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
