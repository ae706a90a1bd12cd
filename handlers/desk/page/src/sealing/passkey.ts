// Passkeys, and the secret that one gives for this desk (WebAuthn PRF), which never leaves the page.

import { type Bytes, random, utf8 } from "./bytes.js";

export interface Made {
  credential: object;
  secret: Bytes | null;
}

type Options = Record<string, unknown>;

const input = async (): Promise<BufferSource> => crypto.subtle.digest("SHA-256", utf8("ballegh desk key v1"));

const extensions = async () => ({ prf: { eval: { first: await input() } } });

export const supported = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

// Makes a passkey; where it has PRF but gives its secret only when used, it is used once more.
export async function create(options: Options): Promise<Made> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
  const asked = { publicKey: { ...publicKey, extensions: await extensions() } };
  const made = (await navigator.credentials.create(asked)) as PublicKeyCredential;
  const { prf } = made.getClientExtensionResults();
  const secret = secretOf(made) ?? (prf?.enabled ? await secretOfUse(made, publicKey.rp.id) : null);
  return { credential: told(made), secret };
}

// Uses a passkey for a sign-in.
export async function use(options: Options): Promise<Made> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never);
  const asked = { publicKey: { ...publicKey, extensions: await extensions() } };
  const used = (await navigator.credentials.get(asked)) as PublicKeyCredential;
  return { credential: told(used), secret: secretOf(used) };
}

async function secretOfUse(made: PublicKeyCredential, rpId: string | undefined): Promise<Bytes | null> {
  const used = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id: made.rawId }],
      userVerification: "required",
      extensions: await extensions(),
      ...(rpId ? { rpId } : {}),
    },
  });
  return secretOf(used as PublicKeyCredential);
}

function secretOf(credential: PublicKeyCredential): Bytes | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return null;
  const octets =
    first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer as ArrayBuffer);
  return octets.length === 32 ? (octets as Bytes) : null;
}

// The credential as the server reads it, without the results of extensions: one of them is the secret.
function told(credential: PublicKeyCredential): object {
  return { ...(credential.toJSON() as object), clientExtensionResults: {} };
}
