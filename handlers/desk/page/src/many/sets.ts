// Sets of changes that an officer keeps on this computer, under a name: done in one, in one case or in many.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Command } from "../parts/commands.js";
import { show } from "../parts/dialog.js";
import { attempt, draw } from "../parts/draw.js";
import { label, t } from "../text.js";
import { type Chosen, spoken, statuses, type Step } from "./bulk.js";
import { fields, forgetPreviews, LANGUAGES, preview, previews, textFor, textsFrom, type Texts, writes } from "./words.js";

const KEPT = "desk-sets";
const MOST = 9;

interface ChangeSet {
  name: string;
  take: boolean;
  // Empty: no other status; the words are a question then.
  status: string;
  texts: Texts;
}

function kept(): ChangeSet[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? (found as ChangeSet[]).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(sets: ChangeSet[]): void {
  localStorage.setItem(KEPT, JSON.stringify(sets));
  draw();
}

function steps(set: ChangeSet, language: string): Step[] {
  const text = writes() ? textFor(set.texts, language) : "";
  const taking: Step[] = set.take ? [{ action: "take" }] : [];
  if (set.status) return [...taking, { action: "status", status: set.status, note: text }];
  return text ? [...taking, { action: "ask", question: text }] : taking;
}

const speaks = (set: ChangeSet): boolean => writes() && (set.status !== "" || textFor(set.texts, "") !== "");

export function makeSet(): void {
  forgetPreviews();
  show({
    title: t("set-new"),
    body: () => html`${writes() ? html`<p class="quiet">${t("set-about")}</p>` : nothing}
      <label>${t("set-name")}<input name="name" required maxlength="40" autofocus autocomplete="off" /></label>
      <label class="check"><input type="checkbox" name="take" checked /> ${t("act-take")}</label>
      <label>${t("status")}<select name="status">
        <option value="">${t("set-no-status")}</option>
        ${statuses().map((one) => html`<option value=${one}>${label("status", one)}</option>`)}
      </select></label>
      ${writes() ? fields(LANGUAGES, false) : nothing}`,
    buttons: [["save", t("save")]],
    done: async (form) => {
      const name = String(form.get("name")).trim();
      const status = String(form.get("status") ?? "");
      const made = { name, take: form.has("take"), status, texts: textsFrom(form) };
      keep([...kept().filter((one) => one.name !== name), made].slice(-MOST));
    },
  });
}

// Shows what each reporter will read, then does it.
function run(set: ChangeSet, cases: Chosen, act: Act, buttons: Buttons): void {
  if (!cases.size) return;
  forgetPreviews();
  show({
    title: t("bulk-title", { action: set.name, count: cases.size }),
    body: () => html`<ul>
        ${set.take ? html`<li>${t("act-take")}</li>` : nothing}
        ${set.status ? html`<li>${t("status-became", { status: label("status", set.status) })}</li>` : nothing}
      </ul>${previews()}`,
    buttons,
    done: (_, button) => act(cases, (language) => steps(set, language), button),
  });
  if (speaks(set)) void attempt(() => preview(set.texts, set.status, spoken(cases)));
}

type Act = (cases: Chosen, steps: (language: string) => Step[], button: string) => Promise<void>;
type Buttons = ReadonlyArray<readonly [name: string, label: string]>;

// The kept sets as actions with the keys 1 to 9.
export const setCommands = (cases: () => Chosen, act: Act, buttons: Buttons): Command[] => [
  ...kept().map((set, at) => ({
    key: String(at + 1),
    label: set.name,
    run: () => run(set, cases(), act, buttons),
  })),
  { key: "", label: t("set-new"), run: makeSet },
];

export const setsView = (): TemplateResult => html`<ul class="saved sets" aria-label=${t("sets")}>
  ${kept().map(
    ({ name }, at) => html`<li>
      <span><kbd>${at + 1}</kbd> <bdi>${name}</bdi></span>
      <button class="small" aria-label=${t("set-drop", { name })}
        @click=${() => keep(kept().filter((one) => one.name !== name))}>×</button>
    </li>`,
  )}
  <li><button class="small" @click=${makeSet}>${t("set-new")}</button></li>
</ul>`;
