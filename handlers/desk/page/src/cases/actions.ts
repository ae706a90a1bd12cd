// What an officer does with a case: each action with its key, and a way to act and go on to the next.

import { html, nothing, type TemplateResult } from "lit-html";
import { file, read } from "../api.js";
import { bag } from "../bags/bag.js";
import type { Command } from "../parts/commands.js";
import { type Dialog, show } from "../parts/dialog.js";
import { draw, say } from "../parts/draw.js";
import { save } from "../parts/save.js";
import { go, to } from "../route.js";
import { supervises } from "../session.js";
import { has, label, t } from "../text.js";
import { suspectFields, suspectFrom } from "../life/outcome.js";
import type { CaseFacts, Outcome } from "../types.js";
import { sealings } from "./chain.js";
import { back, beside } from "./list.js";
import { act, addNote, current, open, several } from "./opened.js";
import { assignBody, assignTo } from "../refer/assign.js";
import { referring } from "../refer/refer.js";
import { setCommands } from "../many/sets.js";
import { writes } from "../many/words.js";
import { pickTime, timeFrom } from "./snooze.js";

const facts = (): CaseFacts | undefined => current()?.sealed.case;

// Goes to the case after this one in the list, or back to the list after the last.
export function next(step = 1): void {
  const row = beside(facts()?.reference ?? "", step);
  go(row ? to("case", row.reference) : back());
}

// A dialog whose second button acts and goes on. What is typed in it is kept for this case.
function ask(action: string, body: () => TemplateResult, done: Dialog["done"]): void {
  show({
    title: t(`act-${action}`),
    draft: action,
    body,
    buttons: [
      ["act", t("do")],
      ["next", t("act-and-next")],
    ],
    done: async (form, button) => {
      const upcoming = beside(facts()?.reference ?? "", 1);
      await done(form, button);
      say(t("done"));
      if (button === "next") go(upcoming ? to("case", upcoming.reference) : back());
    },
  });
}

async function take(): Promise<void> {
  await act("take");
  say(t("taken"));
}

async function takeAndNext(): Promise<void> {
  const upcoming = beside(facts()?.reference ?? "", 1);
  await take();
  go(upcoming ? to("case", upcoming.reference) : back());
}

let preview = "";

async function look(form: HTMLFormElement, kind: "ask" | "status"): Promise<void> {
  const given = new FormData(form);
  const told = {
    language: facts()?.language,
    kind,
    status: given.get("status") ?? "",
    text: given.get("text") ?? "",
  };
  ({ text: preview } = await read<{ text: string }>("preview", told));
  draw();
}

const previewing = (kind: "ask" | "status"): TemplateResult => {
  const asked = (event: Event) =>
    void look((event.currentTarget as HTMLButtonElement).form as HTMLFormElement, kind).catch(() =>
      say(t("error-preview"), true),
    );
  return html`<p><button type="button" class="small" @click=${asked}>${t("preview")}</button></p>
    ${preview ? html`<blockquote dir="auto" lang=${facts()?.language ?? ""}
      aria-live="polite">${preview}</blockquote>` : nothing}`;
};

const CANNED = ["proof", "number", "payment", "since"];

function canned(event: Event): void {
  const select = event.currentTarget as HTMLSelectElement;
  const area = select.form?.elements.namedItem("text") as HTMLTextAreaElement;
  const key = `canned-${select.value}-${facts()?.language}`;
  if (has(key)) area.value = t(key, { reference: facts()?.reference ?? "" });
  area.dispatchEvent(new Event("input", { bubbles: true }));
  select.value = "";
}

const reach = (): TemplateResult | typeof nothing => {
  const known = facts();
  if (!known) return nothing;
  if (!known.addressed) return html`<p class="warning">${t("reach-unaddressed")}</p>`;
  if (!known.reachable) return html`<p class="warning">${t("reach-unreachable")}</p>`;
  return known.window ? html`<p class="warning">${t("reach-later")}</p>` : nothing;
};

function askReporter(): void {
  preview = "";
  ask(
    "ask",
    () => html`${reach()}
      <label>${t("canned")}<select @change=${canned}>
        <option value="">—</option>
        ${CANNED.map((one) => html`<option value=${one}>${t(`canned-${one}`)}</option>`)}
      </select></label>
      <label>${t("question-in", { language: label("language", facts()?.language ?? "") })}
        <textarea name="text" rows="5" required maxlength="1000" autofocus dir="auto"></textarea></label>
      ${previewing("ask")}`,
    async (form) => act("ask", { question: form.get("text") }),
  );
}

function setStatus(): void {
  preview = "";
  ask(
    "status",
    () => html`${reach()}
      <fieldset class="choices"><legend>${t("status")}</legend>
        ${current()?.sealed.statuses.map(
          (one, at) => html`<label>
          <input type="radio" name="status" value=${one} required ?checked=${at === 0}
            ?autofocus=${at === 0} /> ${label("status", one)}
        </label>`,
        )}</fieldset>
      ${writes() ? html`<label>${t("note-to-reporter")}<textarea name="text" rows="4" maxlength="1000"
        dir="auto"></textarea></label>
      ${previewing("status")}` : nothing}`,
    async (form) => act("status", { status: form.get("status"), note: form.get("text") ?? "" }),
  );
}

function countSuspect(): void {
  ask(
    "suspect",
    () => suspectFields(current()?.sealed.outcome as Outcome),
    async (form) => act("suspect", suspectFrom(form)),
  );
}

function writeNote(): void {
  ask(
    "note",
    () => html`<p class="private">${t("note-about")}</p>
      <label>${t("note")}<textarea name="text" rows="6" required maxlength="4000" autofocus
        dir="auto"></textarea></label>`,
    async (form) => addNote(String(form.get("text"))),
  );
}

const reasonField = (): TemplateResult => html`<label>${t("reason")}<input name="reason" required
  maxlength="40" pattern="[A-Za-z0-9][A-Za-z0-9._\\/\\-]*" autofocus autocomplete="off" title=${t("reason-form")} /></label>`;

function reasoned(action: "hold" | "release"): void {
  ask(
    action,
    () => html`<p>${t(`${action}-about`)}</p>${reasonField()}`,
    async (form) => act(action, { reason: form.get("reason") }),
  );
}

function exportCase(): void {
  const reference = facts()?.reference ?? "";
  show({
    title: t("act-export"),
    body: () => html`<p>${t("export-about")}</p><p>${t("export-bags")}</p>${reasonField()}`,
    buttons: [
      ["bundle", t("export-do")],
      ["sealed", t("export-sealed")],
      ["opened", t("export-opened")],
    ],
    done: async (form, button) => {
      const kind = button === "bundle" ? "bundle" : "bag";
      const got = await file(`cases/${reference}/export`, { reason: form.get("reason"), form: kind });
      if (kind === "bundle") save(got, `${reference}.tar`);
      else {
        const log = sealings(current()?.sealed.log ?? []);
        save(await bag(new Uint8Array(await got.arrayBuffer()), button === "opened", log), `${reference}.zip`);
      }
      await open(reference);
      say(t("exported"));
    },
  });
}

const snooze = (): void =>
  ask("snooze", pickTime, async (form) => act("snooze", { until: timeFrom(form) }));

async function assign(): Promise<void> {
  ask("assign", await assignBody(), assignTo);
}

export function actions(): Command[] {
  const known = facts();
  if (!known) return [];
  const held: Command[] = known.hold
    ? supervises()
      ? [{ key: "h", label: t("act-release"), run: () => reasoned("release") }]
      : []
    : [{ key: "h", label: t("act-hold"), run: () => reasoned("hold") }];
  const sealed = current()?.sealed;
  const status: Command[] = sealed?.statuses.length
    ? [{ key: "s", label: t("act-status"), run: setStatus, draft: "status" }]
    : [];
  const first: Command[] = known.assigned ? [] : [{ key: "t", label: t("act-take"), run: take }];
  const snoozing: Command = { key: "z", label: t("act-snooze"), run: snooze };
  if (!sealed?.readable) return [...first, ...status, ...referring(), snoozing];
  return [
    ...first,
    ...(sealed.actions?.includes("ask") ?? true
      ? [{ key: "a", label: t("act-ask"), run: askReporter, draft: "ask" } satisfies Command]
      : []),
    ...status,
    ...(sealed.outcome.counts_suspects
      ? [{ key: "i", label: t("act-suspect"), run: countSuspect } satisfies Command]
      : []),
    ...referring(),
    { key: "n", label: t("act-note"), run: writeNote, draft: "note" },
    snoozing,
    { key: "g", label: t("act-assign"), run: assign },
    ...held,
    { key: "e", label: t("act-export"), run: exportCase },
  ];
}

// The kept sets: what the reporter will read is shown before it is done.
const sets = (): Command[] =>
  setCommands(
    () => new Map(facts() ? [[facts()?.reference ?? "", facts()?.language ?? ""]] : []),
    async (_, steps, button) => {
      const upcoming = beside(facts()?.reference ?? "", 1);
      await several(steps(facts()?.language ?? ""));
      say(t("done"));
      if (button === "next") go(upcoming ? to("case", upcoming.reference) : back());
    },
    [
      ["act", t("do")],
      ["next", t("act-and-next")],
    ],
  );

export const commands = (): Command[] => [
  ...actions(),
  ...sets(),
  ...(facts() && !facts()?.assigned ? [{ key: "T", label: t("take-and-next"), run: takeAndNext }] : []),
  { key: "j", label: t("key-next-case"), run: () => next(1) },
  { key: "k", label: t("key-case-before"), run: () => next(-1) },
  { key: "u", label: t("key-back"), run: () => go(back()) },
  { key: "p", label: t("print"), run: () => window.print() },
];
