// One look-up by what a case is known by, on the server; the words of cases opened before, in the browser itself.

import { html, nothing, type TemplateResult } from "lit-html";
import { read } from "../api.js";
import { readCount, searchRead } from "../cases/read.js";
import { rowView } from "../cases/rows.js";
import { defanged } from "../cases/story.js";
import { attempt, draw } from "../parts/draw.js";
import { go, to } from "../route.js";
import { onLock } from "../session.js";
import { t } from "../text.js";
import type { Row } from "../types.js";

// In memory alone: no address of the page and no call has a phone number in it.
let asked = "";
let typed = "";
let found: Row[] | null = null;

onLock(() => {
  [asked, typed, found] = ["", "", null];
});

export const enter = (): void => undefined;

// Looks for what a case names, on the page of the search.
export function searchFor(wanted: string): void {
  typed = wanted;
  [asked, found] = [wanted, null];
  go(to("search"));
  if (wanted)
    void attempt(async () => {
      const { cases } = await read<{ cases: Row[] }>("search", { text: wanted });
      if (wanted === asked) found = cases;
      draw();
    });
}

function submitted(event: SubmitEvent): void {
  event.preventDefault();
  searchFor(String(new FormData(event.currentTarget as HTMLFormElement).get("q")).trim());
}

function typing(event: Event): void {
  typed = (event.currentTarget as HTMLInputElement).value;
  draw();
}

const here = (): TemplateResult | typeof nothing => {
  if (!readCount()) return nothing;
  const cases = searchRead(typed);
  return html`<section class="private here"><h2>${t("search-here")}</h2>
    <p class="quiet">${t("search-here-about", { count: readCount() })}</p>
    ${typed.trim() ? html`<p aria-live="polite">${t("count", { count: cases.length })}</p>` : nothing}
    ${cases.map(
      ({ row, excerpt }) => html`<ul class="rows">${rowView(row)}</ul>
        <blockquote dir="auto">${defanged(excerpt)}</blockquote>`,
    )}
  </section>`;
};

export const view = (): TemplateResult => html`<section class="search">
  <h1>${t("search")}</h1>
  <form role="search" @submit=${submitted}>
    <label>${t("search-what")}<input name="q" type="search" maxlength="200" .value=${typed} required autofocus
      autocomplete="off" dir="auto" @input=${typing} /></label>
    <button class="first">${t("search-do")}</button>
  </form>
  <p class="quiet">${t("search-about")}</p>
  ${found ? html`<p aria-live="polite">${t("count", { count: found.length })}</p>` : nothing}
  <ul class="rows">${found?.map((one) => rowView(one))}</ul>
  ${here()}
</section>`;
