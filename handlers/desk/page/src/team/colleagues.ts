// Whom a case can be given to. Nobody is chosen before the officer has chosen.

import { html, type TemplateResult } from "lit-html";
import { get } from "../api.js";
import { t } from "../text.js";
import type { Member } from "../types.js";

const NOBODY = "-";

interface Team {
  officers: Member[];
  recovery: { recipient: string; wraps: number; owner: string }[];
}

// The owner of the key that the server made at its first start.
const FIRST = "officer";

const fileOf = (owner: string): string => {
  if (!owner) return t("recovery-key");
  return owner === FIRST ? t("first-key") : t("key-file", { name: owner });
};

// The offline recovery key and old key files, as colleagues who never sign in: their words are compared like
// those of any key.
export const recoveryOf = ({ recovery }: Team): Member[] =>
  recovery.map(({ recipient, wraps, owner }) => ({
    ...{ id: `recovery ${recipient}`, name: fileOf(owner) },
    ...{ role: "supervisor", state: "ready", seen: null },
    ...{ recipient, fingerprint: "", wraps, chat: false },
  }));

export const askTeam = (): Promise<Team> => get<Team>("team");

export async function colleagues(): Promise<Member[]> {
  const { officers } = await askTeam();
  return officers.filter((one) => one.state === "ready" && one.role !== "administrator");
}

// `picked` hears of each choice.
export const pickOfficer = (
  members: readonly Member[],
  picked: (form: FormData) => void = () => undefined,
): TemplateResult => html`<label>${t("assign-to")}
  <select name="officer" required autofocus
    @change=${(event: Event) => picked(new FormData((event.currentTarget as HTMLSelectElement).form ?? undefined))}>
    <option value="" selected disabled>—</option>
    ${members.map((one) => html`<option value=${one.id}>${one.name}</option>`)}
    <option value=${NOBODY}>${t("nobody")}</option>
  </select></label>`;

// The officer's id; empty for nobody.
export const chosenOfficer = (form: FormData): string => {
  const officer = String(form.get("officer"));
  return officer === NOBODY ? "" : officer;
};
