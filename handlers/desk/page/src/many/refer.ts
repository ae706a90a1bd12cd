// Many cases referred at once: each to the service that is proposed for it, or all to one, with wraps as for a single one.

import { html, nothing, type TemplateResult } from "lit-html";
import { LONG, post, Refused } from "../api.js";
import { show } from "../parts/dialog.js";
import { say } from "../parts/draw.js";
import { accessView } from "../refer/access.js";
import { nameOf } from "../refer/service.js";
import { type Access, accessOf, AT_ONCE, keepCompared, type Keyed, PROPOSED, wrapsFor } from "../refer/wraps.js";
import { who } from "../session.js";
import { t } from "../text.js";
import { type Chosen, type Done, spoken } from "./bulk.js";
import { fields, forgetPreviews, textFor, type Texts, textsFrom, writes } from "./words.js";

type Tell = (done: Done) => Promise<void>;

// Milliseconds until a call is tried again that came too soon after the others.
const PATIENCE = 2_000;

async function patient<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "many") throw error;
      await new Promise((then) => setTimeout(then, PATIENCE));
    }
  }
}

// Does it for each case, and tells how many are done.
async function each<T>(cases: Iterable<[string, T]>, all: Done, act: (reference: string, one: T) => Promise<void>): Promise<void> {
  for (const [reference, one] of cases) {
    try {
      await patient(() => act(reference, one));
    } catch (error) {
      if (!(error instanceof Refused) || error.code === "offline" || error.code === "late" || error.status === 401) throw error;
      all.refused.push({ reference, error: error.code });
    }
  }
}

const service = (): TemplateResult => html`<label>${t("service")}<select name="service" required autofocus>
  <option value=${PROPOSED}>${t("service-each")}</option>
  ${who()?.offered.map((one) => html`<option value=${one.id}>${nameOf(one)}</option>`)}
</select></label>`;

export function referMany(cases: Chosen, tell: Tell): void {
  forgetPreviews();
  show({
    title: t("bulk-title", { action: t("act-refer"), count: cases.size }),
    draft: "bulk-refer",
    body: () => html`${service()} ${writes() ? fields(spoken(cases), false, "referred") : nothing}`,
    buttons: [["do", t("do")]],
    done: async (form) => {
      const found = new Map<string, Access>();
      const all: Done = { done: [], same: [], refused: [], closed: [] };
      const wanted = String(form.get("service"));
      await each(cases, all, async (reference) => {
        found.set(reference, await accessOf(reference, wanted));
      });
      const run = (ticked: ReadonlySet<string>) => refer(cases, found, textsFrom(form), ticked, all).then(tell);
      const strange = uncompared(found);
      if (strange.length) queueMicrotask(() => compare(strange, run));
      else await run(new Set());
    },
  });
}

// The keys that would get access and whose words were not compared here, each once, with their services.
function uncompared(found: ReadonlyMap<string, Access>): [service: string, key: Keyed][] {
  const keys = [...found.values()].flatMap((one) =>
    one.keys
      .filter((key) => key.lacking.some((content) => one.wraps[content]) && !key.compared)
      .map((key): [string, Keyed] => [one.service, key]),
  );
  return [...new Map(keys.map((one) => [one[1].fingerprint, one])).values()];
}

function compare(keys: [string, Keyed][], run: (ticked: ReadonlySet<string>) => Promise<void>): void {
  const name = (id: string): string => {
    const one = who()?.offered.find((each) => each.id === id);
    return one ? nameOf(one) : id;
  };
  show({
    title: t("access"),
    body: () => html`<ul class="accesses">${keys.map(([id, key]) => accessView(key, name(id)))}</ul>`,
    buttons: [["do", t("do")]],
    done: async (form) => {
      const ticked = new Set(form.getAll("compared").map(String));
      await run(ticked);
      for (const [, key] of keys) if (ticked.has(key.fingerprint)) keepCompared(key);
    },
  });
}

// Refers each case with the wraps for the keys that were compared, in parts as large as a call takes.
async function refer(
  cases: Chosen,
  found: ReadonlyMap<string, Access>,
  texts: Texts,
  ticked: ReadonlySet<string>,
  all: Done,
): Promise<Done> {
  await each(found, all, async (reference, access) => {
    const given = access.keys.filter((key) => key.compared || ticked.has(key.fingerprint));
    const wraps = await wrapsFor(given, access.wraps);
    const note = writes() ? textFor(texts, cases.get(reference) ?? "") : "";
    const path = `cases/${encodeURIComponent(reference)}/refer`;
    await post(path, { service: access.service, note, wraps: wraps.slice(0, AT_ONCE) }, LONG);
    for (let at = AT_ONCE; at < wraps.length; at += AT_ONCE) {
      await post(path, { service: access.service, wraps: wraps.slice(at, at + AT_ONCE) }, LONG);
    }
    all.done.push(reference);
    say(t("referring", { count: all.done.length }));
  });
  return all;
}
