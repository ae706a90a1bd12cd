// Who the reporter is: asked for with a reason, agreed to by a colleague, shown for a while and then masked again.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import { type Entry, current, open, openEntries } from "../cases/opened.js";
import { show } from "../parts/dialog.js";
import { attempt, draw, say } from "../parts/draw.js";
import { onLock } from "../session.js";
import { label, moment, t } from "../text.js";
import type { Identity, SealedEntry } from "../types.js";

export const NAMING: ReadonlySet<string> = new Set(["name", "contact"]);

let shown: { reference: string; until: number; entries: Entry[] } | null = null;
let timer = 0;

onLock(mask);

export function mask(): void {
  window.clearTimeout(timer);
  shown = null;
}

// Whether this case's name is on show just now.
export const unmasked = (): boolean =>
  !!shown && shown.reference === current()?.sealed.case.reference && Date.now() / 1000 < shown.until;

// Whether something is masked: an entry of its own, or answers of older versions beside the story.
const given = (): boolean =>
  !!current()?.sealed.identity.given ||
  !!current()?.entries.some((one) => one.said?.answers.some(([question, text]) => NAMING.has(question) && text));

async function step(name: "ask" | "agree" | "refuse", reason = ""): Promise<void> {
  const reference = current()?.sealed.case.reference ?? "";
  await post(`cases/${reference}/unmask`, { step: name, reason });
  await open(reference);
}

async function reveal(): Promise<void> {
  const reference = current()?.sealed.case.reference ?? "";
  const told = await post<{ until: number; entries: SealedEntry[] }>(`cases/${reference}/identity`);
  const entries = await openEntries(told.entries);
  mask();
  shown = { reference, until: told.until, entries };
  timer = window.setTimeout(() => {
    mask();
    draw();
  }, Math.max(0, told.until * 1000 - Date.now()));
  draw();
}

function ask(): void {
  show({
    title: t("unmask-ask"),
    draft: "unmask",
    body: () => html`<p>${t("unmask-about")}</p>
      <label>${t("reason")}<input name="reason" required maxlength="40"
        pattern="[A-Za-z0-9][A-Za-z0-9._\\/\\-]*" autofocus autocomplete="off" title=${t("reason-form")} /></label>`,
    buttons: [["ask", t("unmask-ask-do")]],
    done: async (form) => {
      await step("ask", String(form.get("reason")));
      say(t("unmask-asked"));
    },
  });
}

const button = (key: string, run: () => Promise<unknown> | void): TemplateResult =>
  html`<button class="small" @click=${() => attempt(async () => await run())}>${t(key)}</button>`;

function steps(found: Identity): TemplateResult | typeof nothing {
  const { officer = "", second = "", reason = "", until = 0 } = found;
  if (!found.may) return nothing;
  if (found.state === "")
    return html`<p>${button("unmask-ask", ask)}</p>`;
  if (found.state === "agreed" && found.mine)
    return html`<p>${t("unmask-agreed", { name: second, time: moment(until) })}</p>
      <p>${button("unmask-show", reveal)}</p>`;
  if (found.state === "agreed")
    return html`<p>${t("unmask-agreed-other", { name: officer, second, time: moment(until) })}</p>`;
  if (found.mine)
    return html`<p>${t("unmask-waits", { reason, time: moment(until) })}</p>
      <p>${button("unmask-take-back", () => step("refuse"))}</p>`;
  return html`<p class="warning">${t("unmask-second", { name: officer, reason })}</p>
    <p class="buttons">${button("unmask-agree", () => step("agree"))} ${button("unmask-refuse", () => step("refuse"))}</p>`;
}

const naming = (): [string, string][] =>
  [...(current()?.entries ?? []), ...(shown?.entries ?? [])]
    .flatMap((one) => one.said?.answers ?? [])
    .filter(([question, text]) => NAMING.has(question) && text);

export function identityView(): TemplateResult | typeof nothing {
  const found = current()?.sealed.identity;
  if (!found || !given()) return nothing;
  return html`<section class="private identity screen"><h2>${t("identity-given")}</h2>
    ${
      unmasked()
        ? html`<dl>${naming().map(([question, text]) => html`<div><dt>${label("label", question)}</dt>
            <dd><bdi>${text}</bdi></dd></div>`)}</dl>
          <p class="quiet">${t("unmask-until", { time: moment(shown?.until ?? 0) })}</p>
          <p>${button("unmask-hide", () => (mask(), draw()))}</p>`
        : html`<p class="quiet">${t("identity-masked")}</p>${steps(found)}`
    }
  </section>`;
}
