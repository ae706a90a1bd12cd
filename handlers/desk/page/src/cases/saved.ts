// Views that an officer keeps: filters under a name of the officer's own, on this computer.

import { html, nothing, type TemplateResult } from "lit-html";
import { show } from "../parts/dialog.js";
import { draw } from "../parts/draw.js";
import { route, to } from "../route.js";
import { t } from "../text.js";

const KEPT = "desk-views";

type Views = [name: string, query: string][];

function kept(): Views {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? (found as Views) : [];
  } catch {
    return [];
  }
}

function keep(views: Views): void {
  localStorage.setItem(KEPT, JSON.stringify(views));
  draw();
}

export function saveView(): void {
  show({
    title: t("save-view"),
    body: () => html`<label>${t("view-name")}<input name="name" required maxlength="40" autofocus /></label>`,
    buttons: [["save", t("save")]],
    done: async (form) => {
      const name = String(form.get("name")).trim();
      keep([...kept().filter(([one]) => one !== name), [name, route().query.toString()]]);
    },
  });
}

export function savedView(): TemplateResult | typeof nothing {
  const views = kept();
  if (!views.length) return nothing;
  return html`<ul class="saved">
    ${views.map(
      ([name, query]) => html`<li>
        <a href=${to("cases", "", query)}><bdi>${name}</bdi></a>
        <button class="small" aria-label=${t("view-drop", { name })}
          @click=${() => keep(kept().filter(([one]) => one !== name))}>×</button>
      </li>`,
    )}
  </ul>`;
}
