// The inbox: queues with their counts, filters, pages, unread marks; many cases at once for one decision.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Command } from "../parts/commands.js";
import { attempt, draw, reasonsFor, say } from "../parts/draw.js";
import { go, route, to } from "../route.js";
import { askDuty, dutyCommands, dutyView } from "../duty/duty.js";
import { askWaiting, waitingView } from "../identity/waiting.js";
import { label, t } from "../text.js";
import { who } from "../session.js";
import { bulkDialog, type Chosen, type Done, perform, type Step } from "../many/bulk.js";
import { referMany } from "../many/refer.js";
import { everyCase, FILTERS, filtered, load, queues, ready, reload, shown, unfiltered, visited } from "./list.js";
import { rowView } from "./rows.js";
import { savedView, saveView } from "./saved.js";
import { setCommands, setsView } from "../many/sets.js";

const chosen = new Map<string, string>();

const OPTIONS: Partial<Record<string, readonly string[]>> = {
  category: [
    ...[
      "fraud",
      "blackmail",
      "defamation",
      "threat",
      "child",
      "trafficking",
      "hacking",
      "terrorism",
      "drugs",
    ],
    ...["weapons", "incitement", "other"],
  ],
  place: [
    ...[
      "tanger",
      "oriental",
      "fes",
      "rabat",
      "beni-mellal",
      "casablanca",
      "marrakech",
      "draa",
      "souss",
      "guelmim",
    ],
    ...["laayoune", "dakhla", "morocco", "abroad"],
  ],
  channel: ["telegram", "whatsapp", "web"],
  language: ["ar", "ary", "fr"],
  status: [
    ...["received", "examined", "referred", "informed", "investigated", "identified", "wanted", "justice"],
    ...["insufficient", "no_offence", "duplicate", "closed", "withdrawn"],
  ],
};
// The most cases that are chosen at once.
const MOST = 1000;
const SORTS = ["urgent", "newest", "oldest", "changed"];

export function enter(): void {
  chosen.clear();
  void askWaiting().catch(() => undefined);
  void askDuty().catch(() => undefined);
  void attempt(() => load(route().query.toString())).then(() =>
    setTimeout(() =>
      links()
        .find((one) => one.dataset["reference"] === visited)
        ?.focus(),
    ),
  );
}

const named = (filter: string, value: string): string => {
  if (filter !== "place") return label(filter, value);
  return label(value === "morocco" || value === "abroad" ? "where" : "region", value);
};

const queuesView = (): TemplateResult => {
  const now = route().query.get("queue") ?? "";
  const counts = shown()?.counts ?? {};
  const link = (queue: string) => html`<li>
    <a href=${filtered("queue", queue)} aria-current=${queue === now ? "page" : nothing} class=${queue}>
      <span>${t(`queue-${queue || "all"}`)}</span>${queue in counts ? html`<b>${counts[queue]}</b>` : nothing}
    </a>
  </li>`;
  return html`<nav class="queues" aria-label=${t("queues")}>
    <ul>${["", ...queues()].map(link)}</ul>
    ${savedView()} ${setsView()}
  </nav>`;
};

const filter = (name: string): TemplateResult => {
  const now = route().query.get(name) ?? "";
  const options = OPTIONS[name];
  const set = (event: Event) => go(filtered(name, (event.target as HTMLInputElement).value.trim()));
  if (!options) {
    return html`<label>${t(`filter-${name}`)}<input .value=${now} @change=${set} size="10"
      autocomplete="off" /></label>`;
  }
  return html`<label>${t(`filter-${name}`)}<select @change=${set}>
    <option value="">${t("any")}</option>
    ${options.map((one) => html`<option value=${one} ?selected=${one === now}>${named(name, one)}</option>`)}
  </select></label>`;
};

const twoDigits = (number: number): string => String(number).padStart(2, "0");

// A day of the officer's own clock as seconds: the start of the first, the end of the last.
const period = (name: "from" | "to"): TemplateResult => {
  const now = Number(route().query.get(name) ?? 0);
  const date = new Date(now * 1000);
  const shownDay = now
    ? [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join("-")
    : "";
  const set = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const at = Date.parse(`${value}T${name === "to" ? "23:59:59" : "00:00:00"}`) / 1000;
    go(filtered(name, at > 0 ? String(at) : ""));
  };
  return html`<label>${t(`filter-${name}`)}<input type="date" .value=${shownDay} @change=${set} /></label>`;
};

const sorting = (): TemplateResult => {
  const now = route().query.get("sort") ?? SORTS[0];
  const set = (event: Event) => go(filtered("sort", (event.target as HTMLSelectElement).value));
  return html`<label>${t("sort")}<select @change=${set}>
    ${SORTS.map((one) => html`<option value=${one} ?selected=${one === now}>${t(`sort-${one}`)}</option>`)}
  </select></label>`;
};

const box = (reference: string): TemplateResult => {
  const toggle = () => {
    choose(reference);
  };
  return html`<input type="checkbox" .checked=${chosen.has(reference)} @change=${toggle}
    aria-label=${t("choose", { reference })} />`;
};

const paging = (): TemplateResult | typeof nothing => {
  const { page = 0, pages = 1 } = shown() ?? {};
  if (pages <= 1) return nothing;
  const link = (at: number, text: string) =>
    at < 0 || at >= pages
      ? nothing
      : html`<a class="button" href=${filtered("page", String(at))}>${text}</a>`;
  return html`<nav class="pages" aria-label=${t("pages")}>
    ${link(page - 1, t("page-before"))} <span>${t("page", { page: page + 1, pages })}</span> ${link(page + 1, t("page-after"))}
  </nav>`;
};

export function view(): TemplateResult {
  const listing = shown();
  const filters = [...FILTERS, "from", "to", "sort"].filter((one) => route().query.has(one)).length;
  return html`<div class="inbox">
    ${queuesView()}
    <section>
      <h1>${t(`queue-${route().query.get("queue") || "all"}`)}</h1>
      ${waitingView()} ${dutyView()}
      <details class="filters">
        <summary>${t("filters")}${filters ? ` (${filters})` : nothing}</summary>
        <div>${FILTERS.map(filter)} ${period("from")} ${period("to")} ${sorting()}</div>
        <p class="buttons"><button type="button" @click=${saveView}>${t("save-view")}</button>
          ${filters ? html`<a class="button" href=${unfiltered()}>${t("filters-none")}</a>` : nothing}</p>
      </details>
      ${chosen.size ? bulk() : nothing}
      <p class="quiet" aria-live="polite">${listing ? t("count", { count: listing.count }) : t("loading")}
        ${
          listing?.count
            ? html`<button class="small" @click=${() => attempt(chooseAll)}>${t("choose-all")}</button>`
            : nothing
        }</p>
      <ul class="rows">
        ${repeat(
          listing?.cases ?? [],
          (one) => one.reference,
          (one) => rowView(one, box(one.reference)),
        )}
      </ul>
      ${paging()}
    </section>
  </div>`;
}

const ACTIONS = (): string[] => [
  ...["take", "status", "assign", "snooze", "ask"],
  ...(who()?.offered.length ? ["refer"] : []),
];

const bulk = (): TemplateResult => html`<div class="bulk" role="group" aria-label=${t("bulk")}>
  <span>${t("chosen", { count: chosen.size })}</span>
  ${ACTIONS().map((one) => html`<button @click=${() => decide(one)}>${t(`act-${one}`)}</button>`)}
</div>`;

const meant = (): Chosen =>
  chosen.size ? new Map(chosen) : new Map(focused() ? [[focused(), language(focused())]] : []);

const act = async (cases: Chosen, steps: (language: string) => Step[]): Promise<void> =>
  tell(await perform(cases, steps));

// Each reason is told once, with how many cases it kept as they were: these stay chosen.
async function tell({ done, same, refused, closed }: Done): Promise<void> {
  for (const one of [...done, ...same]) chosen.delete(one);
  await reload();
  const counts = new Map<string, number>();
  for (const { error } of refused) counts.set(error, (counts.get(error) ?? 0) + 1);
  const lines = [t("bulk-done", { done: done.length, refused: refused.length })];
  if (same.length) lines.push(t("bulk-same", { count: same.length }));
  lines.push(...reasonsFor(counts));
  if (closed.length) lines.push(t("bulk-closed", { count: closed.length }));
  say(lines.join("\n"), refused.length > 0);
}

export function decide(action: string): void {
  const cases = meant();
  if (!cases.size) return say(t("chosen-none"), true);
  if (action === "refer") referMany(cases, tell);
  else if (action === "take") void attempt(() => act(cases, () => [{ action }]));
  else void attempt(() => bulkDialog(action, cases, (steps) => act(cases, steps)));
}

const sets = (): Command[] => setCommands(meant, act, [["do", t("do")]]);

const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".rows a")];
const focused = (): string => (document.activeElement as HTMLElement | null)?.dataset["reference"] ?? "";

function step(by: number): void {
  const all = links();
  const at = all.findIndex((one) => one === document.activeElement);
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function choose(reference: string): void {
  if (!chosen.delete(reference)) chosen.set(reference, language(reference));
  draw();
}

const toggle = (): void => {
  if (focused()) choose(focused());
};

const language = (reference: string): string =>
  shown()?.cases.find((one) => one.reference === reference)?.language ?? "";

// Chooses every case of the list, on all of its pages.
async function chooseAll(): Promise<void> {
  for (const row of await everyCase(MOST)) chosen.set(row.reference, row.language);
  const count = shown()?.count ?? 0;
  if (count > MOST) say(t("chosen-most", { most: MOST, left: count - MOST }), true);
  draw();
}

export { ready };

export const commands = (): Command[] => [
  { key: "j", label: t("key-next"), run: () => step(1) },
  { key: "k", label: t("key-before"), run: () => step(-1) },
  { key: "o", label: t("key-open"), run: () => focused() && go(to("case", focused())) },
  { key: "x", label: t("key-choose"), run: toggle },
  ...ACTIONS().map((one) => ({
    key: { snooze: "z", assign: "g" }[one] ?? one.charAt(0),
    label: t(`act-${one}`),
    run: () => decide(one),
  })),
  ...sets(),
  ...dutyCommands(),
  { key: "X", label: t("choose-all"), run: chooseAll },
  ...["", ...queues()].map((one) => ({
    key: "",
    label: t(`queue-${one || "all"}`),
    run: () => go(to("cases", "", one ? `queue=${one}` : "")),
  })),
];
