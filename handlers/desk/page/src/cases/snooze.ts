// Until when a case may wait.

import { html, type TemplateResult } from "lit-html";
import { moment, t } from "../text.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

const choices = (): ReadonlyArray<readonly [name: string, seconds: number]> => [
  ["hours", 4 * HOUR],
  ["tomorrow", DAY],
  ["days", 3 * DAY],
  ["week", 7 * DAY],
];

const now = (): number => Math.floor(Date.now() / 1000);

export const pickTime = (): TemplateResult => html`<fieldset>
  <legend>${t("snooze-until")}</legend>
  ${choices().map(
    ([name, seconds], at) => html`<label>
      <input type="radio" name="wait" value=${seconds} ?checked=${at === 1} ?autofocus=${at === 1} />
      ${t(`snooze-${name}`)} <span class="quiet">${moment(now() + seconds)}</span>
    </label>`,
  )}
</fieldset>`;

export const timeFrom = (form: FormData): number => now() + Number(form.get("wait"));
