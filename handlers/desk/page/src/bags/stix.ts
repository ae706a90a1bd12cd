// The indicators that a case's own list names, as STIX 2.1: the same bundle as bot/bags/indicators.py makes.

import { type Bytes, toHex, utf8 } from "../sealing/bytes.js";

export interface Naming {
  reference: string;
  category: string;
  organisation: string;
  created: number;
  exported: number;
  signer: string;
  answers: readonly (readonly [question: string, value: string])[];
}

type Made = { id: string } & Record<string, unknown>;

const KINDS = ["phone", "link", "email", "handle", "group", "rib", "iban", "crypto"];
const INVITATION = /^(?:whatsapp|telegram):\S+$/;
const CONFIDENCE = 50;
const NAMESPACE_URL = "6ba7b8119dad11d180b400c04fd430c8";
const SCHEMA =
  "New observable types in patterns. phone-number: value, a number in E.164. bank-account: iban, or " +
  "account_number, a Moroccan RIB of 24 digits. cryptocurrency-wallet: value, an address.";
const INVITATIONS: Record<string, string> = {
  whatsapp: "https://chat.whatsapp.com/{}",
  telegram: "https://t.me/+{}",
};
const SIMPLE: Record<string, string> = {
  phone: "phone-number:value",
  email: "email-addr:value",
  rib: "bank-account:account_number",
  iban: "bank-account:iban",
};

const fromHex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (one) => Number.parseInt(one, 16));

async function uuid5(root: string, name: string): Promise<string> {
  const whole = new Uint8Array([...fromHex(root.replaceAll("-", "")), ...utf8(name)]);
  const made = new Uint8Array(await crypto.subtle.digest("SHA-1", whole)).slice(0, 16);
  made[6] = ((made[6] as number) & 0x0f) | 0x50;
  made[8] = ((made[8] as number) & 0x3f) | 0x80;
  return toHex(made).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const cut = (text: string, at: string): [before: string, after: string] => {
  const found = text.indexOf(at);
  return found < 0 ? [text, ""] : [text.slice(0, found), text.slice(found + at.length)];
};

// An indicator's value as lists hold it: an account behind its platform, a link alone.
function valueOf(kind: string, told: string): string {
  if (kind !== "handle") return cut(told, " ≈ ")[0];
  const [name, platform] = cut(told, " (");
  return `${platform.replace(/\)$/, "")}:${name}`;
}

function named({ answers }: Naming): [kind: string, value: string][] {
  const found = answers
    .filter(([kind, told]) => KINDS.includes(kind) && told && (kind !== "group" || INVITATION.test(told)))
    .map(([kind, told]): [string, string] => [kind, valueOf(kind, told)]);
  return [...new Map(found.map((one) => [one.join(" "), one])).values()];
}

function addressOf(kind: string, value: string): string {
  if (kind === "link") return `https://${value}`;
  const [where, name] = cut(value, ":");
  return INVITATIONS[where]?.replace("{}", () => name.replace(/^@/, "")) ?? "";
}

function paths(kind: string, value: string): [path: string, text: string][] {
  const [where, name] = cut(value, ":");
  if (kind === "link" || kind === "group") return [["url:value", addressOf(kind, value) || value]];
  if (kind === "crypto") return [["cryptocurrency-wallet:value", cut(value, " ")[1]]];
  if (kind !== "handle") return [[SIMPLE[kind] ?? "", value]];
  const login: [string, string] = ["user-account:account_login", name.replace(/^@/, "")];
  return where ? [login, ["user-account:account_type", where]] : [login];
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");

const pattern = (kind: string, value: string): string =>
  `[${paths(kind, value)
    .map(([path, text]) => `${path} = '${escaped(text)}'`)
    .join(" AND ")}]`;

const time = (seconds: number): string => new Date(Math.trunc(seconds) * 1000).toISOString();

// Returns the bundle: a report with the case's indicators, each under an id of its own.
export async function stix(case_: Naming): Promise<object> {
  const root = await uuid5(NAMESPACE_URL, `ballegh:${case_.signer}`);
  const [filed, exported] = [time(case_.created), time(case_.exported)];
  const made = async (type: string, name: string, modified: string): Promise<Made> => ({
    ...{ type, spec_version: "2.1", id: `${type}--${await uuid5(root, name)}`, created: filed },
    modified: filed > modified ? filed : modified,
  });
  const identity = await made("identity", "identity", filed);
  const by = { created_by_ref: identity.id };
  const extension = {
    ...(await made("extension-definition", "extension", filed)),
    ...by,
    name: "Phone numbers, bank accounts and wallets in patterns",
    ...{ schema: SCHEMA, version: "1.0.0", extension_types: ["new-sco"] },
  };
  const found = await Promise.all(
    named(case_).map(async ([kind, value]) => ({
      ...(await made("indicator", `${kind} ${value}`, exported)),
      ...by,
      ...{ name: `${kind} ${value}`, indicator_types: ["malicious-activity"] },
      ...{ pattern: pattern(kind, value), pattern_type: "stix", pattern_version: "2.1" },
      ...{ valid_from: filed, confidence: CONFIDENCE },
    })),
  );
  const report = {
    ...(await made("report", `case ${case_.reference}`, exported)),
    ...by,
    ...{ name: `Case ${case_.reference}: ${case_.category}`, report_types: ["indicator"], published: exported },
    object_refs: found.length ? found.map((one) => one.id) : [identity.id],
  };
  const whole = `bundle--${await uuid5(root, `case ${case_.reference} ${exact(case_.exported)}`)}`;
  const organisation = { ...identity, name: case_.organisation, identity_class: "organization" };
  return { type: "bundle", id: whole, objects: [organisation, extension, ...found, report] };
}

// A number as Python writes a float.
const exact = (number: number): string => (Number.isInteger(number) ? `${number}.0` : String(number));
