// Whether a key of a service has access, gets it, or is compared first.

import { html, type TemplateResult } from "lit-html";
import { t } from "../text.js";
import type { Keyed } from "./wraps.js";

// Nothing is wrapped to a key whose words were not compared in this browser: with its box unticked it gets none.
export function accessView(key: Keyed, service: string): TemplateResult {
  const name = key.officer?.name ?? service;
  if (!key.lacking.length) return html`<li>${t("access-there", { name })}</li>`;
  if (key.compared) return html`<li>${t("access-given", { name })}</li>`;
  return html`<li><p>${t("access-compare", { name })}</p>
    <p class="words" lang="fr" dir="ltr">${key.words.join(" ")}</p>
    <label><input type="checkbox" name="compared" value=${key.fingerprint} /> ${t("confirm-same")}</label></li>`;
}
