// The words of the page, from the Fluent files, in the officer's language and its direction.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import arabic from "texts:ar";
import french from "texts:fr";

export type Language = "fr" | "ar";
type Values = Record<string, FluentVariable>;

const FILES: Record<Language, string> = { fr: french, ar: arabic };
const LOCALES: Record<Language, string> = { fr: "fr-MA", ar: "ar-MA" };
const KEPT = "desk-language";

const bundles = new Map<Language, FluentBundle>();
let language: Language = "fr";

function bundle(): FluentBundle {
  const known = bundles.get(language);
  if (known) return known;
  const made = new FluentBundle(LOCALES[language]);
  made.addResource(new FluentResource(FILES[language]));
  bundles.set(language, made);
  return made;
}

export const spoken = (): Language => language;

// Chooses the language: the one chosen before on this computer, else the browser's first that is spoken here.
export function speakFirst(): void {
  const wanted = [localStorage.getItem(KEPT) ?? "", ...navigator.languages].map((one) => one.slice(0, 2));
  speak(wanted.find((one): one is Language => one in FILES) ?? "ar");
}

export function speak(wanted: Language): void {
  language = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === "ar" ? "rtl" : "ltr";
  document.title = t("title");
}

export function choose(wanted: Language): void {
  localStorage.setItem(KEPT, wanted);
  speak(wanted);
}

export const has = (key: string): boolean => bundle().hasMessage(key);

export function t(key: string, values: Values = {}): string {
  const message = bundle().getMessage(key);
  return message?.value ? bundle().formatPattern(message.value, values) : key;
}

// The label of an option, or the value itself where the page knows none.
export const label = (kind: string, value: string): string =>
  has(`${kind}-${value}`) ? t(`${kind}-${value}`) : value;

const formats = new Map<string, Intl.DateTimeFormat>();

function dated(seconds: number, options: Intl.DateTimeFormatOptions): string {
  const name = language + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  formats.set(name, format);
  return format.format(seconds * 1000);
}

export const moment = (seconds: number): string =>
  dated(seconds, { dateStyle: "medium", timeStyle: "short" });
export const day = (seconds: number): string => dated(seconds, { dateStyle: "medium" });

// The time alone for today, else the day: as a list has room for.
export function brief(seconds: number): string {
  const today = new Date().toDateString() === new Date(seconds * 1000).toDateString();
  return today ? dated(seconds, { timeStyle: "short" }) : dated(seconds, { day: "numeric", month: "short" });
}

export const minutesSince = (seconds: number): number =>
  Math.max(0, Math.floor((Date.now() / 1000 - seconds) / 60));

export const hoursSince = (seconds: number): number => Math.floor(minutesSince(seconds) / 60);

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

export function size(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  const unit = UNITS[step] as string;
  const shown = new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, maximumFractionDigits: 1 });
  return shown.format(bytes / 1000 ** step);
}
