// The words of the cases that were opened since the last unlocking: searched here, never sent, gone with the key.

import { onLock } from "../session.js";
import { NAMING } from "../identity/unmask.js";
import type { Row } from "../types.js";
import type { Opened } from "./opened.js";

const MOST = 500;
const BEFORE = 60;
const LENGTH = 200;

interface Read {
  row: Row;
  // Each answer, note and word to the reporter, as written and as compared.
  parts: readonly (readonly [written: string, folded: string])[];
}

export interface Found {
  row: Row;
  excerpt: string;
}

const read = new Map<string, Read>();

onLock(() => read.clear());

// The text without case, marks and the letters that people write either way; digits as 0 to 9.
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (one) => String((one.codePointAt(0) as number) & 15))
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .toLowerCase();

export function remember({ sealed, entries, notes }: Opened): void {
  const texts = [
    ...entries.flatMap((one) => one.said?.answers.map(([question, text]) => (NAMING.has(question) ? "" : text)) ?? []),
    ...notes.map((one) => one.text ?? ""),
    ...sealed.thread.map((one) => one.note),
  ].filter(Boolean);
  const { reference } = sealed.case;
  read.delete(reference);
  read.set(reference, { row: sealed.case, parts: texts.map((text) => [text, folded(text)] as const) });
  const oldest = read.keys().next().value;
  if (read.size > MOST && oldest) read.delete(oldest);
}

export const readCount = (): number => read.size;

// Returns the cases in which all of these words stand, the one that was opened last first.
export function searchRead(text: string): Found[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return [...read.values()].reverse().flatMap(({ row, parts }) => {
    if (!words.every((word) => parts.some(([, each]) => each.includes(word)))) return [];
    const [written, each] = parts.find(([, one]) => one.includes(words[0] as string)) ?? ["", ""];
    const from = Math.max(0, each.indexOf(words[0] as string) - BEFORE);
    const cut = written.slice(from, from + LENGTH);
    return [{ row, excerpt: `${from ? "…" : ""}${cut}${from + LENGTH < written.length ? "…" : ""}` }];
  });
}
