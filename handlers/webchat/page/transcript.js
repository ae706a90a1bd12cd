// What this tab has shown, kept for a reload of the same tab and nowhere else.

const KEY = "transcript";
let entries = load();

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

/** Pictures and bytes are not kept: only that there was a file. */
export function keep() {
  const plain = entries.map(({ url, blob, upload, ...rest }) => rest);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(plain));
  } catch {
    // A full or forbidden storage costs the transcript at a reload, not the conversation.
  }
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
  sessionStorage.removeItem(KEY);
}
