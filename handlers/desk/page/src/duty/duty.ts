// Duty: the officer's own switch, who is there for persons in distress, and who waits for one.

import { html, nothing, type TemplateResult } from "lit-html";
import { get, post } from "../api.js";
import type { Command } from "../parts/commands.js";
import { attempt, draw, say } from "../parts/draw.js";
import { to } from "../route.js";
import { brief, minutesSince, t } from "../text.js";

interface Duty {
  // Until when the officer is on duty; 0: not on duty.
  until: number;
  // Whether this role writes to reporters at all.
  may: boolean;
  minutes: number;
  others: { name: string; until: number }[];
  waiting: { reference: string; since: number; until: number }[];
}

// Milliseconds between two drawings while somebody waits: how long is told in minutes.
const DRAWN = 20_000;

let duty: Duty | null = null;
let clock: ReturnType<typeof setInterval> | undefined;

function take(told: Duty): void {
  duty = told;
  clearInterval(clock);
  clock = told.waiting.length ? setInterval(draw, DRAWN) : undefined;
  draw();
}

export const askDuty = async (): Promise<void> => take(await get<Duty>("duty"));

async function change(): Promise<void> {
  const present = !duty?.until;
  take(await post<Duty>("duty", { present }));
  say(present ? t("duty-means", { count: duty?.minutes ?? 0 }) : t("duty-off"));
}

const deed = (): string => t(duty?.until ? "duty-end" : "duty-begin");

const others = ({ others: there }: Duty): string =>
  there.length ? t("duty-others", { names: there.map((one) => one.name).join(", ") }) : t("duty-nobody");

const waits = (one: Duty["waiting"][number]): TemplateResult => html`<li>
  <a href=${to("case", one.reference)}><bdi class="reference">${one.reference}</bdi></a>
  <span class="tag ${one.until * 1000 <= Date.now() ? "urgent" : "awaiting"}">${t("person-waits", {
    count: minutesSince(one.since),
  })}</span></li>`;

export function dutyView(): TemplateResult | typeof nothing {
  if (!duty || !(duty.may || duty.waiting.length)) return nothing;
  return html`<section class="duty" aria-label=${t("duty")}>
    <p>${duty.may
        ? html`<strong>${duty.until ? t("duty-on", { time: brief(duty.until) }) : t("duty-off")}</strong>
            <button class="small" aria-pressed=${duty.until ? "true" : "false"}
              @click=${() => attempt(change)}>${deed()}</button>`
        : nothing}
      <span class="quiet">${others(duty)}</span></p>
    ${duty.waiting.length ? html`<ul class="waits">${duty.waiting.map(waits)}</ul>` : nothing}
  </section>`;
}

export const dutyCommands = (): Command[] => (duty?.may ? [{ key: "D", label: deed(), run: change }] : []);
