// The cover sheet that goes with a case to a service: its facts and proofs, and no more of the story than is ticked.

import { html, nothing, type TemplateResult } from "lit-html";
import { openingView } from "../cases/case.js";
import { act, current, open } from "../cases/opened.js";
import { answerText } from "../cases/story.js";
import { attempt, draw } from "../parts/draw.js";
import { to } from "../route.js";
import { fromBase64, sha256 } from "../sealing/bytes.js";
import { who } from "../session.js";
import { has, label, moment, size, t } from "../text.js";
import type { Piece, SealedCase } from "../types.js";
import { joined, nameOf, placeOf, serviceOf, why } from "./service.js";

let signer = "";
let chosen = new Set<string>();

export function enter(reference: string): void {
  chosen = new Set();
  void attempt(async () => {
    const digest = await sha256(fromBase64(who()?.signer ?? ""));
    signer = (digest.slice(0, 32).match(/.{4}/g) ?? []).join("-");
    await open(reference);
  });
}

type Told = readonly [id: string, name: string, text: string];

// Everything that was said, as this officer's key opens it.
const told = (): Told[] =>
  (current()?.entries ?? []).flatMap((entry) =>
    (entry.said?.answers ?? [])
      .filter(([question, text]) => question !== "category" && text)
      .map(([question, text], at): Told => {
        const name = has(`label-${question}`) ? t(`label-${question}`) : label("label", "note");
        return [`${entry.id}:${at}`, name, answerText(question, text)];
      }),
  );

const tick = (id: string, on: boolean): void => {
  if (on) chosen.add(id);
  else chosen.delete(id);
  draw();
};

// The act of printing comes first, so that the sheet has the end of the log as it stands.
async function print(): Promise<void> {
  await act("sheet");
  await new Promise(requestAnimationFrame);
  window.print();
}

const row = (name: string, value: unknown): TemplateResult | typeof nothing =>
  value ? html`<tr><th scope="row">${t(name)}</th><td><bdi>${value}</bdi></td></tr>` : nothing;

const hash = (text: string): TemplateResult => html`<code dir="ltr">${text}</code>`;

const piece = (one: Piece): TemplateResult => html`<li>${label("kind", one.kind)}, ${one.media_type},
  ${size(one.size)}<br />${hash(one.sha256)}</li>`;

const paper = (sealed: SealedCase): TemplateResult => {
  const { case: facts, services, head, log, evidence } = sealed;
  const service = serviceOf(services?.has || services?.proposed || "");
  const handed = log.filter(({ event }) => event === "handed-over").at(-1);
  return html`<article class="paper cover">
    <p>${who()?.organisation}</p>
    <h1>${t("cover-title")}</h1>
    <table><tbody>
      ${row("cover-reference", facts.reference)}
      ${row("cover-category", label("category", facts.category))}
      ${row("received", moment(facts.created))}
      ${row("filter-place", placeOf(facts))}
      ${row("service", service && nameOf(service))}
      ${row("cover-contact", service?.contact)}
      ${row("cover-bureau", facts.category === "trafficking" && who()?.bureau)}
      ${row("cover-why", service?.id === services?.proposed ? why() : t("cover-chosen"))}
      ${row("cover-handed", handed && joined(moment(handed.time), handed.name))}
      ${row("cover-printed", joined(moment(Date.now() / 1000), who()?.officer.name ?? ""))}
    </tbody></table>
    ${
      chosen.size
        ? html`<h2>${t("story")}</h2><dl>${told()
            .filter(([id]) => chosen.has(id))
            .map(([, name, text]) => html`<div><dt>${name}</dt><dd dir="auto" class="said">${text}</dd></div>`)}</dl>`
        : nothing
    }
    <h2>${t("cover-proofs")}</h2>
    ${evidence.length ? html`<p>${t("cover-evidence")}</p><ol>${evidence.map(piece)}</ol>` : nothing}
    <p>${t("cover-log", { count: log.length })}<br />${hash(head?.hash ?? "")}</p>
    <p>${t("cover-signer")}<br />${hash(signer)}</p>
  </article>`;
};

const choice = ([id, name, text]: Told): TemplateResult => html`<label><input type="checkbox"
  ?checked=${chosen.has(id)} @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)} />
  ${name} : <span dir="auto">${text.length > 80 ? `${text.slice(0, 80)}…` : text}</span></label>`;

export function view(): TemplateResult {
  const sealed = current()?.sealed;
  if (!sealed) return openingView();
  return html`<section class="card wide">
    <div class="screen">
      <p><a href=${to("case", sealed.case.reference)} class="button small">${t("cover-back")}</a></p>
      <p>${t("cover-about")}</p>
      ${told().length ? html`<fieldset><legend>${t("cover-choose")}</legend>${told().map(choice)}</fieldset>` : nothing}
      <p class="buttons"><button class="first" @click=${() => attempt(print)}>${t("print")}</button></p>
    </div>
    ${paper(sealed)}
  </section>`;
}
