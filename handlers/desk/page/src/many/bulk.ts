// One decision for many cases at once, in the language of each reporter.

import { html, nothing, type TemplateResult } from "lit-html";
import { LONG, post, read, Refused } from "../api.js";
import { show } from "../parts/dialog.js";
import { draw } from "../parts/draw.js";
import { who } from "../session.js";
import { label, t } from "../text.js";
import { chosenOfficer, colleagues, pickOfficer } from "../team/colleagues.js";
import { pickTime, timeFrom } from "../cases/snooze.js";
import { fields, forgetPreviews, LANGUAGES, requireWords, textFor, textsFrom, writes } from "./words.js";

const STATUSES = [
  ...["examined", "referred", "informed", "investigated", "identified", "wanted", "justice"],
  ...["insufficient", "no_offence", "duplicate"],
];
// Where there are services, a case is referred to one of them, and not by its status alone.
export const statuses = (): string[] => STATUSES.filter((one) => one !== "referred" || !who()?.offered.length);

const AT_ONCE = 200;

export type Step = { action: string } & Record<string, unknown>;
// The references of the cases, each with its reporter's language.
export type Chosen = ReadonlyMap<string, string>;

export interface Done {
  done: string[];
  // What was already so.
  same: string[];
  refused: { reference: string; error: string }[];
  // What was given to a colleague whose key does not open it.
  closed: string[];
}

// Does the same steps in many cases; their words are those of each reporter's language.
export async function perform(cases: Chosen, steps: (language: string) => Step[]): Promise<Done> {
  const all: Done = { done: [], same: [], refused: [], closed: [] };
  for (const language of spoken(cases)) {
    const references = [...cases].filter(([, one]) => one === language).map(([reference]) => reference);
    for (let at = 0; at < references.length; at += AT_ONCE) {
      const body = { references: references.slice(at, at + AT_ONCE), steps: steps(language) };
      const { done, same, refused, closed = [] } = await post<Partial<Done> & Omit<Done, "closed">>("bulk", body, LONG);
      all.done.push(...done);
      all.same.push(...same);
      all.refused.push(...refused);
      all.closed.push(...closed);
    }
  }
  return all;
}

export const spoken = (cases: Chosen): string[] => {
  const there = new Set(cases.values());
  return [...LANGUAGES.filter((one) => there.has(one)), ...[...there].filter((one) => !known(one))];
};

const known = (language: string): boolean => LANGUAGES.some((one) => one === language);

type Counts = ReadonlyMap<string, number>;

type Told = Partial<Record<"statuses" | "actions", Record<string, string[]>>> & {
  reasons?: Record<string, Record<string, string>>;
};

// Asks what this officer can do with the cases; returns in how many of them each status or action goes, if known.
// Throws Refused with the reasons where it goes in none.
async function fitting(cases: Chosen, action: string): Promise<Counts | null> {
  const kind = action === "status" ? "statuses" : "actions";
  const found = new Map<string, number>();
  const why = new Map<string, number>();
  const references = [...cases.keys()];
  for (let at = 0; at < references.length; at += AT_ONCE) {
    const body = { references: references.slice(at, at + AT_ONCE) };
    const told = await read<Told>("bulk/statuses", body);
    // A server of an earlier version does not tell of it: then the action itself says where it does not go.
    if (!told[kind]) return null;
    for (const one of Object.values(told[kind]).flat()) found.set(one, (found.get(one) ?? 0) + 1);
    for (const { [action]: reason } of Object.values(told.reasons ?? {})) if (reason) why.set(reason, (why.get(reason) ?? 0) + 1);
  }
  const goes = action === "status" ? found.size : found.has(action);
  if (!goes) throw refusedOf(why, action === "status" ? "status" : "role");
  return found;
}

function refusedOf(why: Counts, otherwise: string): Refused {
  const [first = otherwise] = why.keys();
  return new Refused(first, 0, why.size > 1 ? { reasons: [...why] } : {});
}

// How many of the cases will change, and how many will not.
const fitsView = (found: Counts | null, what: string, cases: Chosen): TemplateResult => {
  const fits = found ? (found.get(what) ?? 0) : cases.size;
  return html`<p
  class=${fits < cases.size ? "warning" : "quiet"} aria-live="polite">${t("bulk-fits", { fits, rest: cases.size - fits })}</p>`;
};

// The statuses that some of the cases can take, and how many of them will and will not take the chosen one.
async function statusBody(cases: Chosen): Promise<() => TemplateResult> {
  const found = await fitting(cases, "status");
  const offered = statuses().filter((one) => !found || found.has(one));
  if (!offered.length) throw new Refused("status", 0);
  let status = offered[0] as string;
  const choose = (event: Event): void => {
    status = (event.currentTarget as HTMLSelectElement).value;
    draw();
  };
  return () => {
    return html`<label>${t("status")}<select name="status" required @change=${choose}>
      ${offered.map((one) => html`<option value=${one} ?selected=${one === status}>${label("status", one)}</option>`)}
    </select></label>
    ${fitsView(found, status, cases)}
    ${writes() ? fields(spoken(cases), false) : nothing}`;
  };
}

const askFields = (languages: readonly string[]): TemplateResult =>
  html`<p class="quiet">${t("ask-many")}</p>${fields(languages, true)}`;

function step(action: string, form: FormData, language: string): Step {
  const text = textFor(textsFrom(form), language);
  switch (action) {
    case "ask":
      return { action, question: text };
    case "status":
      return { action, status: form.get("status"), note: text };
    case "snooze":
      return { action, until: timeFrom(form) };
    default:
      return { action, officer: chosenOfficer(form) };
  }
}

async function bodyOf(action: string, cases: Chosen): Promise<() => TemplateResult> {
  if (action === "status") return statusBody(cases);
  if (action === "snooze") return pickTime;
  const found = await fitting(cases, action);
  const members = action === "assign" ? await colleagues() : [];
  const body = action === "ask" ? () => askFields(spoken(cases)) : () => pickOfficer(members);
  return () => html`${fitsView(found, action, cases)} ${body()}`;
}

export async function bulkDialog(
  action: string,
  cases: Chosen,
  act: (steps: (language: string) => Step[]) => Promise<void>,
): Promise<void> {
  forgetPreviews();
  show({
    title: t("bulk-title", { action: t(`act-${action}`), count: cases.size }),
    draft: `bulk-${action}`,
    body: await bodyOf(action, cases),
    buttons: [["do", t("do")]],
    done: async (form) => {
      if (action === "ask") requireWords(form, spoken(cases));
      await act((language) => [step(action, form, language)]);
    },
  });
}
