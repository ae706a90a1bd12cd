// What reporters are told: the officer's words in each of their languages, and how each will read them.

import { html, nothing, type TemplateResult } from "lit-html";
import { read, Refused } from "../api.js";
import { draw, say } from "../parts/draw.js";
import { who } from "../session.js";
import { has, label, t } from "../text.js";

export type Texts = Record<string, string>;

export const LANGUAGES = ["ar", "ary", "fr"] as const;
const CANNED = ["proof", "number", "payment", "since"];

let shown: Texts = {};

export function forgetPreviews(): void {
  shown = {};
}

// Who sorts cases writes no words to a reporter.
export const writes = (): boolean => who()?.officer.role !== "intake";

// The words for a language; where there are none, those of another one, so that everybody is told.
export const textFor = (texts: Texts, language: string): string =>
  texts[language] || Object.values(texts).find(Boolean) || "";

export const textsFrom = (form: FormData): Texts =>
  Object.fromEntries(LANGUAGES.map((one) => [one, String(form.get(`text-${one}`) ?? "").trim()]));

// The languages in which the officer has written nothing.
const missing = (form: FormData, languages: readonly string[]): string[] =>
  languages.filter((one) => !String(form.get(`text-${one}`) ?? "").trim());

// Throws Refused with the first language in which the words are missing.
export function requireWords(form: FormData, languages: readonly string[]): void {
  const [first] = missing(form, languages);
  if (first !== undefined) throw new Refused("words", 0, { language: first });
}

// Asks the server for the very words that the reporters of each language will read.
// Where they are `lacking` in a language, it says so, and shows none of another.
export async function preview(
  texts: Texts,
  status: string,
  languages: readonly string[],
  lacking: readonly string[] = [],
): Promise<void> {
  const kind = status ? "status" : "ask";
  const found = await Promise.all(
    languages.map(async (language) => {
      if (lacking.includes(language)) return [language, ""] as const;
      const body = { language, kind, status, text: textFor(texts, language) };
      return [language, (await read<{ text: string }>("preview", body)).text] as const;
    }),
  );
  shown = Object.fromEntries(found);
  draw();
}

export const previews = (): TemplateResult | typeof nothing =>
  Object.keys(shown).length
    ? html`<div aria-live="polite">${Object.entries(shown).map(
        ([language, text]) => html`<h3>${label("language", language)}</h3>
          ${text
            ? html`<blockquote dir="auto" lang=${language}>${text}</blockquote>`
            : html`<p class="warning">${t("words-missing", { language: label("language", language) })}</p>`}`,
      )}</div>`
    : nothing;

// Fields for the words in these languages, ready questions, and a button that shows what each will read.
// `becomes`: the status that the words come with, where the form has no field for it.
export function fields(languages: readonly string[], mustSpeak: boolean, becomes = ""): TemplateResult {
  const fill = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    for (const one of languages) {
      const area = select.form?.elements.namedItem(`text-${one}`) as HTMLTextAreaElement;
      const key = `canned-${select.value}-${one}`;
      if (has(key)) area.value = t(key);
    }
    select.value = "";
  };
  const look = (event: Event) => {
    const given = new FormData((event.currentTarget as HTMLButtonElement).form as HTMLFormElement);
    const status = String(given.get("status") ?? becomes);
    const lacking = mustSpeak ? missing(given, languages) : [];
    void preview(textsFrom(given), status, languages, lacking).catch(() => say(t("error-preview"), true));
  };
  return html`<label>${t("canned")}<select @change=${fill}>
      <option value="">—</option>
      ${CANNED.map((one) => html`<option value=${one}>${t(`canned-${one}`)}</option>`)}
    </select></label>
    ${languages.map(
      (one, at) => html`<label>${t("words-in", { language: label("language", one) })}
        <textarea name="text-${one}" rows="3" maxlength="1000" dir="auto" aria-required=${String(mustSpeak)}
          ?autofocus=${at === 0}></textarea></label>`,
    )}
    <p><button type="button" class="small" @click=${look}>${t("preview")}</button></p>
    ${previews()}`;
}
