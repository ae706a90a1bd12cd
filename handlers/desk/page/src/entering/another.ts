// A further passkey for the same key: on another device, or on a stick in a drawer.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import { attempt, busy, draw, say } from "../parts/draw.js";
import { boxBySecret } from "../sealing/box.js";
import { toBase64 } from "../sealing/bytes.js";
import * as passkey from "../sealing/passkey.js";
import { identity, signedIn } from "../session.js";
import { t } from "../text.js";
import { forgetPasskeys, passkeysView } from "./passkeys.js";
import type { Me } from "../types.js";

async function add(): Promise<void> {
  const { options } = await post<{ options: Record<string, unknown> }>("passkeys/options");
  const made = await passkey.create(options);
  const key = identity();
  if (!key || !made.secret) return say(t("another-without"), true);
  const box = toBase64(await boxBySecret(key, made.secret));
  forgetPasskeys();
  signedIn(await post<Me>("passkeys", { credential: made.credential, way: "prf", box }));
  say(t("another-added"));
}

let opened = false;

function toggled(event: Event): void {
  opened = (event.currentTarget as HTMLDetailsElement).open;
  if (opened) forgetPasskeys();
  draw();
}

export const anotherPasskey = (): TemplateResult => html`<details class="screen another" @toggle=${toggled}>
  <summary>${t("another")}</summary>
  <p>${t("another-about")}</p>
  ${opened ? passkeysView() : nothing}
  <button ?disabled=${busy()} @click=${() => attempt(add)}>${t("another-add")}</button>
</details>`;
