// The officer's own digest: how often, of which cases, in which language, and to which mail address.

import { html, nothing, type TemplateResult } from "lit-html";
import { get, post } from "../api.js";
import { attempt, busy, draw, say } from "../parts/draw.js";
import { label, t } from "../text.js";

interface Digest {
  every: string;
  categories: string[];
  places: string[];
  urgent: boolean;
  own: boolean;
  email: string;
  language: string;
  zone: string;
  chat: boolean;
  mails: boolean;
  at: string;
  weekday: string;
  here: string;
  among: { every: string[]; category: string[]; place: string[]; language: string[] };
}

let digest: Digest | null = null;

export function enter(): void {
  void attempt(async () => {
    digest = await get<Digest>("digest");
    draw();
  });
}

async function save(form: FormData): Promise<void> {
  const text = (name: string) => String(form.get(name) ?? "");
  digest = await post<Digest>("digest", {
    ...{ every: text("every"), language: text("language"), zone: text("zone"), email: text("email") },
    ...{ categories: form.getAll("category"), places: form.getAll("place") },
    ...{ urgent: form.has("urgent"), own: form.has("own") },
  });
  say(t("done"));
}

function submitted(event: SubmitEvent): void {
  event.preventDefault();
  const form = new FormData(event.currentTarget as HTMLFormElement);
  void attempt(() => save(form));
}

const named = (kind: string, value: string): string => {
  if (kind !== "place") return label(kind, value);
  return label(value === "morocco" || value === "abroad" ? "where" : "region", value);
};

const box = (name: string, value: string, words: string, on: boolean): TemplateResult =>
  html`<label><input type="checkbox" name=${name} value=${value} .checked=${on} /> ${words}</label>`;

const several = (kind: "category" | "place", chosen: string[], among: string[]): TemplateResult =>
  html`<details class="filters" ?open=${chosen.length > 0}>
    <summary>${t(`digest-${kind}`)}${chosen.length ? ` (${chosen.length})` : nothing}</summary>
    <div>${among.map((one) => box(kind, one, named(kind, one), chosen.includes(one)))}</div>
  </details>`;

const when = (one: Digest): TemplateResult => html`<label>${t("digest-every")}<select name="every">
    ${one.among.every.map((each) => html`<option value=${each}
      ?selected=${each === one.every}>${t(`digest-${each}`)}</option>`)}
  </select></label>
  <p class="quiet">${t("digest-at", { at: one.at, day: t(`digest-${one.weekday}`) })}</p>
  <label>${t("digest-zone")}<input name="zone" .value=${one.zone} placeholder=${one.here} maxlength="64"
    autocomplete="off" dir="ltr" /></label>
  <label>${t("digest-language")}<select name="language">
    <option value="">${t("digest-usual")}</option>
    ${one.among.language.map((each) => html`<option value=${each}
      ?selected=${each === one.language}>${label("language", each)}</option>`)}
  </select></label>`;

const form = (one: Digest): TemplateResult => html`<form @submit=${submitted}>
  ${when(one)}
  <label>${t("digest-email")}<input name="email" type="email" .value=${one.email} maxlength="254"
    autocomplete="email" dir="ltr" /></label>
  <p class="quiet">${t(one.mails ? "digest-email-about" : "digest-no-mail")}</p>
  <fieldset><legend>${t("digest-which")}</legend>
    ${box("urgent", "yes", t("digest-urgent"), one.urgent)} ${box("own", "yes", t("digest-own"), one.own)}
    ${several("category", one.categories, one.among.category)} ${several("place", one.places, one.among.place)}
  </fieldset>
  <p class="buttons"><button class="first" ?disabled=${busy()}>${t("save")}</button></p>
</form>`;

export const view = (): TemplateResult => html`<section class="digest">
  <h1>${t("digest")}</h1>
  <p>${t("digest-about")} ${digest && !digest.chat ? t("digest-no-chat") : nothing}</p>
  ${digest ? form(digest) : html`<p class="quiet">${t("loading")}</p>`}
</section>`;
