// Giving a case to an officer, with the access for their key where it was filed before that key.

import { html, nothing, type TemplateResult } from "lit-html";
import { LONG, Refused } from "../api.js";
import { act } from "../cases/opened.js";
import { attempt, draw } from "../parts/draw.js";
import { chosenOfficer, colleagues, pickOfficer } from "../team/colleagues.js";
import { t } from "../text.js";
import { accessView } from "./access.js";
import { type Access, accessOfOfficer, AT_ONCE, keepCompared, type Keyed, wrapsFor } from "./wraps.js";

let chosen = "";
let found: Access | null = null;

async function choose(officer: string): Promise<void> {
  [chosen, found] = [officer, null];
  draw();
  const told = officer ? await accessOfOfficer(officer) : null;
  if (chosen !== officer) return;
  found = told;
  draw();
}

const lacks = (key: Keyed): boolean => key.lacking.length > 0;
const given = (key: Keyed): boolean => key.lacking.some((content) => found?.wraps[content]);

const accesses = (): TemplateResult | typeof nothing => {
  const keys = found?.keys.filter(lacks) ?? [];
  if (!keys.length) return nothing;
  return html`<h3>${t("access")}</h3><p class="warning">${t("access-older", { name: keys[0]?.officer?.name ?? "" })}</p>
    ${keys.some(given) ? html`<ul class="accesses">${keys.filter(given).map((one) => accessView(one, ""))}</ul>`
      : html`<p class="quiet">${t("access-later")}</p>`}`;
};

// The fields of the dialog.
export async function assignBody(): Promise<() => TemplateResult> {
  const members = await colleagues();
  [chosen, found] = ["", null];
  const picked = (form: FormData): void => void attempt(() => choose(chosenOfficer(form)));
  return () => html`${pickOfficer(members, picked)}${accesses()}`;
}

// Gives the case to the chosen officer, with the wraps for the keys that were compared.
export async function assignTo(form: FormData): Promise<void> {
  const ticked = new Set(form.getAll("compared").map(String));
  const officer = chosenOfficer(form);
  const keys = officer === chosen && found ? found.keys.filter((one) => one.compared || ticked.has(one.fingerprint)) : [];
  const wraps = found && keys.length ? await wrapsFor(keys, found.wraps) : [];
  if (wraps.length > AT_ONCE) throw new Refused("many-wraps", 0);
  await act("assign", { officer, wraps }, LONG); // in one call: a case that was given away is nobody's to give
  for (const one of keys) if (ticked.has(one.fingerprint)) keepCompared(one);
}
