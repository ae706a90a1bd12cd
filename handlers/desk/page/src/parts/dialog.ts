// One dialog at a time, in the browser's own <dialog>: focus stays inside, Escape closes.

import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../text.js";
import { draftOf, dropper, keepDraft } from "./drafts.js";
import { attempt, busy, draw, notice, quiet } from "./draw.js";

export interface Dialog {
  title: string;
  body: () => TemplateResult;
  // The buttons that do it: a name for `done`, and the button's label.
  buttons: ReadonlyArray<readonly [name: string, label: string]>;
  done: (form: FormData, button: string) => Promise<void>;
  // The name under which what is typed here is kept until it is done: no lock, lost session or step aside loses it.
  draft?: string;
}

let open: Dialog | null = null;
// Why the dialog has not done it; it stays until the next try.
let problem = "";
// What had the focus before: it gets it again.
let before: Element | null = null;

export const isOpen = (): boolean => open !== null;

export function show(dialog: Dialog): void {
  if (!open) before = document.activeElement;
  open = dialog;
  problem = "";
  draw();
}

export function close(): void {
  open = null;
  draw();
  const back = before;
  setTimeout(() => {
    if (!open && back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  });
}

const fields = (form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement)[] => [
  ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input:not([type])"),
];

function keep(event: Event): void {
  if (!open?.draft) return;
  const typed = fields(event.currentTarget as HTMLFormElement).filter((one) => one.value.trim());
  keepDraft(open.draft, Object.fromEntries(typed.map((one) => [one.name, one.value])));
}

function restore(form: HTMLFormElement | null): void {
  const kept = open?.draft && draftOf(open.draft);
  if (form && kept) for (const one of fields(form)) one.value = kept[one.name] ?? one.value;
}

// Shown once it stands in the document: it does not yet when the reference is given.
const modal = ref((element) => {
  if (!(element instanceof HTMLDialogElement)) return;
  queueMicrotask(() => {
    if (!element.isConnected || element.open) return;
    restore(element.querySelector("form"));
    element.showModal();
  });
});

let submitting: Dialog | null = null;

// What is sent while the page still reads something waits for that.
async function submitted(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const first = open?.buttons[0]?.[0] ?? "";
  const button = (event.submitter as HTMLButtonElement | null)?.value || first;
  const shown = open;
  if (!shown || submitting === shown) return;
  submitting = shown;
  await quiet();
  if (open === shown) await send(shown, form, button);
  submitting = null;
}

async function send(shown: Dialog, form: HTMLFormElement, button: string): Promise<void> {
  const drop = dropper(shown.draft ?? "");
  const done = await attempt(() => shown.done(new FormData(form), button));
  if (done && drop()) draw();
  if (open !== shown) return;
  if (done) return close();
  problem = notice().text;
  draw();
}

// Ctrl+Enter does the last of the buttons: to act and go on to the next case.
function pressed(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const buttons = form.querySelectorAll<HTMLButtonElement>("button[type=submit]");
  form.requestSubmit(buttons[buttons.length - 1]);
}

export function dialogView(): TemplateResult | typeof nothing {
  if (!open) return nothing;
  const { title, body, buttons } = open;
  return html`<dialog ${modal} aria-labelledby="dialog-title" @cancel=${close} @close=${close}>
    <form @submit=${submitted} @keydown=${pressed} @input=${keep}>
      <h2 id="dialog-title">${title}</h2>
      ${body()} ${problem ? html`<p class="wrong" role="alert">${problem}</p>` : nothing}
      <div class="buttons">
        ${buttons.map(
          ([name, label], at) =>
            html`<button type="submit" value=${name} class=${at ? "" : "first"}
              ?disabled=${submitting === open && busy()}>${label}</button>`,
        )}
        <button type="button" @click=${close}>${t(buttons.length ? "cancel" : "close")}</button>
      </div>
    </form>
  </dialog>`;
}
