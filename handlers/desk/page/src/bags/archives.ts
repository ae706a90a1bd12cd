// Archives: the server's tar taken apart, and a zip made of files that are not compressed again.

import { type Bytes, readable, utf8 } from "../sealing/bytes.js";

export type Files = Map<string, Bytes>;

const BLOCK = 512;
const LIMIT = 0xffffffff;

// Returns the files of a tar by name. Throws where there is anything but plain files.
export function untar(tar: Bytes): Files {
  const found: Files = new Map();
  for (let at = 0; at + BLOCK <= tar.length && tar[at]; ) {
    const field = (from: number, size: number): string =>
      readable(tar.subarray(at + from, at + from + size)).split("\0")[0] as string;
    const size = Number.parseInt(field(124, 12), 8);
    if (!["0", ""].includes(field(156, 1)) || !Number.isSafeInteger(size)) throw new Error("tar");
    const prefix = field(345, 155);
    const start = at + BLOCK;
    found.set(prefix ? `${prefix}/${field(0, 100)}` : field(0, 100), tar.slice(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, one) => {
  let found = one;
  for (let bit = 0; bit < 8; bit += 1) found = found & 1 ? (found >>> 1) ^ 0xedb88320 : found >>> 1;
  return found;
});

function crc(content: Bytes): number {
  let found = -1;
  for (const one of content) found = (found >>> 8) ^ (TABLE[(found ^ one) & 255] as number);
  return (found ^ -1) >>> 0;
}

// Returns a header: each field as [bytes, value].
function header(fields: readonly (readonly [size: 2 | 4, value: number])[]): Bytes {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

// UTF-8 names, stored as they are, on the first day that a zip can tell.
const COMMON = [[2, 20], [2, 0x0800], [2, 0], [2, 0], [2, 33]] as const;

// Returns a zip of the files. Throws where it would be larger than a plain zip can be.
export function zipped(files: Files): Blob {
  const parts: Bytes[] = [];
  const list: Bytes[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const title = utf8(name);
    const sizes = [[4, crc(content)], [4, content.length], [4, content.length], [2, title.length], [2, 0]] as const;
    const local = header([[4, 0x04034b50], ...COMMON, ...sizes]);
    list.push(
      header([[4, 0x02014b50], [2, 20], ...COMMON, ...sizes, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]),
      title,
    );
    parts.push(local, title, content);
    at += local.length + title.length + content.length;
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  if (at + size > LIMIT || files.size > 0xffff) throw new Error("zip");
  const counts = [[2, files.size], [2, files.size]] as const;
  const end = header([[4, 0x06054b50], [2, 0], [2, 0], ...counts, [4, size], [4, at], [2, 0]]);
  return new Blob([...parts, ...list, end]);
}
