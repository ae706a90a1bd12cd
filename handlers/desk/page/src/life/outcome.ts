// How a case ends: its suspects, each by a number and an outcome, and what the reporter says of the help.

import { html, nothing, type TemplateResult } from "lit-html";
import { label, moment, t } from "../text.js";
import type { Outcome } from "../types.js";

const OUTCOMES = ["identified", "justice", "wanted", "cleared"];

// The fields of a dialog: which suspect, the next one at first, and the outcome.
export const suspectFields = (known: Outcome): TemplateResult => html`<p>${t("suspect-about")}</p>
  <label>${t("suspect")}<select name="number" autofocus>
    <option value="0">${t("suspect-new")}</option>
    ${known.suspects.map(
      (one) => html`<option value=${one.number}>${one.number} · ${label("suspect", one.outcome)}</option>`,
    )}
  </select></label>
  <fieldset class="choices"><legend>${t("suspect-outcome")}</legend>
    ${OUTCOMES.map(
      (one, at) => html`<label><input type="radio" name="outcome" value=${one} required ?checked=${at === 0} />
        ${label("suspect", one)}</label>`,
    )}</fieldset>`;

export const suspectFrom = (form: FormData): { number: number; outcome: string } => ({
  number: Number(form.get("number")),
  outcome: String(form.get("outcome")),
});

export const outcomeView = (known: Outcome): TemplateResult | typeof nothing =>
  known.suspects.length || known.feedback
    ? html`<section class="facts-box"><h2>${t("outcome")}</h2>
      ${
        known.suspects.length
          ? html`<ol class="suspects">${known.suspects.map(
              (one) => html`<li>${one.number} · ${label("suspect", one.outcome)}
                <span class="quiet"><bdi>${one.officer}</bdi> · <time>${moment(one.time)}</time></span></li>`,
            )}</ol>`
          : nothing
      }
      ${
        known.feedback
          ? html`<p>${t(known.feedback.helped ? "feedback-helped" : "feedback-unhelped")}
              <time class="quiet">${moment(known.feedback.time)}</time></p>`
          : nothing
      }</section>`
    : nothing;
