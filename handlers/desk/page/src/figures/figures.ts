// The figures of a period beside those of the period before: tables with their bars, times and suspects.

import { html, nothing, type TemplateResult } from "lit-html";
import { get, LONG } from "../api.js";
import { attempt, draw } from "../parts/draw.js";
import { go, route, to } from "../route.js";
import { day, label, spoken, t } from "../text.js";
import { barsOf } from "./bars.js";
import { forget, statementView } from "./statement.js";

interface Count {
  value: string;
  count: number | null;
  percent: number | null;
  before: number | null;
}

interface Table {
  total: number | null;
  hidden: number | null;
  rows: Count[];
}

type Measures = Record<"median" | "ninetieth" | "median_before" | "ninetieth_before", number | null>;

interface Figures {
  from: string;
  to: string;
  before_from: string;
  before_to: string;
  all: number;
  all_before: number;
  erased: number;
  tables: Record<string, Table>;
  times: Record<string, Measures>;
  suspects: Record<string, number>;
  suspects_before: Record<string, number>;
  countries: Record<string, Record<string, string>>;
}

const TABLES = [
  "category",
  "place",
  "world",
  "country",
  "channel",
  "language",
  "identity",
  "urgency",
  "outcome",
  "group",
  "helped",
];
// Values that the desk names elsewhere too.
const KINDS: Record<string, string> = {
  category: "category",
  place: "region",
  channel: "channel",
  language: "language",
  outcome: "status",
};

let found: Figures | null = null;
let asked = "";

export function enter(): void {
  const [first, last] = period();
  if (asked === `${first} ${last}` && found) return;
  forget();
  void attempt(async () => {
    asked = `${first} ${last}`;
    found = await get<Figures>(`figures?from=${first}&to=${last}`, LONG);
    draw();
  });
}

// The days in the address, or the last quarter that is over.
function period(): [string, string] {
  const { query } = route();
  const [first, last] = quarter();
  return [query.get("from") ?? first, query.get("to") ?? last];
}

function quarter(): [string, string] {
  const now = new Date();
  const month = Math.floor(now.getMonth() / 3) * 3 - 3;
  return [iso(new Date(now.getFullYear(), month, 1)), iso(new Date(now.getFullYear(), month + 3, 0))];
}

// The first days of the months that are over, the newest first.
const MONTHS = 60;
const months = (): Date[] => {
  const now = new Date();
  return Array.from({ length: MONTHS }, (_, at) => new Date(now.getFullYear(), now.getMonth() - 1 - at, 1));
};

const lastOf = (first: Date): string => iso(new Date(first.getFullYear(), first.getMonth() + 1, 0));
const inWords = (first: Date): string =>
  first.toLocaleDateString(spoken() === "ar" ? "ar-MA" : "fr-MA", { month: "long", year: "numeric" });

const pick = (name: string, chosen: string, dayOf: (first: Date) => string): TemplateResult => html`<select
  name=${name} required>${months().map(
    (one) => html`<option value=${dayOf(one)} ?selected=${dayOf(one) === chosen}>${inWords(one)}</option>`,
  )}</select>`;

const iso = (date: Date): string =>
  [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, "0"),
    String(date.getDate()).padStart(2, "0"),
  ].join("-");

const show = (first: string, last: string): void =>
  go(to("figures", "", new URLSearchParams({ from: first, to: last }).toString()));

function submitted(event: SubmitEvent): void {
  event.preventDefault();
  const form = new FormData(event.currentTarget as HTMLFormElement);
  show(String(form.get("from")), String(form.get("to")));
}

const number = (value: number): string => value.toLocaleString(spoken() === "ar" ? "ar-MA" : "fr-MA");
const orHidden = (value: number | null): string => (value === null ? t("figures-hidden") : number(value));

function nameOf(table: string, value: string): string {
  if (table === "country") return found?.countries[value]?.[spoken()] ?? value;
  const own = label(`figure-${table}`, value);
  const kind = KINDS[table];
  return own === value && kind ? label(kind, value) : own;
}

// All tables of countries in one: each stands within a region of the world.
function countries(figures: Figures): Table {
  const inside = Object.entries(figures.tables).filter(([name]) => name.startsWith("country-"));
  const sums = inside.map(([, table]) => table.hidden);
  return {
    total: figures.tables["world"]?.total ?? null,
    hidden: sums.some((one) => one === null) ? null : sums.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    rows: inside.flatMap(([, table]) => table.rows),
  };
}

function tableView(name: string, { rows, hidden }: Table): TemplateResult | typeof nothing {
  const shown = rows.filter((one) => one.count).sort((one, other) => (other.count ?? 0) - (one.count ?? 0));
  const most = Math.max(...shown.flatMap((one) => [one.count ?? 0, one.before ?? 0]), 1);
  const some = rows.some((one) => one.count === null);
  if (!shown.length && !hidden) return nothing;
  return html`<section class="figure" data-table=${name}>
    <h2 id="figure-${name}">${t(`figures-${name}`)}</h2>
    <table aria-labelledby="figure-${name}">
      ${head(t("figures-value"), t("figures-count"), t("figures-share"), t("figures-before"))}
      <tbody>${shown.map(
        (one) => html`<tr>
          <th scope="row">${nameOf(name, one.value)}</th>
          <td class="bars" aria-hidden="true">${barsOf(one.count ?? 0, one.before, most)}</td>
          <td data-label=${t("figures-count")}>${number(one.count ?? 0)}</td>
          <td data-label=${t("figures-share")}>${one.percent === null ? "" : t("figures-percent", { share: one.percent })}</td>
          <td data-label=${t("figures-before")}>${orHidden(one.before)}</td>
        </tr>`,
      )}
      ${some ? html`<tr class="quiet"><th scope="row">${t("figures-together")}</th><td class="bars"></td>
        <td data-label=${t("figures-count")}>${orHidden(hidden)}</td><td></td><td></td></tr>` : nothing}
      </tbody>
    </table>
  </section>`;
}

const head = (value: string, ...columns: string[]): TemplateResult => html`<thead><tr>
  <th scope="col">${value}</th><th scope="col" class="bars"><span class="hidden">${t("figures-chart")}</span></th>
  ${columns.map((one) => html`<th scope="col">${one}</th>`)}
</tr></thead>`;

const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function span(seconds: number | null): string {
  if (seconds === null) return t("figures-too-few");
  const [unit, size] = UNITS.find((one) => seconds >= one[1]) ?? UNITS[2];
  const shown = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 } as const;
  return (seconds / size).toLocaleString(spoken() === "ar" ? "ar-MA" : "fr-MA", shown);
}

const times = (figures: Figures): TemplateResult => html`<section class="figure" data-table="times">
  <h2 id="figure-times">${t("figures-times")}</h2>
  <table aria-labelledby="figure-times"><thead><tr>
    ${["figures-until", "figures-median", "figures-ninetieth", "figures-median-before"].map(
      (one) => html`<th scope="col">${t(one)}</th>`,
    )}
  </tr></thead><tbody>${Object.entries(figures.times).map(
    ([name, one]) => html`<tr><th scope="row">${t(`figure-time-${name}`)}</th>
      <td data-label=${t("figures-median")}>${span(one.median)}</td>
      <td data-label=${t("figures-ninetieth")}>${span(one.ninetieth)}</td>
      <td data-label=${t("figures-median-before")}>${span(one.median_before)}</td></tr>`,
  )}</tbody></table>
</section>`;

const suspects = (figures: Figures): Table => ({
  total: null,
  hidden: 0,
  rows: Object.entries(figures.suspects).map(([value, count]) => ({
    value,
    count,
    percent: null,
    before: figures.suspects_before[value] ?? 0,
  })),
});

// A day as the officer writes it, from its ISO form: noon there lies on the same day everywhere here.
const dayOf = (date: string): string => day(Date.parse(`${date}T12:00:00`) / 1000);

const whole = (figures: Figures): TemplateResult => html`
  <p class="total"><strong>${t("figures-all", { count: figures.all })}</strong>
    <span class="quiet">${t("figures-compared", {
      count: figures.all_before,
      from: dayOf(figures.before_from),
      to: dayOf(figures.before_to),
    })}</span></p>
  ${figures.erased ? html`<p class="quiet">${t("figures-erased", { count: figures.erased })}</p>` : nothing}
  <p class="quiet">${t("figures-about")}</p>
  <div class="figures">
    ${TABLES.map((name) => {
      const table = name === "country" ? countries(figures) : figures.tables[name];
      return table ? tableView(name, table) : nothing;
    })}
    ${times(figures)} ${tableView("suspects", suspects(figures))}
  </div>`;

export function view(): TemplateResult {
  const [first, last] = period();
  return html`<section class="figures-page">
    <h1>${t("figures")}</h1>
    <form class="period screen" @submit=${submitted}>
      <label>${t("figures-from")}${pick("from", first, iso)}</label>
      <label>${t("figures-to")}${pick("to", last, lastOf)}</label>
      <button class="first">${t("figures-show")}</button>
      <button type="button" @click=${() => show(...quarter())}>${t("figures-last-quarter")}</button>
    </form>
    ${found ? html`${whole(found)} ${statementView(first, last)}` : nothing}
  </section>`;
}
