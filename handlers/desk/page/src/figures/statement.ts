// The statement to the press: its words in French or Arabic, the table behind it, and a PDF of both.

import { html, nothing, type TemplateResult } from "lit-html";
import { file, LONG, read } from "../api.js";
import { attempt, draw, say } from "../parts/draw.js";
import { save } from "../parts/save.js";
import { type Language, t } from "../text.js";

interface Statement {
  title: string;
  text: string;
  table: string;
  header: string[];
  rows: string[][];
}

let made: Statement | null = null;
let language: Language = "fr";

export function forget(): void {
  made = null;
}

const asked = (first: string, last: string) => ({ first, last, language });

async function write(first: string, last: string, wanted: Language): Promise<void> {
  language = wanted;
  made = await read<Statement>("statement", asked(first, last), LONG);
  draw();
}

const pdf = async (first: string, last: string): Promise<void> =>
  save(await file("statement/pdf", asked(first, last)), `statement-${first}-${last}-${language}.pdf`);

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(made?.text ?? "");
  say(t("copied"));
}

const button = (label: string, run: () => Promise<unknown>): TemplateResult =>
  html`<button @click=${() => attempt(run)}>${label}</button>`;

export const statementView = (first: string, last: string): TemplateResult => html`<section class="statement">
  <h2>${t("statement")}</h2>
  <div class="buttons screen">
    ${button(t("statement-fr"), () => write(first, last, "fr"))}
    ${button(t("statement-ar"), () => write(first, last, "ar"))}
    ${made ? html`${button(t("copy"), copy)} ${button(t("statement-pdf"), () => pdf(first, last))}` : nothing}
  </div>
  ${made ? written(made) : nothing}
</section>`;

const written = ({ text, table, header, rows }: Statement): TemplateResult => html`
  <article class="paper said" lang=${language} dir=${language === "ar" ? "rtl" : "ltr"}>${text}</article>
  <div lang=${language} dir=${language === "ar" ? "rtl" : "ltr"}>
  <table><caption>${table}</caption>
    <thead><tr>${header.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([name, ...values]) => html`<tr><th scope="row">${name}</th>${values.map(
        (one, at) => html`<td data-label=${header[at + 1]}>${one}</td>`,
      )}</tr>`,
    )}</tbody>
  </table></div>`;

