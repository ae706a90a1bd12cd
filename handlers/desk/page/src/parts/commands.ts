// Every action of a page, with its key: what the keyboard, the help and the palette read.

import { html } from "lit-html";
import { t } from "../text.js";
import { close, isOpen, show } from "./dialog.js";
import { attempt, draw, notice, say } from "./draw.js";

export interface Command {
  // The key as `KeyboardEvent.key` names it; empty: in the palette only.
  key: string;
  label: string;
  run: () => unknown;
  // The draft of the dialog that it opens.
  draft?: string;
}

let commands: () => readonly Command[] = () => [];
let settled: () => boolean = () => true;
// Keys that were pressed before the page had loaded: they act once it has.
let waiting: string[] = [];
const MOST_WAITING = 10;

// `loaded` tells whether the commands are those of a page that is there: until then they may be fewer.
export function commandsFrom(source: () => readonly Command[], loaded: () => boolean): void {
  [commands, settled] = [source, loaded];
}

const GENERAL = (): Command[] => [
  { key: "Ctrl+K", label: t("palette"), run: palette },
  { key: "?", label: t("help"), run: help },
];

export const all = (): readonly Command[] => [...commands(), ...GENERAL()];

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && !!target.closest("input:not([type=checkbox]), textarea, select");

export function listen(): void {
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      pressed("Ctrl+K");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isOpen() || typing(event.target)) return;
    // A space presses the button that has the focus, and names like Tab and Enter are the browser's own.
    if (event.key !== " " && event.key.length === 1 && pressed(event.key)) event.preventDefault();
  });
  addEventListener("pointerdown", forgetKeys);
}

// Returns whether the key is the page's: it acts at once, or waits.
function pressed(key: string): boolean {
  if (settled() && !waiting.length) return press(key);
  if (waiting.length < MOST_WAITING) waiting.push(key);
  say(t("loading-keys"));
  return true;
}

function press(key: string): boolean {
  const found = all().find((one) => one.key === key);
  if (found) void attempt(async () => await found.run());
  return found !== undefined;
}

function forgetKeys(): void {
  waiting = [];
}

// Does what the waiting keys say, one after the other; under a dialog the others are forgotten.
export function pressWaiting(): void {
  while (waiting.length && settled()) {
    if (isOpen()) return forgetKeys();
    const [key = "", ...later] = waiting;
    waiting = later;
    if (notice().text === t("loading-keys")) say("");
    press(key);
  }
}

export function help(): void {
  show({
    title: t("help"),
    body: () => html`<dl class="keys">
      ${all()
        .filter((one) => one.key)
        .map((one) => html`<div><dt><kbd>${one.key}</kbd></dt><dd>${one.label}</dd></div>`)}
      <div><dt><kbd>Ctrl+Enter</kbd></dt><dd>${t("act-and-next")}</dd></div>
    </dl>`,
    buttons: [],
    done: async () => undefined,
  });
}

let wanted = "";

function found(): readonly Command[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/);
  return commands()
    .filter((one) => words.every((word) => one.label.toLocaleLowerCase().includes(word)))
    .slice(0, 12);
}

function chosen(command: Command | undefined): void {
  close();
  if (command) void attempt(async () => await command.run());
}

export function palette(): void {
  wanted = "";
  show({
    title: t("palette"),
    body: () => html`<input
        name="wanted"
        autofocus
        autocomplete="off"
        aria-label=${t("palette-hint")}
        placeholder=${t("palette-hint")}
        @input=${(event: InputEvent) => {
          wanted = (event.target as HTMLInputElement).value;
          draw();
        }}
      />
      <ul class="palette">
        ${found().map(
          (one) =>
            html`<li>
              <button type="button" @click=${() => chosen(one)}><span>${one.label}</span><kbd>${one.key}</kbd></button>
            </li>`,
        )}
      </ul>`,
    buttons: [["go", t("palette-go")]],
    done: async () => {
      const first = found()[0];
      queueMicrotask(() => chosen(first));
    },
  });
}
