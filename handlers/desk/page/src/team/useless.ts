// A wrap of a colleague's that opens nothing: whose key it is for says so, and can then be given another one.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import { attempt, say } from "../parts/draw.js";
import { Unopened } from "../sealing/age.js";
import { route } from "../route.js";
import { t } from "../text.js";

// The wrap of the private key of a case, or of one of its files, opens nothing.
export class UselessWrap extends Unopened {
  constructor(
    readonly reference: string,
    readonly content = "case",
  ) {
    super("useless wrap");
  }
}

let last: UselessWrap | null = null;

// Keeps which wrap did not open, so that it can be discarded. Throws the error again.
export function noted(error: unknown): never {
  last = error instanceof UselessWrap ? error : null;
  throw error;
}

async function discard({ reference, content }: UselessWrap): Promise<void> {
  await post("grants/discard", { reference, content });
  last = null;
  say(t("useless-wrap-done"));
}

// The button that discards the wrap of this content, if it is the one that did not open.
export function discarding(content = "case"): TemplateResult | typeof nothing {
  const found = last;
  if (found?.content !== content || found.reference !== route().name) return nothing;
  return html`<p class="quiet">${t("useless-wrap-about")}</p>
    <button @click=${() => attempt(() => discard(found))}>${t("useless-wrap-do")}</button>`;
}
