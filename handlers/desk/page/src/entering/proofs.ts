// Before anything is wrapped to a new key: the passkey opened it twice, the printed sheet opens it too, and a
// supervisor has compared its words. The sheet is asked for again after 90 days.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import { anotherPasskey } from "./another.js";
import { attempt, busy, draw, say } from "../parts/draw.js";
import { decrypted, type Identity, identityIn, recipientOf, Unopened } from "../sealing/age.js";
import { fromBase64, toBase64 } from "../sealing/bytes.js";
import { fingerprintOf, wordsOf } from "../sealing/words.js";
import { identity, onLock, signedIn, supervises, who } from "../session.js";
import { grantAll } from "../team/grants.js";
import { day, t } from "../text.js";
import type { Me } from "../types.js";

const CHALLENGE = 32;

let proven = false;
// The sheet is printed, and typed back only once it is out of sight.
let step: "" | "paper" | "type" = "";
let words: { recipient: string; words: string[]; fingerprint: string } | null = null;

onLock(() => {
  step = "";
  proven = false;
});

async function prove(key: Identity, way: "passkey" | "sheet"): Promise<void> {
  const { age } = await post<{ age: string }>("proof/challenge");
  const opened = await decrypted(fromBase64(age), key);
  // Random bytes and nothing else is told to the server: a wrap or an entry given as a challenge is longer.
  if (opened.length !== CHALLENGE) throw new Unopened("challenge");
  signedIn(await post<Me>("proof", { answer: toBase64(opened), way }));
}

// The sign-in that is under way has opened the box with what the passkey gave: that is the first proof.
export function enter(): void {
  const key = identity();
  if (!key || proven) return;
  proven = true;
  if (who()?.state === "unproved") void attempt(() => prove(key, "passkey"));
}

// The sheet of an earlier key: what that key opened is given to the present one.
async function before(key: Identity, form: HTMLFormElement): Promise<void> {
  const me = who() as Me;
  if (me.state !== "ready" || !supervises()) throw new Unopened("another key");
  const told = (count: number): void => say(t("granting", { count }));
  const count = await grantAll(me.recipient, key, told, await fingerprintOf(await recipientOf(key)));
  form.reset();
  say(t("granted", { count, name: me.officer.name }));
}

async function typed(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  await attempt(async () => {
    const key = identityIn(String(new FormData(form).get("key")));
    if ((await recipientOf(key)) !== who()?.recipient) return await before(key, form);
    await prove(key, "sheet");
    step = "";
    form.reset();
    say(t("sheet-proven"));
  });
}

// The head as it stands, then groups of four.
const grouped = (key: string): string[] => [key.slice(0, 16), ...(key.slice(16).match(/.{1,4}/g) ?? [])];

function print(): void {
  step = "paper";
  draw();
  setTimeout(() => window.print());
}

function printed(): void {
  step = "type";
  draw();
}

export function sheetView(): TemplateResult {
  const me = who() as Me;
  const typing = step === "type" || (step === "" && me.state === "ready");
  return html`<section class="card wide">
    <h1>${t("sheet")}</h1>
    <p class="screen">${t(typing ? "sheet-again" : "sheet-about")}</p>
    ${typing && me.state === "ready" && supervises() ? html`<p class="screen">${t("sheet-before")}</p>` : nothing}
    ${step === "paper" ? paper(me) : nothing}
    <p class="screen buttons">
      <button class=${typing || step ? "" : "first"} @click=${print}>${t("sheet-print")}</button>
      ${step === "paper" ? html`<button class="first" @click=${printed}>${t("sheet-printed")}</button>`
        : nothing}
    </p>
    ${typing ? typingView() : nothing}
    ${anotherPasskey()}
  </section>`;
}

const typingView = (): TemplateResult => html`<form class="screen" @submit=${typed}>
  <label for="key">${t("sheet-type")}</label>
  <textarea id="key" name="key" rows="3" required autocomplete="off" spellcheck="false" dir="ltr"></textarea>
  <button class="first" ?disabled=${busy()}>${t("sheet-check")}</button>
</form>`;

const paper = (me: Me): TemplateResult => html`<article class="paper">
  <h2>${t("sheet-title", { organisation: me.organisation })}</h2>
  <p>${me.officer.name} · ${day(Date.now() / 1000)}</p>
  <p class="key" dir="ltr">${grouped(identity() ?? "").map((four) => html`<span>${four} </span>`)}</p>
  <p>${t("sheet-keep")}</p>
</article>`;

export function keyWords(recipient: string): string[] {
  if (words?.recipient !== recipient) {
    words = { recipient, words: [], fingerprint: "" };
    void Promise.all([wordsOf(recipient), fingerprintOf(recipient)]).then(([list, fingerprint]) => {
      words = { recipient, words: list, fingerprint };
      draw();
    });
  }
  return words.words;
}

const forColleague = (me: Me): TemplateResult => html`<p>${t("confirm-wait-about")}</p>
  <p class="words" lang="fr" dir="ltr">${keyWords(me.recipient).join(" ")}</p>
  <p class="quiet" dir="ltr"><code>${words?.fingerprint}</code></p>`;

function forServer(me: Me): TemplateResult {
  keyWords(me.recipient); // computes the fingerprint here: the server's word on it counts for nothing
  return html`<p>${t("confirm-wait-server")}</p>
    <p dir="ltr">main.py officer confirm ${me.officer.id} <code>${words?.fingerprint}</code></p>`;
}

export function waitingView(again: () => Promise<void>): TemplateResult {
  const me = who() as Me;
  return html`<section class="card">
    <h1>${t("confirm-wait")}</h1>
    ${me.confirmable ? forColleague(me) : forServer(me)}
    <button ?disabled=${busy()} @click=${() => attempt(again)}>${t("look-again")}</button>
  </section>`;
}
