// What the reporter said: each answer by its label, links taken apart so that no touch opens one.

import { html, nothing, type TemplateResult } from "lit-html";
import { NAMING } from "../identity/unmask.js";
import { attempt, say } from "../parts/draw.js";
import { searchFor } from "../team/search.js";
import { has, label, moment, t } from "../text.js";
import type { Entry } from "./opened.js";

const DOTTED = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const NUMBERS = /^[\d.]+$/;
const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;

// The text with its links taken apart: hxxps://evil[.]top
export const defanged = (text: string): string =>
  text
    .replace(/\bhttp(s?):\/\//gi, (_, s: string) => `hxxp${s.toLowerCase()}://`)
    .replace(/\b(javascript|data|file|intent|tg):(?=\S)/gi, "$1[:]")
    .replace(DOTTED, (found) =>
      NUMBERS.test(found) && !ADDRESS.test(found) ? found : found.replaceAll(".", "[.]"),
    );

const KINDS: readonly RegExp[] = [
  /\bhttps?:\/\/[^\s<>"']+/giu,
  /[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu,
  /(?<![\w/.@-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/[^\s<>"']*)?/gu,
  /(?<![\w+])\+?\d(?:[\s.-]?\d){7,14}(?!\w)/gu,
];

const REST = "[^\\s<>\"'«»،؛؟]";
const WHOLE = new RegExp(
  `(?:hxxps?://|www\\[\\.\\]|\\b[\\w-]{1,63}(?:\\[\\.\\][\\w-]{1,63}){1,8}/)${REST}*[\\p{L}\\p{N}/]` +
    "|[\\w.+-]{0,64}@[\\w.[\\]-]*\\w|(?:\\+|\\b[A-Z]{2})?\\d(?:[ \\u00a0.-]?\\d){5,}",
  "giu",
);

// A text in which each address and long number runs from left to right, in Arabic words too.
function directed(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(WHOLE)) {
    parts.push(text.slice(from, index), html`<bdi dir="ltr">${found}</bdi>`);
    from = index + found.length;
  }
  return [...parts, text.slice(from)];
}

// Links, addresses and numbers that a text names, as written.
export function indicators(text: string): string[] {
  const found = new Set<string>();
  let rest = text;
  for (const kind of KINDS) {
    rest = rest.replace(kind, (one) => {
      found.add(one.replace(/[.,;:!?)]+$/, "").trim());
      return " ";
    });
  }
  return [...found];
}

// A telephone number of Morocco as abroad: written in both ways it is one number. Anything else stays.
const sameNumber = (text: string): string => {
  const digits = /^[+\d\s.-]+$/.test(text) ? text.replace(/[^+\d]/g, "") : text;
  return digits.replace(/^00/, "+").replace(/^0(?=[5-8]\d{8}$)/, "+212");
};

// Each of these once, as it was written first.
const distinct = (found: readonly string[]): string[] => [
  ...new Map([...found].reverse().map((one) => [sameNumber(one), one])).values(),
].reverse();

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(t("copied"));
}

const indicator = (text: string): TemplateResult => html`<li>
  <code dir="ltr">${defanged(text)}</code>
  <button class="small" @click=${() => attempt(() => copy(text))}>${t("copy-real")}</button>
  <button class="small" @click=${() => searchFor(text)}>${t("other-cases")}</button>
</li>`;

const CHOSEN: Record<string, readonly string[]> = {
  evidence: [],
  lost_bank: ["bank"],
  lost_when: ["when"],
};
// The facts of money that left within a day, in the order in which a bank asks for them.
const MONEY = ["lost_bank", "lost_amount", "lost_when", "lost_to"] as const;

// An answer in words: the label of an option, or the text with its links taken apart.
export function answerText(question: string, text: string): string {
  for (const kind of CHOSEN[question] ?? [question, "answer"]) {
    if (/^[a-z-]+$/.test(text) && has(`${kind}-${text}`)) return t(`${kind}-${text}`);
  }
  return defanged(text);
}

const answer = ([question, text]: [string, string]): TemplateResult | typeof nothing =>
  text
    ? html`<div><dt>${has(`label-${question}`) ? t(`label-${question}`) : label("label", "note")}</dt>
        ${text.length > SHORT
          ? html`<dd dir="auto">${directed(answerText(question, text))}</dd>`
          : html`<dd><bdi dir=${/\p{L}/u.test(text) ? "auto" : "ltr"}>${directed(answerText(question, text))}</bdi></dd>`}</div>`
    : nothing;

// Signs of an answer that stands on the side of its label; a longer one runs as its own language does.
const SHORT = 40;

const HEADS: Record<string, string> = { filed: "entry-filed", feedback: "entry-feedback" };

// What a bank must know stands above all else, each fact as it was told last.
export function moneyView(entries: readonly Entry[]): TemplateResult | typeof nothing {
  const told = new Map(entries.flatMap((one) => one.said?.answers ?? []).filter(([, text]) => text));
  const facts = MONEY.flatMap((fact): [string, string][] => (told.has(fact) ? [[fact, told.get(fact) ?? ""]] : []));
  if (told.get("money") !== "recent" && !facts.length) return nothing;
  return html`<section class="money"><h2>${t("money-left")}</h2><dl>${facts.map(answer)}</dl></section>`;
}

export function entryView(entry: Entry): TemplateResult {
  const { said } = entry;
  if (!said) {
    return html`<article class="entry closed"><p>${t("entry-closed", { time: moment(entry.time) })}</p></article>`;
  }
  const answers = said.answers.filter(([question]) => question !== "category" && !NAMING.has(question));
  const named = distinct(answers.flatMap(([, text]) => indicators(text)));
  return html`<article class="entry">
    <h3>${t(HEADS[entry.kind] ?? "entry-added", { time: moment(entry.time) })}</h3>
    <dl>${answers.map(answer)}</dl>
    ${named.length ? html`<h4>${t("indicators")}</h4><ul class="indicators">${named.map(indicator)}</ul>`
      : nothing}
  </article>`;
}
