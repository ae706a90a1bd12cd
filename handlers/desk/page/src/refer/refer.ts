// Handing a case to a service, with the access for its officers, and handing it back.

import { html, nothing, type TemplateResult } from "lit-html";
import { LONG } from "../api.js";
import { act, current } from "../cases/opened.js";
import type { Command } from "../parts/commands.js";
import { show } from "../parts/dialog.js";
import { attempt, draw, say } from "../parts/draw.js";
import { go, to } from "../route.js";
import { t } from "../text.js";
import type { Service, Services } from "../types.js";
import { accessView } from "./access.js";
import { AT_ONCE, keepCompared, type Keyed, keysOf, wrapsFor } from "./wraps.js";
import { nameOf, serviceOf, why } from "./service.js";

const REASONS = ["place", "subject", "facts", "known", "other"];

const services = (): Services | null => current()?.sealed.services ?? null;

let chosen = "";
let keys: Keyed[] = [];

async function choose(service: string): Promise<void> {
  [chosen, keys] = [service, []];
  draw();
  if (!current()?.sealed.readable) return;
  const found = await keysOf(service);
  if (chosen !== service) return;
  keys = found;
  draw();
}

const service = (one: Service, known: Services): TemplateResult => html`<label>
  <input type="radio" name="service" value=${one.id} required ?checked=${one.id === chosen}
    ?autofocus=${one.id === chosen} @change=${() => attempt(() => choose(one.id))} />
  <bdi>${nameOf(one)}</bdi>
  ${one.id === known.proposed ? html`<span class="quiet">${t("service-proposed", { why: why() })}</span>` : nothing}
</label>`;

const access = (key: Keyed): TemplateResult => {
  const one = serviceOf(chosen);
  return accessView(key, one ? nameOf(one) : chosen);
};

const accesses = (): TemplateResult | typeof nothing => {
  if (!current()?.sealed.readable) return html`<p class="quiet">${t("access-later")}</p>`;
  return keys.length
    ? html`<h3>${t("access")}</h3><ul class="accesses">${keys.map(access)}</ul>`
    : html`<p class="quiet">${t("access-none")}</p>`;
};

async function refer(form: FormData): Promise<void> {
  const { sealed } = current() ?? {};
  if (!sealed) return;
  const ticked = new Set(form.getAll("compared").map(String));
  const given = keys.filter((one) => one.lacking.length && (one.compared || ticked.has(one.fingerprint)));
  const wraps = given.length ? await wrapsFor(given, sealed.wraps) : [];
  const body = { service: form.get("service"), note: form.get("text") ?? "" };
  await act("refer", { ...body, wraps: wraps.slice(0, AT_ONCE) }, LONG);
  for (let at = AT_ONCE; at < wraps.length; at += AT_ONCE) {
    await act("refer", { service: body.service, wraps: wraps.slice(at, at + AT_ONCE) }, LONG);
  }
  for (const one of given) keepCompared(one);
}

export function referCase(): void {
  const known = services();
  if (!known) return;
  keys = [];
  void attempt(() => choose(known.has || known.proposed));
  show({
    title: t("act-refer"),
    draft: "refer",
    body: () => html`<fieldset class="services"><legend>${t("service")}</legend>
        ${known.all.map((one) => service(one, known))}</fieldset>
      ${accesses()}
      ${current()?.sealed.readable && !known.has
        ? html`<label>${t("note-to-reporter")}<textarea name="text" rows="3" maxlength="1000"
            dir="auto"></textarea></label>`
        : nothing}`,
    buttons: [
      ["act", t("do")],
      ["sheet", t("refer-and-sheet")],
    ],
    done: async (form, button) => {
      await refer(form);
      say(t("referred"));
      if (button === "sheet") go(to("cover", current()?.sealed.case.reference ?? ""));
    },
  });
}

function handBack(): void {
  show({
    title: t("act-hand-back"),
    body: () => html`<p>${t("hand-back-about")}</p>
      <fieldset class="choices"><legend>${t("reason")}</legend>
        ${REASONS.map(
          (one, at) => html`<label><input type="radio" name="reason" value=${one} required
            ?autofocus=${at === 0} /> ${t(`hand-back-${one}`)}</label>`,
        )}</fieldset>`,
    buttons: [["act", t("do")]],
    done: async (form) => {
      await act("hand-back", { reason: form.get("reason") });
      say(t("done"));
    },
  });
}

// The actions on the case that services bring, each with its key.
export function referring(): Command[] {
  const known = services();
  if (!known) return [];
  const cover = { key: "c", label: t("act-cover"), run: () => go(to("cover", current()?.sealed.case.reference ?? "")) };
  return [
    ...(known.refers ? [{ key: "r", label: t("act-refer"), run: referCase, draft: "refer" }] : []),
    ...(known.hands_back ? [{ key: "b", label: t("act-hand-back"), run: handBack }] : []),
    ...(known.has ? [cover] : []),
  ];
}
