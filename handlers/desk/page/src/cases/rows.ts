// Rows of cases, as the inbox and the search show them: metadata only, so that no key is needed.

import { html, nothing, type TemplateResult } from "lit-html";
import { route, to } from "../route.js";
import { brief, hoursSince, label, minutesSince, moment, t } from "../text.js";
import type { Row } from "../types.js";

export const place = (name: string): string =>
  label(name === "morocco" || name === "abroad" ? "where" : "region", name);

const tag = (kind: string, text: string): TemplateResult => html`<span class="tag ${kind}">${text}</span>`;

// The deadline stands where it is worked by: in a case, in the queue of a service and in that of what is late.
function due(row: Row): TemplateResult | typeof nothing {
  const { page, query } = route();
  if (!row.due || (page === "cases" && !["service", "overdue"].includes(query.get("queue") ?? ""))) return nothing;
  const over = row.due * 1000 <= Date.now();
  return tag(over ? "urgent" : "awaiting", t(over ? "due-over" : "due", { time: brief(row.due) }));
}

export const tags = (row: Row): TemplateResult => html`
  ${row.urgent ? tag("urgent", t("urgent")) : nothing}
  ${row.money ? tag("urgent", t("money-badge", { count: hoursSince(row.money) })) : nothing}
  ${row.person ? tag("urgent", t("person-waits", { count: minutesSince(row.person) })) : nothing}
  ${row.answered ? tag("answered", t("answered")) : nothing}
  ${row.awaiting ? tag("awaiting", t("awaiting")) : nothing}
  ${due(row)}
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
