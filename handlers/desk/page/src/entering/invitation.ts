// The first visit, by a one-time link: a passkey and the officer's key are made, here in the browser.

import { html, type TemplateResult } from "lit-html";
import { post, read } from "../api.js";
import { attempt, busy, draw } from "../parts/draw.js";
import { go, to } from "../route.js";
import { newIdentity, recipientOf } from "../sealing/age.js";
import { boxByPassphrase, boxBySecret } from "../sealing/box.js";
import { toBase64 } from "../sealing/bytes.js";
import * as passkey from "../sealing/passkey.js";
import { drawnWords } from "../sealing/words.js";
import { t } from "../text.js";
import type { Officer } from "../types.js";

interface Invitation {
  officer: Officer;
  organisation: string;
  options: Record<string, unknown>;
}

let code = "";
let invitation: Invitation | null = null;
// Where the passkey gives no secret: the words that will open the key, and the passkey itself.
let words: string[] = [];
let waiting: object | null = null;

export function enter(given: string): void {
  if (given === code) return;
  code = given;
  invitation = null;
  void attempt(async () => {
    invitation = await read<Invitation>("invitation", { code });
  });
}

async function make(): Promise<void> {
  const made = await passkey.create((invitation as Invitation).options);
  if (made.secret) {
    const identity = await newIdentity();
    await enrol(made.credential, identity, "prf", await boxBySecret(identity, made.secret));
    return;
  }
  waiting = made.credential;
  words = drawnWords();
  draw();
}

async function makeByWords(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  await attempt(async () => {
    const identity = await newIdentity();
    const box = await boxByPassphrase(identity, words.join(" "));
    await enrol(waiting as object, identity, "passphrase", box);
  });
}

async function enrol(credential: object, identity: string, way: string, box: Uint8Array): Promise<void> {
  const recipient = await recipientOf(identity);
  await post("enrolment", { code, credential, recipient, way, box: toBase64(box) });
  [words, waiting, code, invitation] = [[], null, "", null];
  history.replaceState(null, "", to("sign-in", "first"));
  go(to("sign-in", "first"));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function view(): TemplateResult {
  if (!invitation)
    return html`<section class="card"><h1>${t("invitation")}</h1><p>${t("invitation-reading")}</p></section>`;
  if (waiting) return passphrase();
  const { officer, organisation } = invitation;
  return html`<section class="card">
    <h1>${t("invitation")}</h1>
    <p>${t("invitation-hello", { name: officer.name, organisation, role: t(`role-${officer.role}`) })}</p>
    <p>${t("invitation-about")}</p>
    <button class="first" ?disabled=${busy()} @click=${() => attempt(make)}>${t("passkey-make")}</button>
  </section>`;
}

const passphrase = (): TemplateResult => html`<section class="card">
  <h1>${t("passphrase")}</h1>
  <p>${t("passphrase-about")}</p>
  <p class="words" lang="fr" dir="ltr">${words.join(" ")}</p>
  <form @submit=${makeByWords}>
    <label><input type="checkbox" required /> ${t("passphrase-kept")}</label>
    <button class="first" ?disabled=${busy()}>${t("continue")}</button>
  </form>
</section>`;
