// The officer's passkeys: since when each is there, and taking one away that is lost.

import { html, nothing, type TemplateResult } from "lit-html";
import { get, post } from "../api.js";
import { show } from "../parts/dialog.js";
import { busy, draw, say, wordsFor } from "../parts/draw.js";
import { load, onLock } from "../session.js";
import { moment, t } from "../text.js";

interface Passkey {
  id: string;
  added: number;
  here: boolean;
}

let passkeys: Passkey[] | null = null;
let asked = false;

onLock(forgetPasskeys);

export function forgetPasskeys(): void {
  passkeys = null;
  asked = false;
}

async function read(): Promise<void> {
  ({ passkeys } = await get<{ passkeys: Passkey[] }>("passkeys"));
  draw();
}

const remove = (one: Passkey): void =>
  show({
    title: t("passkey-remove"),
    body: () => html`<p>${t(one.here ? "passkey-remove-here" : "passkey-remove-about", { time: moment(one.added) })}</p>`,
    buttons: [["remove", t("passkey-remove")]],
    done: async () => {
      await post("passkeys/remove", { id: one.id });
      await load();
      if (!one.here) await read();
      say(t("done"));
    },
  });

const row = (one: Passkey): TemplateResult => html`<li>
  <span>${t("passkey-added", { time: moment(one.added) })}${one.here ? html` <span class="quiet">${t("passkey-here")}</span>` : nothing}</span>
  ${
    (passkeys?.length ?? 0) > 1
      ? html`<button class="small" ?disabled=${busy()} @click=${() => remove(one)}>${t("passkey-remove")}</button>`
      : nothing
  }
</li>`;

// Asks by the way and once: what was just said stays on show, and a failure is said instead of asking for ever.
function ask(): void {
  asked = true;
  void read().catch((error: unknown) => {
    say(wordsFor(error), true);
  });
}

export function passkeysView(): TemplateResult {
  if (!asked && !busy()) ask();
  return html`<ul class="passkeys">${passkeys?.map(row)}</ul>
    ${passkeys?.length === 1 ? html`<p class="quiet">${t("passkey-last")}</p>` : nothing}`;
}
