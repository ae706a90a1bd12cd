// The officers' page: which part of it is on show, and the frame around all parts.

import { html, nothing, type TemplateResult } from "lit-html";
import * as caseActions from "./cases/actions.js";
import * as casePage from "./cases/case.js";
import * as inbox from "./cases/inbox.js";
import { back, home } from "./cases/list.js";
import * as opened from "./cases/opened.js";
import { enter as proofsEnter, sheetView, waitingView } from "./entering/proofs.js";
import * as figures from "./figures/figures.js";
import * as invitation from "./entering/invitation.js";
import * as signin from "./entering/signin.js";
import * as live from "./live.js";
import { type Command, commandsFrom, help, listen, palette, pressWaiting } from "./parts/commands.js";
import { close, dialogView, isOpen } from "./parts/dialog.js";
import { attempt, busy, draw, drawWith, notice } from "./parts/draw.js";
import { go, route, to } from "./route.js";
import { administers, begin, load, lock, signOut, supervises, who } from "./session.js";
import * as cover from "./refer/cover.js";
import * as digest from "./team/digest.js";
import * as search from "./team/search.js";
import * as team from "./team/team.js";
import { choose, speakFirst, spoken, t } from "./text.js";

interface Part {
  enter: (name: string) => void;
  view: () => TemplateResult;
  commands?: () => readonly Command[];
  // Whether what its commands work on is there; left out: they need nothing.
  ready?: () => boolean;
}

const PARTS: Record<string, Part> = {
  cases: inbox,
  case: { enter: casePage.enter, view: casePage.view, commands: caseActions.commands, ready: casePage.ready },
  search,
  team,
  digest,
  figures,
  cover,
  sheet: { enter: () => undefined, view: sheetView },
};

// An administrator sees no cases: the team and the figures are where they work.
const part = (): Part => {
  const { page } = route();
  if (administers() && !["sheet", "figures", "digest"].includes(page)) return team;
  return PARTS[page] ?? inbox;
};

// What has to be done before anything else, if anything.
function before(): TemplateResult | null {
  const { page, name } = route();
  if (page === "invitation") return invitation.view();
  if (signin.needed()) return signin.view(name === "first");
  if (who()?.state === "unproved") return sheetView();
  if (who()?.state === "unconfirmed") return waitingView(() => load().then(redraw));
  return null;
}

let entered = "";

// Enters the part on show, once for each address and each unlocking.
function enter(): void {
  const { page, name } = route();
  if (page === "invitation") return invitation.enter(name);
  if (signin.needed()) {
    entered = "";
    return live.hush();
  }
  proofsEnter();
  if (who()?.state !== "ready") return;
  if (page === "sign-in" || !location.hash) history.replaceState(null, "", home());
  live.watch();
  if (!administers()) live.listen();
  if (entered === location.hash) return;
  entered = location.hash;
  scrollTo(0, 0);
  if (page !== "case" && page !== "cover") opened.forget();
  part().enter(name);
  document.getElementById("main")?.focus({ preventScroll: true });
}

const leads = (): boolean => supervises() || administers();

const GENERAL = (): Command[] => [
  { key: "u", label: t("inbox"), run: () => go(back()) },
  { key: "/", label: t("search"), run: () => go(to("search")) },
  { key: "m", label: t("team"), run: () => go(to("team")) },
  ...(leads() ? [{ key: "", label: t("figures"), run: () => go(to("figures")) }] : []),
  { key: "L", label: t("lock"), run: lock },
  { key: "", label: t("sign-out"), run: signOut },
  { key: "", label: t("sheet"), run: () => go(to("sheet")) },
  { key: "", label: t("digest"), run: () => go(to("digest")) },
  { key: "", label: t("other-language"), run: otherLanguage },
];

function commands(): readonly Command[] {
  if (before()) return [];
  const own = part().commands?.() ?? [];
  return [...own, ...GENERAL().filter((one) => !own.some((other) => other.key && other.key === one.key))];
}

// What failed to load is not waited for: nothing runs any more then.
function settled(): boolean {
  if (before()) return true;
  return entered === location.hash && (!busy() || (part().ready?.() ?? true));
}

function otherLanguage(): void {
  choose(spoken() === "ar" ? "fr" : "ar");
  draw();
}

const link = (page: string, address: string): TemplateResult =>
  html`<a href=${address} aria-current=${route().page === page ? "page"
    : nothing}>${t(page === "cases" ? "inbox" : page)}</a>`;

const bar = (inside: boolean): TemplateResult => html`<header class="top">
  <a class="brand" href=${back()}>${who()?.organisation ?? "Ballegh"}</a>
  ${
    inside
      ? html`<nav aria-label=${t("pages-all")}>${administers() ? nothing
        : html`${link("cases", back())} ${link("search", to("search"))}`}
          ${link("team", to("team"))} ${leads() ? link("figures", to("figures")) : nothing}</nav>
        <button class="small" @click=${palette}>${t("palette")} <kbd>Ctrl K</kbd></button>
        <button class="small keyboard" @click=${help} aria-label=${t("help")}>?</button>`
      : nothing
  }
  <button class="small language" lang=${spoken() === "ar" ? "fr" : "ar"}
    @click=${otherLanguage}>${t("other-language")}</button>
  ${
    who()
      ? html`${inside ? html`<a class="me" href=${to("digest")} title=${t("digest")}><bdi>${who()?.officer.name}</bdi></a>`
        : html`<span class="me"><bdi>${who()?.officer.name}</bdi></span>`}
    ${inside ? html`<button class="small" @click=${lock}>${t("lock")}</button>` : nothing}
    <button class="small out" @click=${() => attempt(signOut)}>${t("sign-out")}</button>`
      : nothing
  }
</header>`;

const due = (): TemplateResult | typeof nothing =>
  who()?.sheet_due && route().page !== "sheet"
    ? html`<p class="warning">${t("sheet-due")} <a href=${to("sheet")}>${t("sheet-prove")}</a></p>`
    : nothing;

function whole(): TemplateResult {
  const first = before();
  const { text, wrong } = notice();
  return html`
    <a class="skip" href="#main" @click=${skip}>${t("skip")}</a>
    ${bar(!first)}
    ${live.away() ? html`<p class="warning away screen" aria-live="polite">${t("away")}</p>` : nothing}
    <main id="main" tabindex="-1">
      ${first ? nothing : due()} ${first ?? part().view()}
      ${busy() ? html`<div class="busy" role="progressbar" aria-label=${t("loading")}></div>` : nothing}
    </main>
    <div class="notice ${wrong ? "wrong" : ""}" role="status">${text}</div>
    ${dialogView()}
  `;
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

let place = location.hash;

// A dialog belongs to the place that it was opened on, and to an officer who may look at it.
function redraw(): void {
  if (isOpen() && (location.hash !== place || before())) close();
  place = location.hash;
  enter();
  draw();
}

async function start(): Promise<void> {
  speakFirst();
  begin(redraw);
  commandsFrom(commands, settled);
  listen();
  addEventListener("hashchange", redraw);
  drawWith(whole, pressWaiting);
  if (route().page !== "invitation") await load();
  redraw();
}

void start();
