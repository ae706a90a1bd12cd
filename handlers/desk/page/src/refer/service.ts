// The service that has a case or is proposed for it, and why, in words.

import { html, nothing, type TemplateResult } from "lit-html";
import { place } from "../cases/rows.js";
import { current } from "../cases/opened.js";
import { label, spoken, t } from "../text.js";
import type { CaseFacts, Service, Written } from "../types.js";

export const written = (name: Written): string => name[spoken()];

// Names in a row, with the comma of the language.
export const joined = (...names: string[]): string => names.filter(Boolean).join(spoken() === "ar" ? "، " : ", ");

export const nameOf = (one: Service): string => joined(written(one.name), written(one.city));

// The place of a case as finely as it is known outside of what is sealed.
export const placeOf = (facts: CaseFacts): string => {
  const region = facts.place ? place(facts.place) : "";
  return joined(facts.province ? written(facts.province) : "", region);
};

export const serviceOf = (id: string): Service | undefined =>
  current()?.sealed.services?.all.find((one) => one.id === id);

// Why the service is proposed: by the place, or by the category.
export function why(): string {
  const sealed = current()?.sealed;
  if (!sealed?.services?.why) return "";
  const { case: facts, services } = sealed;
  const where = services.why === "province" && facts.province ? written(facts.province) : place(facts.place);
  const because = t(`why-${services.why}`, { place: where, category: label("category", facts.category) });
  return services.named && services.why !== "category" ? `${because} ${t("why-named")}` : because;
}

// The box on the case's page: who has it, or who should.
export function serviceView(refer: () => void): TemplateResult | typeof nothing {
  const known = current()?.sealed.services;
  if (!known) return nothing;
  const has = serviceOf(known.has);
  const one = has ?? serviceOf(known.proposed);
  if (!one) return nothing;
  return html`<section class="service"><h2>${t(has ? "service" : "service-proposal")}</h2>
    <p><strong><bdi>${nameOf(one)}</bdi></strong></p>
    ${one.contact ? html`<p><bdi dir="auto">${one.contact}</bdi></p>` : nothing}
    ${has ? nothing : html`<p class="quiet">${why()}</p>`}
    <p class="quiet">${t(one.shown ? "service-shown" : "service-unshown")}</p>
    ${known.refers && !has ? html`<button class="small screen" @click=${refer}>${t("act-refer")}</button>` : nothing}
  </section>`;
}
