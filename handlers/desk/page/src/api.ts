// Calls of the server. Each answers JSON, or throws a Refused that carries the server's code.

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly told: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

const ROOT = "desk/api/";
// With these a proxy says that no server is there.
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

let left: () => void = () => undefined;

// Calls `then` whenever the server says that nobody is signed in.
export function onSignedOut(then: () => void): void {
  left = then;
}

// Says that nobody is signed in any more.
export const signedOut = (): void => left();

// Milliseconds: so long an answer may take to begin; longer for what takes the server long, and between its parts.
const PATIENCE = 20_000;
export const LONG = 180_000;

export const get = <Answer>(path: string, patience = PATIENCE): Promise<Answer> =>
  json(path, { method: "GET" }, patience);

export const post = <Answer>(path: string, body: unknown = {}, patience = PATIENCE): Promise<Answer> =>
  json(path, { ...posting(body), changes: true }, patience);

// Posts what changes nothing: without an answer it is asked again.
export const read = <Answer>(path: string, body: unknown, patience = PATIENCE): Promise<Answer> =>
  json(path, posting(body), patience);

interface Options extends RequestInit {
  changes?: boolean;
}

const posting = (body: unknown): Options => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

// Returns octets: a file's sealed form.
export async function octets(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await asked(path, { method: "GET" }, LONG)).arrayBuffer());
}

// Returns a file that the server makes, which may be large.
export const file = (path: string, body: unknown): Promise<Blob> => asked(path, posting(body), LONG);

export const stream = (): EventSource => new EventSource(address("stream"));

const address = (path: string): string => new URL(`/${ROOT}${path}`, location.origin).href;

async function json<Answer>(path: string, options: Options, patience: number): Promise<Answer> {
  return JSON.parse(await (await asked(path, options, patience)).text()) as Answer;
}

async function asked(path: string, options: Options, patience: number): Promise<Blob> {
  const [answer, body] = await whole(path, options, patience);
  if (answer.ok) return body;
  const told = toldIn(await body.text());
  const code = typeof told["error"] === "string" ? told["error"] : unnamed(answer.status);
  if (answer.status === 401 && path !== "sign-in" && path !== "me") left();
  throw new Refused(code, answer.status, told);
}

// Returns an answer with all of its body: one that breaks off, or does not go on, is none. Whether a change was made
// whose answer did not come, nobody knows here.
async function whole(path: string, options: Options, patience: number): Promise<[Response, Blob]> {
  const ended = new AbortController();
  let timer = window.setTimeout(() => ended.abort(), patience);
  try {
    const how = { ...options, signal: ended.signal, credentials: "same-origin", cache: "no-store" } as const;
    const answer = await fetch(address(path), how);
    const parts: BlobPart[] = [];
    const reader = answer.body?.getReader();
    for (;;) {
      clearTimeout(timer);
      timer = window.setTimeout(() => ended.abort(), LONG);
      const part = await reader?.read();
      if (!part?.value) return [answer, new Blob(parts, { type: answer.headers.get("Content-Type") ?? "" })];
      parts.push(part.value);
    }
  } catch {
    throw new Refused(ended.signal.aborted && options.changes ? "late" : "offline", 0);
  } finally {
    clearTimeout(timer);
  }
}

function toldIn(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const unnamed = (status: number): string => (AWAY.has(status) ? "offline" : `http-${status}`);
