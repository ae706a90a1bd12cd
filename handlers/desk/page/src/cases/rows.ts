// Rows of cases, as the inbox and the search show them: metadata only, so that no key is needed.

import { html, nothing, type TemplateResult } from "lit-html";
import { to } from "../route.js";
import { brief, label, minutesSince, moment, t } from "../text.js";
import type { Row } from "../types.js";

export const place = (name: string): string =>
  label(name === "morocco" || name === "abroad" ? "where" : "region", name);

const tag = (kind: string, text: string): TemplateResult => html`<span class="tag ${kind}">${text}</span>`;

export const tags = (row: Row): TemplateResult => html`
  ${row.urgent ? tag("urgent", t("urgent")) : nothing}
  ${row.person ? tag("urgent", t("person-waits", { count: minutesSince(row.person) })) : nothing}
  ${row.answered ? tag("answered", t("answered")) : nothing}
  ${row.awaiting ? tag("awaiting", t("awaiting")) : nothing}
  ${row.hold ? tag("hold", t("held")) : nothing}
  ${row.snoozed ? tag("snoozed", t("snoozed-until", { time: moment(row.snoozed) })) : nothing}
  ${row.watching.length ? tag("watching", t("watching", { names: row.watching.join(", ") })) : nothing}
`;

export function rowView(row: Row, box: TemplateResult | typeof nothing = nothing): TemplateResult {
  const names = [row.assigned?.name, place(row.place), label("channel", row.channel)].filter(Boolean);
  return html`<li class="row ${row.unread ? "unread" : ""}">
    ${box}
    <a href=${to("case", row.reference)} data-reference=${row.reference}>
      <span class="what">${row.unread ? html`<span class="dot"><span class="hidden">${t("unread")}</span></span>` : nothing}
        <bdi class="reference">${row.reference}</bdi> ${label("category", row.category)}</span>
      <span class="state">${label("status", row.status)}</span>
      <span class="tags">${tags(row)}</span>
      <span class="facts">${names.map((one, at) => html`${at ? " · " : ""}<bdi>${one}</bdi>`)}${row.evidence ? html` · ${t("files", { count: row.evidence })}`
        : nothing}</span>
      <time datetime=${new Date(row.created * 1000).toISOString()}
        title=${moment(row.created)}>${brief(row.created)}</time>
    </a>
  </li>`;
}
