// The list that an officer works through: what was asked for last, and the case after the present one.

import { get } from "../api.js";
import { draw } from "../parts/draw.js";
import { route, to } from "../route.js";
import { who } from "../session.js";
import type { Listing, Row } from "../types.js";

const QUEUES = [
  "service",
  "person",
  "urgent",
  "new",
  "mine",
  "unassigned",
  "awaiting",
  "answered",
  "overdue",
  "snoozed",
] as const;

const serves = (): boolean => !!who()?.services.length;

// The queues of this officer; one for the cases of a service stands before the others for who belongs to one.
export const queues = (): readonly string[] => QUEUES.filter((one) => one !== "service" || serves());

// The list on which the officer begins.
export const home = (): string => to("cases", "", serves() ? "queue=service" : "");

export const FILTERS = ["category", "place", "channel", "language", "status", "campaign"] as const;

// As many cases as the server gives at once.
const PAGE = 50;

let listing: Listing | null = null;
let asked: string | null = null;
// The query of the list that is there.
let got: string | null = null;

// Milliseconds between two drawings of the list while somebody waits in it: how long is told in minutes.
const MINUTES_DRAWN = 20_000;
let clock: ReturnType<typeof setInterval> | undefined;

export const shown = (): Listing | null => listing;

// The address of the list as it was last looked at.
export const back = (): string => (asked === null ? home() : to("cases", "", asked));

export const ready = (): boolean => listing !== null && got === route().query.toString();

export async function load(query: string): Promise<void> {
  asked = query;
  const told = await get<Listing>(`cases?${query}`);
  if (asked !== query) return;
  [listing, got] = [told, query];
  clearInterval(clock);
  clock = told.cases.some((one) => one.person) ? setInterval(draw, MINUTES_DRAWN) : undefined;
  draw();
}

export const reload = (): Promise<void> => load(asked ?? "");

// Returns the cases on all pages of the list, as many as `most`.
export async function everyCase(most: number): Promise<Row[]> {
  const found = [...(listing?.page ? [] : (listing?.cases ?? []))];
  const pages = Math.min(listing?.pages ?? 1, Math.ceil(most / PAGE));
  for (let page = listing?.page ? 0 : 1; page < pages; page += 1) {
    const query = new URLSearchParams(asked ?? "");
    query.set("page", String(page));
    found.push(...(await get<Listing>(`cases?${query}`)).cases);
  }
  return found.slice(0, most);
}

export function beside(reference: string, step: number): Row | undefined {
  const rows = listing?.cases ?? [];
  const at = rows.findIndex((one) => one.reference === reference);
  return at < 0 ? rows[0] : rows[at + step];
}

// The case that was looked at last: the list begins there when the officer comes back.
export let visited = "";

export function visit(reference: string): void {
  visited = reference;
}

// Puts a case's newest facts into its row: the list stays as the officer walks through it.
export function renew(row: Row): void {
  if (!listing) return;
  listing.cases = listing.cases.map((one) => (one.reference === row.reference ? { ...one, ...row } : one));
}

export function watching(reference: string, names: string[]): void {
  const row = listing?.cases.find((one) => one.reference === reference);
  if (row) row.watching = names;
}

// The address of the same queue without any filter.
export function unfiltered(): string {
  const queue = route().query.get("queue");
  return to("cases", "", queue ? `queue=${queue}` : "");
}

// The address of the same list with one filter set anew.
export function filtered(name: string, value: string): string {
  const query = new URLSearchParams(route().query);
  if (value) query.set(name, value);
  else query.delete(name);
  if (name !== "page") query.delete("page");
  return to("cases", "", query.toString());
}
