// Giving a key what another one opens: each private key is unwrapped here and wrapped again, page by page.

import { get, post, Refused } from "../api.js";
import { decrypted, type Identity, unwrap, Unopened, wrapFor } from "../sealing/age.js";
import { fromBase64, toBase64 } from "../sealing/bytes.js";
import { fingerprintOf } from "../sealing/words.js";

interface Page {
  contents: { number: string; wrap: string }[];
  to: { fingerprint: string; recipient: string };
}

// Returns how many were given. `told` hears of each page; `of` is the fingerprint of `mine` where it is an earlier
// key of the officer. Throws Unopened if the server names another key.
export async function grantAll(
  recipient: string,
  mine: Identity | null,
  told: (done: number) => void,
  of = "",
): Promise<number> {
  const fingerprint = await fingerprintOf(recipient);
  if (!mine) throw new Unopened("locked");
  let [after, given] = ["0", 0];
  for (;;) {
    const page = await get<Page>(`grants?to=${fingerprint}&after=${after}&of=${of}`);
    if (page.to.recipient !== recipient) throw new Unopened("another key");
    const last = page.contents.at(-1);
    if (!last) return given;
    const wraps = [];
    for (const { number, wrap } of page.contents) {
      const age = await wrapFor(await unwrap(fromBase64(wrap), mine), recipient);
      wraps.push({ number, age: toBase64(age) });
    }
    const answer = of ? await proof(mine, of) : "";
    const { granted } = await post<{ granted: number }>("grants", { to: fingerprint, wraps, of, answer });
    after = last.number;
    given += granted;
    told(given);
  }
}

const CHALLENGE = 32;

// Opens what the server sealed to the earlier key, so that it takes what is given from that key. Throws Refused.
async function proof(mine: Identity, of: string): Promise<string> {
  const { age } = await post<{ age: string }>("grants/challenge", { of });
  const opened = await decrypted(fromBase64(age), mine).catch(() => null);
  // Random bytes and nothing else is told to the server: a wrap given as a challenge is longer.
  if (opened?.length !== CHALLENGE) throw new Refused("not-held", 0);
  return toBase64(opened);
}
