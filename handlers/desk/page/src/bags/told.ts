// An opened case as the files of a bag tell it: the same content as bot/bags/contents.py gives them.

import { openEntry, type OpenedFile, openFile, unwrap, Unopened } from "../sealing/age.js";
import { type Bytes, fingerprint, readable, sha256, utf8 } from "../sealing/bytes.js";
import { identity, olderKeys, who } from "../session.js";
import type { Link, ThreadItem } from "../types.js";
import type { Files } from "./archives.js";
import { type Naming, stix } from "./stix.js";

interface About {
  reference: string;
  public: string;
  entries: [id: string, kind: string, time: number][];
  evidence: string[];
}

interface Item {
  id: string;
  kind: string;
  name: string;
  origin: { name: string; time: number | null } | null;
  sent: number;
}

interface Said {
  answers: [question: string, value: string][];
  evidence: Item[];
  sent: number[];
}

interface Facts extends Omit<Naming, "answers" | "signer"> {
  officers: Record<string, string>;
  thread: ThreadItem[];
  files: { id: string; received: number; sealed_sha256: string }[];
}

// Any other file is `.bin`, which no program opens by itself. The same list as bot/bags/contents.py has.
const SUFFIXES: Record<string, string> = {
  "application/pdf": ".pdf",
  "audio/mpeg": ".mp3",
  "audio/mp4": ".m4a",
  "audio/ogg": ".ogg",
  "image/gif": ".gif",
  "image/heic": ".heic",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "text/plain": ".txt",
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "video/webm": ".webm",
};

const json = (content: unknown): Bytes => utf8(`${JSON.stringify(content, null, 1)}\n`);

const parsed = <T>(content: Bytes | undefined): T => JSON.parse(readable(content ?? new Uint8Array())) as T;

export const about = (sealed: Files): About => parsed<About>(sealed.get("case.json"));

// Opens with the first of this officer's keys that fits: the content's own, or one of before the desk.
async function opened<T>(sealed: Files, content: string, open: (key: string) => Promise<T>): Promise<T> {
  const mine = identity();
  if (!mine) throw new Unopened("locked");
  const name = (await sha256(utf8(who()?.recipient ?? ""))).slice(0, 16);
  const wrap = sealed.get(`keys/${content}/${name}.age`);
  const keys = wrap ? [await unwrap(wrap, mine)] : [mine, ...olderKeys()];
  for (const key of keys) {
    const found = await open(key).catch(() => null);
    if (found !== null) return found;
  }
  throw new Unopened("key");
}

const part = (sealed: Files, name: string): Bytes => sealed.get(name) ?? new Uint8Array();

// Returns the files that an opened bag has beside the sealed ones, by name. Throws Unopened.
export async function told(sealed: Files): Promise<Files> {
  const known = about(sealed);
  const entry = (id: string, name: string): Promise<unknown> =>
    opened(sealed, "case", (key) => openEntry(part(sealed, name), [known.reference, id], key));
  const { officers, thread, files, ...facts } = (await entry("facts", "facts.age")) as Facts;
  const entries = [];
  const items = new Map<string, Item>();
  for (const [id, kind, time] of known.entries) {
    const said = (await entry(id, `entries/${id}.age`)) as Said;
    for (const one of said.evidence) items.set(one.id, one);
    const answers = said.answers.flatMap(([question, value], at) =>
      value ? [{ question, value, sent: said.sent[at] ?? 0 }] : [],
    );
    entries.push({ kind, time, answers, files: said.evidence.map((one) => one.id) });
  }
  const found: Files = new Map();
  const listed = [];
  for (const id of known.evidence) {
    const file = await opened(sealed, id, (key) => openFile(part(sealed, `evidence/${id}.age`), id, key));
    const path = `originals/${id}${SUFFIXES[file.mediaType] ?? ".bin"}`;
    found.set(path, file.content);
    listed.push(described(id, path, file, items.get(id), files.find((one) => one.id === id)));
  }
  const said = entries.map(({ kind, time, answers }) => ({ time, from: "reporter", kind, answers }));
  const ours = thread
    .filter(({ kind }) => kind !== "answer")
    .map(({ time, officer, kind, status, note }) => ({ time, from: "officer", officer, kind, status, note }));
  const signer = await fingerprint(known.public);
  found.set("case.json", json({ ...facts, signer, entries, files: listed }));
  found.set("thread.json", json([...said, ...ours].sort((one, other) => one.time - other.time)));
  const answers = entries.flatMap((one) => one.answers).map(({ question, value }) => [question, value] as const);
  found.set("indicators.json", json(await stix({ ...facts, signer, answers })));
  found.set("custody.json", json(custody(part(sealed, "custody.jsonl"), officers)));
  return found;
}

function described(
  id: string,
  path: string,
  file: OpenedFile,
  item: Item | undefined,
  known: Facts["files"][number] | undefined,
): object {
  return {
    id,
    path,
    media_type: file.mediaType,
    size: file.content.length,
    sha256: file.sha256,
    received: known?.received ?? 0,
    sealed_sha256: known?.sealed_sha256 ?? "",
    ...(item && { kind: item.kind, name: item.name, origin: item.origin, sent: item.sent }),
  };
}

const custody = (log: Bytes, officers: Record<string, string>): object[] =>
  readable(log)
    .trim()
    .split("\n")
    .map((line) => {
      const { seq, time, event, actor, purpose, digest, hash } = JSON.parse(line) as Link;
      return { seq, time, event, actor, name: officers[actor] ?? "", purpose, digest, hash };
    });
