// Draws the page, and runs what an officer asked for: one thing at a time, its failure said in words.

import { render, type TemplateResult } from "lit-html";
import { Refused } from "../api.js";
import { Unopened } from "../sealing/age.js";
import { has, label, moment, t } from "../text.js";
import type { Change } from "../types.js";

let view: () => TemplateResult;
let after: () => void = () => undefined;
let scheduled = false;
let running = 0;
// Milliseconds: so long a notice stands at the foot of the page; one of a failure stays.
const SHOWN = 8_000;
let said = { text: "", wrong: false };

let idle: (() => void)[] = [];

export const busy = (): boolean => running > 0;

// Resolves once nothing runs.
export const quiet = (): Promise<void> => (running ? new Promise((then) => idle.push(then)) : Promise.resolve());

export const notice = (): { text: string; wrong: boolean } => said;

// `drawn` is called after each drawing.
export function drawWith(whole: () => TemplateResult, drawn: () => void): void {
  [view, after] = [whole, drawn];
  draw();
}

export function draw(): void {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    render(view(), document.getElementById("desk") as HTMLElement);
    after();
  });
}

export function say(text: string, wrong = false): void {
  const now = { text, wrong };
  said = now;
  draw();
  if (text && !wrong) setTimeout(() => said === now && say(""), SHOWN);
}

export const wordsFor = (error: unknown): string => {
  if (error instanceof Refused) return refusal(error);
  if (error instanceof Unopened) return t("error-unopened");
  if (error instanceof DOMException && error.name === "NotAllowedError") return t("error-passkey-cancelled");
  return t("error-other", { code: error instanceof Error ? error.name : "?" });
};

export const refusedFor = (code: string): string =>
  has(`error-${code}`) ? t(`error-${code}`) : t("error-other", { code });

// Each reason that kept cases as they were, with how many.
export const reasonsFor = (counts: Iterable<[code: string, count: number]>): string[] =>
  [...counts].map(([code, count]) => t("bulk-refused", { count, why: refusedFor(code) }));

// A refusal in words; with what a colleague changed meanwhile, where that is the reason.
function refusal({ code, told }: Refused): string {
  if (Array.isArray(told["reasons"])) return reasonsFor(told["reasons"] as [string, number][]).join("\n");
  const words = refusedFor(code);
  const changes = Array.isArray(told["changes"]) ? (told["changes"] as Change[]) : [];
  const lines = changes.map((one) => [
    one.officer,
    one.status && label("status", one.status),
    moment(one.time),
  ]);
  const by = typeof told["officer"] === "string" && told["officer"] ? [`(${told["officer"]})`] : [];
  const language = typeof told["language"] === "string" ? [label("language", told["language"])] : [];
  return [words, ...by, ...language, ...lines.map((line) => line.filter(Boolean).join(", "))].join(" ");
}

// Returns whether it was done.
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  running += 1;
  say("");
  try {
    await action();
    return true;
  } catch (error) {
    say(wordsFor(error), true);
    return false;
  } finally {
    running -= 1;
    if (!running) {
      for (const then of idle) then();
      idle = [];
    }
    draw();
  }
}
