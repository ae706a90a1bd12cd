// What the server tells, as its routes write it. Times are seconds since the epoch, octets base64.

export type Role = "intake" | "investigator" | "supervisor" | "administrator";

export interface Officer {
  id: string;
  name: string;
  role: Role;
}

export interface Me {
  officer: Officer;
  state: "unproved" | "unconfirmed" | "ready";
  box: { way: "prf" | "passphrase"; age: string };
  recipient: string;
  fingerprint: string;
  // Whether a colleague can confirm a key; else whoever runs the server does.
  confirmable: boolean;
  sheet_due: boolean;
  language: string;
  organisation: string;
  signer: string;
  // The ids of the services that the officer belongs to, and all services of the deployment.
  services: string[];
  offered: Service[];
  // The contact of INTERPOL's national bureau; empty where the settings have none.
  bureau: string;
}

export interface Row {
  reference: string;
  category: string;
  status: string;
  urgent: boolean;
  place: string;
  channel: string;
  language: string;
  created: number;
  updated: number;
  assigned: { id: string; name: string } | null;
  unread: boolean;
  evidence: number;
  awaiting: boolean;
  answered: boolean;
  // Since when the reporter waits for somebody to write; 0 for not.
  person: number;
  // When the reporter said that money had just left, while it may still be held; 0 for not.
  money: number;
  // When the deadline that runs is over; 0: none runs.
  due: number;
  campaign: string;
  hold: boolean;
  snoozed: number;
  watching: string[];
}

export interface Listing {
  cases: Row[];
  count: number;
  page: number;
  pages: number;
  counts: Record<string, number>;
}

// A name in the languages of the page.
export interface Written {
  fr: string;
  ar: string;
}

export interface Service {
  id: string;
  name: Written;
  city: Written;
  contact: string;
  own_key: boolean;
  shown: boolean;
}

// The services to which cases go: which has this one, which is proposed for it and why.
export interface Services {
  has: string;
  proposed: string;
  why: string;
  // Whether the proposed one is named for the category too.
  named: boolean;
  all: Service[];
  refers: boolean;
  hands_back: boolean;
}

export interface CaseFacts extends Row {
  province: Written | null;
  pseudonym: string;
  anonymous: boolean;
  recipient: string;
  addressed: boolean;
  reachable: boolean;
  window: string;
  until: number | null;
}

export interface Outcome {
  suspects: { number: number; outcome: string; officer: string; time: number }[];
  counts_suspects: boolean;
  feedback: { helped: boolean; time: number } | null;
  looked: number;
}

export interface SealedEntry {
  id: string;
  kind: string;
  time: number;
  age: string;
}

export interface Piece {
  id: string;
  kind: string;
  state: string;
  size: number;
  media_type: string;
  sha256: string;
  received: number;
}

export interface ThreadItem {
  kind: "ask" | "status" | "answer";
  time: number;
  officer: string;
  status: string;
  note: string;
  // The change in the log, and the salt with which the log has the hash of the note; empty before 0.3.
  number: string;
  salt: string;
}

export interface SealedNote {
  id: string;
  time: number;
  officer: string;
  age: string;
}

export interface Link {
  seq: number;
  time: number;
  event: string;
  actor: string;
  purpose: string;
  digest: string;
  previous: string;
  hash: string;
  chain: string;
  name: string;
}

// Whether the reporter said who they are, and how far the asking for it has come.
export interface Identity {
  given: boolean;
  may: boolean;
  state: "" | "asked" | "agreed";
  mine?: boolean;
  officer?: string;
  second?: string;
  reason?: string;
  until?: number;
}

export interface SealedCase {
  case: CaseFacts;
  version: string;
  // Whether this officer's role opens the case at all.
  readable: boolean;
  entries: SealedEntry[];
  wraps: Record<string, string>;
  evidence: Piece[];
  thread: ThreadItem[];
  notes: SealedNote[];
  log: Link[];
  head: { count: number; hash: string; signature: string } | null;
  outcome: Outcome;
  statuses: string[];
  // A server of an earlier version does not tell of them.
  actions?: string[];
  services: Services | null;
  identity: Identity;
  // Of a case that got its key later: JSON in base64, as the log has its hash.
  headers: string;
}

// Whose key it is: an officer, or a service with a key of its own.
export interface KeyHolder {
  id: string;
  name: string;
  role: string;
  recipient: string;
}

export interface Member {
  id: string;
  name: string;
  role: Role;
  state: string;
  seen: number | null;
  recipient: string;
  fingerprint: string;
  wraps: number;
  chat: boolean;
}

export interface Change {
  time: number;
  officer: string;
  status: string;
}
