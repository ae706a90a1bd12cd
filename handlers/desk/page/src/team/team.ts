// The officers: inviting, confirming by words, suspending, removing, and giving a colleague the cases.

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../api.js";
import type { Command } from "../parts/commands.js";
import { show } from "../parts/dialog.js";
import { attempt, busy, draw, say } from "../parts/draw.js";
import { administers, identity, supervises, who } from "../session.js";
import { forgetConfirmed, keepConfirmed, wasConfirmed } from "../sealing/known.js";
import { fingerprintOf, wordsOf } from "../sealing/words.js";
import { to } from "../route.js";
import { moment, t } from "../text.js";
import type { Member } from "../types.js";
import { askTeam, recoveryOf } from "./colleagues.js";
import { grantAll } from "./grants.js";

const ROLES = ["intake", "investigator", "supervisor", "administrator"] as const;

let officers: Member[] | null = null;
let recovery: Member[] = [];

const mine = (): string => who()?.recipient ?? "";

export function enter(): void {
  void attempt(load);
}

async function load(): Promise<void> {
  const told = await askTeam();
  [officers, recovery] = [told.officers, recoveryOf(told)];
  draw();
}

function invite(): void {
  show({
    title: t("invite"),
    body: () => html`<label>${t("invite-name")}<input name="name" required maxlength="60" autofocus
      autocomplete="off" /></label>
      <label>${t("role")}<select name="role">
        ${ROLES.map((one) => html`<option value=${one}
          ?selected=${one === "investigator"}>${t(`role-${one}`)}</option>`)}
      </select></label>`,
    buttons: [["invite", t("invite-do")]],
    done: async (form) => {
      const { link } = await post<{ link: string }>("team/invite", Object.fromEntries(form));
      queueMicrotask(() => invited(link));
      await load();
    },
  });
}

const invited = (link: string): void =>
  show({
    title: t("invite-link"),
    body: () => html`<p>${t("invite-about")}</p><p class="words" dir="ltr"><code>${link}</code></p>`,
    buttons: [["copy", t("copy")]],
    done: async () => {
      await navigator.clipboard.writeText(link);
      say(t("copied"));
    },
  });

// The words are computed here from the key itself, and so is the fingerprint that is confirmed.
async function compare(
  member: Member,
  label: string,
  done: (fingerprint: string) => Promise<void>,
): Promise<void> {
  const [words, fingerprint] = await Promise.all([
    wordsOf(member.recipient),
    fingerprintOf(member.recipient),
  ]);
  show({
    title: t("confirm", { name: member.name }),
    body: () => html`<p>${t("confirm-about", { name: member.name })}</p>
      <p>${t("role")} : ${t(`role-${member.role}`)}</p>
      <p class="words" lang="fr" dir="ltr">${words.join(" ")}</p>
      <p class="quiet" dir="ltr"><code>${fingerprint}</code></p>
      <label><input type="checkbox" required autofocus /> ${t("confirm-same")}</label>`,
    buttons: [["confirm", label]],
    done: async () => {
      await done(fingerprint);
      keepConfirmed(mine(), member);
      await load();
    },
  });
}

const confirm = (member: Member): Promise<void> =>
  compare(member, t("confirm-do"), async (fingerprint) => {
    await post("team/confirm", { officer: member.id, fingerprint });
  });

type Deed = "suspend" | "restore" | "remove" | "detach";

const certain = (deed: Deed, member: Member): void =>
  show({
    title: t(`team-${deed}`),
    body: () => html`<p>${t(`team-${deed}-about`, { name: member.name })}</p>`,
    buttons: [["do", t(`team-${deed}`)]],
    done: async () => {
      await post(`team/${deed}`, { officer: member.id });
      if (deed === "remove") forgetConfirmed(mine(), member);
      await load();
      say(t("done"));
    },
  });

async function give(member: Member): Promise<void> {
  const given = await grantAll(member.recipient, identity(), (done) => say(t("granting", { count: done })));
  say(t("granted", { count: given, name: member.name }));
  await load();
}

// Nothing is wrapped to a key whose words were not compared in this browser, with this officer in this role.
async function grant(member: Member): Promise<void> {
  if (wasConfirmed(mine(), member)) await give(member);
  else await compare(member, t("grant"), () => give(member));
}

// The roles that open cases: access is of use to no other.
const OPENING: ReadonlySet<string> = new Set(["investigator", "supervisor"]);

function deeds(member: Member): TemplateResult {
  const self = member.id === who()?.officer.id;
  const leads = supervises() || administers();
  const button = (label: string, run: () => unknown) =>
    html`<button class="small" ?disabled=${busy()}
      @click=${() => attempt(async () => await run())}>${label}</button>`;
  return html`
    ${supervises() && member.state === "unconfirmed" ? button(t("confirm-do"), () => confirm(member))
      : nothing}
    ${supervises() && member.state === "ready" && !self && member.recipient && OPENING.has(member.role)
      ? button(t("grant"), () => grant(member)) : nothing}
    ${leads && member.chat ? button(t("team-detach"), () => certain("detach", member)) : nothing}
    ${leads && !self && member.state !== "suspended"
      ? button(t("team-suspend"), () => certain("suspend", member)) : nothing}
    ${leads && member.state === "suspended" ? button(t("team-restore"), () => certain("restore", member))
      : nothing}
    ${leads && !self ? button(t("team-remove"), () => certain("remove", member)) : nothing}
  `;
}

const row = (member: Member): TemplateResult => html`<tr data-officer=${member.id}>
  <th scope="row"><bdi>${member.name}</bdi>${member.id === who()?.officer.id
    ? html` <span class="quiet">${t("yourself")}</span>` : nothing}</th>
  <td data-label=${t("role")}>${t(`role-${member.role}`)}</td>
  <td data-label=${t("state")}><span class="tag ${member.state}">${t(`member-${member.state}`)}</span></td>
  <td data-label=${t("seen")}>${member.seen ? moment(member.seen) : "—"}</td>
  <td data-label=${t("holds")}>${member.wraps}</td>
  <td><div class="deeds">${deeds(member)}</div></td>
</tr>`;

const recoveryRow = (key: Member): TemplateResult => html`<section class="recovery">
  <h2>${key.name}</h2>
  <p>${t("recovery-about", { count: key.wraps })}</p>
  <button class="small" ?disabled=${busy()} @click=${() => attempt(() => grant(key))}>${t("grant")}</button>
</section>`;

export const view = (): TemplateResult => html`<section class="team">
  <h1>${t("team")}</h1>
  <p class="buttons">${supervises() || administers() ? html`<button class="first"
    @click=${invite}>${t("invite")}</button>` : nothing}
    <a class="button" href=${to("digest")}>${t("digest")}</a></p>
  <div class="scrolled" tabindex="0" role="region" aria-label=${t("team")}>
  <table>
    <thead><tr>
      ${["name", "role", "state", "seen", "holds"].map((one) => html`<th scope="col">${t(one)}</th>`)}
      <th scope="col"><span class="hidden">${t("actions")}</span></th>
    </tr></thead>
    <tbody>${officers?.map(row)}</tbody>
  </table>
  </div>
  ${supervises() ? recovery.map(recoveryRow) : nothing}
</section>`;

export const ready = (): boolean => officers !== null;

export const commands = (): Command[] =>
  supervises() || administers() ? [{ key: "i", label: t("invite"), run: invite }] : [];
