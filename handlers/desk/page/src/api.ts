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

export const get = <Answer>(path: string): Promise<Answer> => json(path, { method: "GET" });

export const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> => json(path, posting(body));

const posting = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

// Returns octets: a file's sealed form.
export async function octets(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await asked(path, { method: "GET" });
  return new Uint8Array(await whole(answer.arrayBuffer()));
}

// Returns a file that the server makes, which may be large.
export const file = async (path: string, body: unknown): Promise<Blob> =>
  whole((await asked(path, posting(body))).blob());

// An answer that breaks off is none.
async function whole<Body>(body: Promise<Body>): Promise<Body> {
  try {
    return await body;
  } catch {
    throw new Refused("offline", 0);
  }
}

export const stream = (): EventSource => new EventSource(address("stream"));

const address = (path: string): string => new URL(`/${ROOT}${path}`, location.origin).href;

async function json<Answer>(path: string, options: RequestInit): Promise<Answer> {
  return (await (await asked(path, options)).json()) as Answer;
}

async function asked(path: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address(path), { ...options, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Refused("offline", 0);
  }
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const code = typeof told["error"] === "string" ? told["error"] : unnamed(answer.status);
  if (answer.status === 401 && path !== "sign-in" && path !== "me") left();
  throw new Refused(code, answer.status, told);
}

const unnamed = (status: number): string => (AWAY.has(status) ? "offline" : `http-${status}`);
