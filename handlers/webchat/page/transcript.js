// What this tab has shown, kept for a reload of the same tab and nowhere else.

const KEY = "transcript";

/** A text that this tab keeps; null where there is none, or where the browser lets nothing be kept. */
export function kept(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keep a text in this tab, or with null forget it; whether the browser lets it be kept. */
export function put(name, text) {
  try {
    if (text === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
    return true;
  } catch {
    return false; // a full or forbidden storage costs what a reload would have kept, not the conversation
  }
}

let entries = load();

function load() {
  try {
    return JSON.parse(kept(KEY) ?? "null") ?? [];
  } catch {
    return [];
  }
}

/** Pictures and bytes are not kept: only that there was a file. */
export function keep() {
  const plain = entries.map(({ url, blob, upload, read, ...rest }) => rest);
  put(KEY, JSON.stringify(plain));
}

export const all = () => entries;
/** Rows are text: as numbers they would be rounded. Compare them through this. */
const follows = (row, other) => BigInt(row) > BigInt(other);

export const lastRow = () => entries.reduce((last, { row }) => (row && follows(row, last) ? row : last), "0");
export const hasRow = (row) => entries.some((entry) => entry.row === row);

/** Put an entry where its row belongs: before the first message that follows it. */
export function add(entry) {
  const at = entry.row ? entries.findIndex((other) => other.row && follows(other.row, entry.row)) : -1;
  if (at < 0) entries.push(entry);
  else entries.splice(at, 0, entry);
  keep();
  return at < 0 ? null : entries[at + 1];
}

export function remove(entry) {
  entries = entries.filter((other) => other !== entry);
  keep();
}

export function clear() {
  entries = [];
  put(KEY, null);
  put("draft", null);
}

/** Forget everything that this tab keeps. */
export function forget() {
  clear();
  try {
    sessionStorage.clear();
  } catch {
    return;
  }
}
