// Evidence, opened piece by piece: pictures are drawn anew, sound is played, the rest is only downloaded.

import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { show } from "../parts/dialog.js";
import { attempt, draw } from "../parts/draw.js";
import { save } from "../parts/save.js";
import type { OpenedFile } from "../sealing/age.js";
import { onLock } from "../session.js";
import { label, moment, size, t } from "../text.js";
import type { Piece } from "../types.js";
import { current, piece as opened } from "./opened.js";
import { discarding, noted } from "../team/useless.js";

const PICTURES = /^image\/(png|jpeg|webp|gif)$/;
const PLAYED = /^(audio|video)\//;
const GUARDED = new Set(["blackmail", "child"]);

interface Shown {
  file: OpenedFile;
  picture: ImageBitmap | null;
  address: string;
  clear: boolean;
}

const shown = new Map<string, Shown>();

export function forgetPieces(): void {
  for (const { address, picture } of shown.values()) {
    if (address) URL.revokeObjectURL(address);
    picture?.close();
  }
  shown.clear();
}

onLock(forgetPieces);

async function open(one: Piece): Promise<void> {
  const file = await opened(one).catch(noted);
  const blob = new Blob([file.content], { type: file.mediaType });
  const picture = PICTURES.test(file.mediaType) ? await createImageBitmap(blob).catch(() => null) : null;
  const address = PLAYED.test(file.mediaType) ? URL.createObjectURL(blob) : "";
  const clear = !GUARDED.has(current()?.sealed.case.category ?? "");
  shown.set(one.id, { file, picture, address, clear });
  draw();
}

const drawn = (picture: ImageBitmap) =>
  ref((element) => {
    if (!(element instanceof HTMLCanvasElement) || element.dataset["drawn"]) return;
    [element.width, element.height] = [picture.width, picture.height];
    element.getContext("2d")?.drawImage(picture, 0, 0);
    element.dataset["drawn"] = "yes";
  });

function reveal(found: Shown): void {
  found.clear = true;
  draw();
}

function inside(one: Piece, found: Shown, name: string): TemplateResult | typeof nothing {
  const { file, picture, address, clear } = found;
  if (!picture && !address)
    return html`<p class="quiet">${t("piece-download-only", { type: file.mediaType })}</p>`;
  if (!clear) {
    return html`<button class="veil" @click=${() => reveal(found)}>
      ${picture ? html`<canvas class="blurred" aria-hidden="true" ${drawn(picture)}></canvas>` : nothing}
      <span>${t("piece-reveal")}</span>
    </button>`;
  }
  if (picture)
    return html`<canvas role="img" aria-label=${name} data-piece=${one.id} ${drawn(picture)}></canvas>`;
  return file.mediaType.startsWith("video/")
    ? html`<video controls src=${address} aria-label=${name}></video>`
    : html`<audio controls src=${address} aria-label=${name}></audio>`;
}

function original(one: Piece, found: Shown, name: string): void {
  show({
    title: t("original"),
    body: () => html`<p>${t("original-about")}</p>
      <dl class="facts">
        <div><dt>${t("file-name")}</dt><dd><bdi>${name}</bdi></dd></div>
        <div><dt>${t("file-type")}</dt><dd dir="ltr">${found.file.mediaType}</dd></div>
        <div><dt>${t("file-size")}</dt><dd>${size(one.size)}</dd></div>
        <div><dt>SHA-256</dt><dd dir="ltr"><code>${found.file.sha256}</code></dd></div>
      </dl>`,
    buttons: [["save", t("original-save")]],
    done: async () => save(found.file.content, name),
  });
}

// A name without signs that nobody sees: with one that turns the direction, a program reads as a picture.
const plain = (name: string): string => name.replace(/[\p{C}\p{Zl}\p{Zp}/\\]/gu, "").trim();

export function pieceView(one: Piece, given: string): TemplateResult {
  const found = shown.get(one.id);
  const name = plain(given) || `${one.kind}-${one.id.slice(0, 8)}`;
  const about = [label("kind", one.kind), size(one.size), moment(one.received)];
  const state = one.state === "stored" || one.state === "sealed" ? "" : label("piece-state", one.state);
  return html`<li class="piece">
    <p><strong><bdi>${name}</bdi></strong> <span class="quiet">${about.map((part, at) => html`${at ? " · " : ""}<bdi>${part}</bdi>`)}</span></p>
    ${state ? html`<p class="quiet">${state}</p>` : nothing}
    <p class="paper-only">${t(found ? "printed-hash" : "printed-sealed-hash")}
      <code dir="ltr">${found?.file.sha256 ?? one.sha256}</code></p>
    ${found ? inside(one, found, name) : nothing}
    <p class="buttons">
      ${
        found
          ? html`<span class="verified">${t("piece-checked")}</span>
            <button class="small" @click=${() => original(one, found, name)}>${t("original")}</button>`
          : html`<button class="small" ?disabled=${state !== ""}
            @click=${() => attempt(() => open(one))}>${t("piece-open")}</button>`
      }
    </p>
    ${discarding(one.id)}
  </li>`;
}
