// One case: what was said, the evidence, the thread with the reporter, internal notes, and the custody log.

import { html, nothing, type TemplateResult } from "lit-html";
import { Refused } from "../api.js";
import { show } from "../parts/dialog.js";
import { drafted } from "../parts/drafts.js";
import { attempt, draw, say, wordsFor } from "../parts/draw.js";
import { route, to } from "../route.js";
import { fingerprint } from "../sealing/bytes.js";
import { outcomeView } from "../life/outcome.js";
import { bringOver } from "../older/bring.js";
import { recipientOf } from "../sealing/age.js";
import { fingerprintOf } from "../sealing/words.js";
import { supervises, takeOlder, who } from "../session.js";
import { grantAll } from "../team/grants.js";
import { identityView, mask } from "../identity/unmask.js";
import { day, has, label, moment, t } from "../text.js";
import type { CaseFacts, Link, SealedCase, ThreadItem } from "../types.js";
import { referCase } from "../refer/refer.js";
import { nameOf, placeOf, serviceOf, serviceView } from "../refer/service.js";
import { actions, next } from "./actions.js";
import { type Verdict, verdict } from "./chain.js";
import { forgetPieces, pieceView } from "./evidence.js";
import { back, beside, visit } from "./list.js";
import { current, type Note, open, type Opened } from "./opened.js";
import { tags } from "./rows.js";
import { entryView, moneyView } from "./story.js";
import { discarding, noted } from "../team/useless.js";

interface Unopened {
  reference: string;
  why: string;
  gone: boolean;
}

// The case that was asked for and did not open.
let unopened: Unopened | null = null;
let judged: { sealed: SealedCase; verdict: Verdict; signer: string } | null = null;

// On paper the custody log is shown.
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll<HTMLDetailsElement>(".log details")) one.open = true;
});

export function enter(reference: string): void {
  if (current()?.sealed.case.reference !== reference) {
    forgetPieces();
    mask();
  }
  visit(reference);
  unopened = null;
  void attempt(() => open(reference).catch(noted).catch((error: unknown) => isClosed(reference, error)).then(bringOver));
}

// Keeps why a case did not open, which stands in its place. Throws the error again.
function isClosed(reference: string, error: unknown): never {
  const gone = error instanceof Refused && error.code === "unknown";
  unopened = { reference, why: gone ? t("case-none") : wordsFor(error), gone };
  throw error;
}

// While a case is fetched and opened.
export const openingView = (): TemplateResult => html`<section class="card">
  <h1><bdi class="reference">${route().name}</bdi></h1><p aria-live="polite">${t("opening")}</p></section>`;

const unopenedView = ({ reference, why, gone }: Unopened): TemplateResult => html`<section class="card">
  <h1><bdi class="reference">${reference}</bdi></h1><p>${why}</p>${discarding()}
  <p class="buttons">${gone ? nothing
    : html`<button class="first" @click=${() => enter(reference)}>${t("try-again")}</button>`}
    <a class="button" href=${back()}>${t("key-back")}</a></p>
</section>`;

export const ready = (): boolean => current()?.sealed.case.reference === route().name;

function judgement(sealed: SealedCase): Verdict | null {
  if (judged?.sealed === sealed) return judged.verdict;
  const signer = who()?.signer ?? "";
  const named = signer ? fingerprint(signer) : Promise.resolve("");
  void Promise.all([verdict(sealed, signer, who()?.recipient ?? ""), named]).then(([found, name]) => {
    judged = { sealed, verdict: found, signer: name };
    draw();
  });
  return null;
}

const head = (facts: CaseFacts): TemplateResult => html`<header class="case-head">
  <a href=${back()} class="button small">${t("key-back")}</a>
  <h1><bdi class="reference">${facts.reference}</bdi> ${label("category", facts.category)}</h1>
  <p class="tags">${tags(facts)} <span class="state">${label("status", facts.status)}</span></p>
</header>`;

const bar = (): TemplateResult => html`<div class="bar" role="toolbar" aria-label=${t("actions")}>
  ${actions().map(
    (one) =>
      html`<button @click=${() => attempt(async () => await one.run())}>${one.label}
        ${one.draft && drafted(one.draft) ? html`<span class="tag awaiting">${t("draft")}</span>` : nothing}
        <kbd>${one.key}</kbd></button>`,
  )}
  ${
    beside(current()?.sealed.case.reference ?? "", 1)
      ? html`<button @click=${() => next()}>${t("key-next-case")} <kbd>j</kbd></button>`
      : nothing
  }
</div>`;

const fact = (name: string, value: unknown): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>` : nothing;

// Words of others have a direction of their own; those of the page run as the page does.
const apart = (value = ""): TemplateResult | "" => value && html`<bdi>${value}</bdi>`;

const campaignLink = (code: string): TemplateResult =>
  html`<a href=${to("cases", "", new URLSearchParams({ campaign: code }).toString())}><bdi>${code}</bdi></a>`;

const factsView = (facts: CaseFacts): TemplateResult => html`<section class="facts-box">
  <h2>${t("facts")}</h2>
  <dl class="facts">
    ${fact("reporter", t(facts.anonymous ? "reporter-anonymous" : "reporter-named", { pseudonym: facts.pseudonym }))}
    ${fact("filter-channel", label("channel", facts.channel))}
    ${fact("filter-language", label("language", facts.language))}
    ${fact("filter-place", placeOf(facts))}
    ${fact("received", moment(facts.created))}
    ${fact("assigned", apart(facts.assigned?.name))}
    ${fact("filter-campaign", facts.campaign && campaignLink(facts.campaign))}
    ${fact("erasure", facts.hold ? t("erasure-held") : facts.until ? day(facts.until) : t("erasure-later"))}
  </dl>
</section>`;

// What a printed page needs beside the case: who printed it and when, and what it is compared with.
const paperView = (sealed: SealedCase): TemplateResult => html`<section class="paper-only"><dl class="facts">
  ${fact("printed-organisation", apart(who()?.organisation))}
  ${fact("printed-by", apart(who()?.officer.name))}
  ${fact("printed-on", moment(Date.now() / 1000))}
  ${fact("printed-signer", apart(judged?.sealed === sealed ? judged.signer : ""))}
  ${fact("printed-end", apart(sealed.log.at(-1)?.hash))}
</dl></section>`;

const said = (item: ThreadItem): TemplateResult => html`<li class=${item.officer ? "ours" : "theirs"}>
  <p class="quiet"><bdi>${item.officer || t("reporter")}</bdi> · <time>${moment(item.time)}</time></p>
  ${item.status ? html`<p>${t("status-became", { status: label("status", item.status) })}</p>` : nothing}
  ${item.kind === "answer" ? html`<p>${t("thread-answer")}</p>` : nothing}
  ${item.note ? html`<p dir="auto" class="said">${item.note}</p>` : nothing}
</li>`;

const noteView = (note: Note): TemplateResult => html`<li>
  <p class="quiet"><bdi>${noteBy(note)}</bdi> · <time>${moment(note.time)}</time></p>
  <p dir="auto" class="said">${note.text ?? t("note-closed")}</p>
</li>`;

const noteBy = (note: Note): string =>
  note.officer === who()?.officer.id
    ? (who()?.officer.name ?? "")
    : (current()?.sealed.log.find((link) => link.actor === note.officer)?.name ?? "");

const act = (link: Link): TemplateResult => html`<li>
  <time>${moment(link.time)}</time>
  <span>${has(`event-${link.event}`) ? t(`event-${link.event}`) : link.event}${purpose(link)}</span>
  <bdi class="quiet">${link.name || label("actor", link.actor)}</bdi>
</li>`;

const purpose = ({ event, purpose: told }: Link): string =>
  event === "suspect"
    ? ` ${told.split(":")[0] ?? ""} : ${label("suspect", told.split(":").at(-1) ?? "")}`
    : event === "status" || event === "referral"
    ? ` : ${label("status", told.split(":").at(-1) ?? "")}`
    : event === "handed-over" || event === "handed-back"
      ? handed(told)
      : (event === "hold" || event === "exported" || event === "not-exported" || event === "unmask-asked") && told
      ? ` (${told})`
      : "";

// The service of an act, and why it handed the case back.
function handed(told: string): string {
  const [id = "", reason = ""] = told.split(":");
  const one = serviceOf(id);
  return ` : ${one ? nameOf(one) : id}${reason ? ` (${t(`hand-back-${reason}`)})` : ""}`;
}

// An older case that is sealed to keys of before the desk: such a key opens it, and stays in this browser.
const older = ({ sealed, entries }: Opened): TemplateResult | typeof nothing =>
  entries.every((one) => one.said) || (sealed.case.recipient && !supervises())
    ? nothing
    : html`<p class="warning">${t(sealed.case.recipient ? "older-wrap" : "older-case")}
        <button class="small" @click=${openOlder}>${t("older-open")}</button></p>`;

function openOlder(): void {
  show({
    title: t("older-open"),
    body: () => html`<p>${t("older-about")}</p>
      <label>${t("older-key")}<input type="password" name="key" required autofocus autocomplete="off"
        dir="ltr" /></label>`,
    buttons: [["open", t("piece-open")]],
    done: async (form) => {
      await withOlder(takeOlder(String(form.get("key"))));
    },
  });
}

// Cases that are wrapped for the older key are given to the present one; one that is sealed to it opens, and gets
// a key of its own then.
async function withOlder(key: string): Promise<void> {
  const reference = current()?.sealed.case.reference ?? "";
  if (current()?.sealed.case.recipient) {
    const told = (count: number): void => say(t("granting", { count }));
    await grantAll(who()?.recipient ?? "", key, told, await fingerprintOf(await recipientOf(key)));
  }
  await open(reference);
  const opened = current();
  if (opened?.sealed.case.recipient && opened.entries.some((one) => !one.said)) throw new Refused("old-key-closed", 0);
  void attempt(bringOver);
}

export function view(): TemplateResult {
  const known = current();
  if (!known && unopened?.reference === route().name) return unopenedView(unopened);
  if (!known) return openingView();
  const { sealed, entries, notes } = known;
  const names = new Map(entries.flatMap((one) => one.said?.evidence ?? []).map((one) => [one.id, one.name]));
  const found = judgement(sealed);
  return html`<div class="case">
    ${head(sealed.case)}
    ${paperView(sealed)}
    ${found && found !== "whole" ? html`<p class="warning" role="alert">${t(`log-${found}`)}</p>` : nothing}
    ${bar()}
    <div class="columns">
      <div class="main">
        ${moneyView(entries)}
        <section><h2>${t("story")}</h2>
          ${older(known)}
          ${sealed.readable ? entries.map(entryView)
            : html`<p class="quiet">${t("story-closed")}</p>`}</section>
        ${
          sealed.evidence.length
            ? html`<section><h2>${t("evidence")}</h2>
              <ul class="pieces">${sealed.evidence.map((one) => pieceView(one, names.get(one.id) ?? ""))}</ul></section>`
            : nothing
        }
        <section><h2>${t("thread")}</h2>
          ${sealed.thread.length ? html`<ol class="thread">${sealed.thread.map(said)}</ol>`
            : html`<p class="quiet">${t("thread-none")}</p>`}
        </section>
      </div>
      <div class="side">
        ${serviceView(referCase)}
        ${factsView(sealed.case)} ${identityView()}
        ${outcomeView(sealed.outcome)}
        <section class="private"><h2>${t("notes")}</h2><p class="quiet">${t("note-about")}</p>
          ${notes.length ? html`<ol class="notes">${notes.map(noteView)}</ol>`
            : html`<p class="quiet">${t("notes-none")}</p>`}
        </section>
        <section class="log"><h2>${t("log")}</h2>
          ${found ? html`<p class="verdict ${found}" data-verdict=${found}>${t(`log-${found}`)}</p>`
            : nothing}
          <details><summary>${t("log-show", { count: sealed.log.length })}</summary>
            <ol>${sealed.log.map(act)}</ol></details>
        </section>
      </div>
    </div>
  </div>`;
}
