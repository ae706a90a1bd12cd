// Colleagues who ask to read who a reporter is, and wait for this officer as the second one.

import { html, nothing, type TemplateResult } from "lit-html";
import { get } from "../api.js";
import { draw } from "../parts/draw.js";
import { to } from "../route.js";
import { supervises } from "../session.js";
import { t } from "../text.js";

interface Waiting {
  reference: string;
  officer: string;
  until: number;
}

let waiting: Waiting[] = [];

export async function askWaiting(): Promise<void> {
  if (!supervises()) return;
  ({ cases: waiting } = await get<{ cases: Waiting[] }>("unmasking"));
  draw();
}

export const waitingView = (): TemplateResult | typeof nothing =>
  waiting.length
    ? html`<ul class="warning asked">${waiting.map(
        (one) => html`<li>${t("unmask-asks", { name: one.officer })}
          <a href=${to("case", one.reference)}><bdi class="reference">${one.reference}</bdi></a></li>`,
      )}</ul>`
    : nothing;
