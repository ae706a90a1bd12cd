// Signing in with the passkey, and the key opened with what the passkey gives, or with the passphrase.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import { attempt, busy } from "../parts/draw.js";
import { openByPassphrase, openBySecret } from "../sealing/box.js";
import { type Bytes, fromBase64 } from "../sealing/bytes.js";
import { identityIn, Unopened } from "../sealing/age.js";
import * as passkey from "../sealing/passkey.js";
import { identity, signedIn, unlock, who } from "../session.js";
import { t } from "../text.js";
import type { Me } from "../types.js";

export async function signIn(): Promise<void> {
  const { options } = await post<{ options: Record<string, unknown> }>("sign-in/options");
  const used = await passkey.use(options);
  signedIn(await post<Me>("sign-in", { credential: used.credential }));
  await opened(used.secret);
}

async function opened(secret: Bytes | null): Promise<void> {
  const { box } = who() as Me;
  if (box.way !== "prf") return;
  if (!secret) throw new Unopened("no secret");
  await unlock(await openBySecret(fromBase64(box.age), secret));
}

async function typed(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const words = String(new FormData(form).get("passphrase"));
  await attempt(async () => unlock(await openByPassphrase(fromBase64((who() as Me).box.age), words)));
}

async function fromSheet(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  await attempt(async () => unlock(identityIn(String(new FormData(form).get("key")))));
}

// Where the passkey still signs in, but its secret is gone: some systems have withdrawn it later.
const sheet = (): TemplateResult => html`<details class="sheet">
  <summary>${t("sheet-open")}</summary>
  <form @submit=${fromSheet}>
    <label>${t("sheet-type")}<textarea name="key" rows="3" required autocomplete="off" spellcheck="false"
      dir="ltr"></textarea></label>
    <button ?disabled=${busy()}>${t("unlock")}</button>
  </form>
</details>`;

export const needed = (): boolean => !who() || !identity();

export function view(first: boolean): TemplateResult {
  const me = who();
  if (me?.box.way === "passphrase") return passphrase(me);
  return html`<section class="card">
    <h1>${t(me ? "locked" : "sign-in")}</h1>
    <p>${t(me ? "locked-about" : first ? "sign-in-first" : "sign-in-about")}</p>
    <button class="first" autofocus ?disabled=${busy()} @click=${() => attempt(signIn)}>
      ${t(me ? "unlock" : "sign-in-do")}
    </button>
    ${me ? sheet() : html`<details><summary>${t("sign-in-lost")}</summary><p>${t("sign-in-lost-about")}</p></details>`}
    ${passkey.supported() ? nothing : html`<p class="wrong" role="alert">${t("error-browser")}</p>`}
  </section>`;
}

const passphrase = (me: Me): TemplateResult => html`<section class="card">
  <h1>${t("passphrase-open")}</h1>
  <p>${t("passphrase-open-about", { name: me.officer.name })}</p>
  <form @submit=${typed}>
    <label>${t("passphrase")}<input name="passphrase" type="password" autocomplete="off" autofocus required
      dir="ltr" /></label>
    <button class="first" ?disabled=${busy()}>${t("unlock")}</button>
  </form>
  ${sheet()}
</section>`;
