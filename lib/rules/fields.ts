import { maxAttachments } from "@/lib/attachments/attachment-types";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import {
  categories,
  changeTypes,
  entryKinds,
  exportedFiles,
  noticeKinds,
  reviewOutcomes,
  rulebookOccasions,
  severities,
  triggers,
  webhookTemplates,
} from "./record";

type KindOptions = {
  readonly text: { readonly lines: number };
  readonly choice: { readonly options: readonly string[] };
  /** Several of a list, or none. */
  readonly choices: { readonly options: readonly string[] };
  readonly minutes: { readonly most: number };
  /** At most so many files in one step. */
  readonly files: { readonly most: number };
  /** A number; `of` says of what, where people choose it from the record's own. */
  readonly whole: { readonly of?: "texts" };
};

/** The kinds of field. What each does is one object in `lib/form/field-kinds.ts`; its control is in `components/form/controls.tsx`. */
export type FieldKindName =
  | keyof KindOptions
  | "instant"
  /** A day of the calendar. */
  | "day"
  | "zone"
  | "boolean"
  | "name"
  | "systems"
  /** Clients by their numbers. */
  | "clients"
  | "person"
  | "entry"
  /** The number of another change. */
  | "change"
  | "covers"
  | "recurrence"
  | "values"
  | "blanks"
  | "findings"
  | "typed"
  | "digest"
  | "spans"
  /** Shifts as [person, from, until, tier]; those who were on call as [person, tier]. */
  | "shifts"
  | "rostered"
  /** Several people by their numbers. */
  | "people"
  /** A change, system or client as "change:1001". */
  | "target"
  /** Where a webhook sends to: typed whole, recorded without its path. */
  | "address"
  /** What a webhook sends: "change.approve", "change.*", "ledger.event". */
  | "topics";

/** What a field of that kind may hold: the row that the database reads, too. */
export type FieldSpecOf<K extends FieldKindName> = { readonly kind: K } & (K extends keyof KindOptions
  ? KindOptions[K]
  : unknown);

/** What a field may hold. Free text is stored once, salted, apart from its event; everything else is in the event. */
export type FieldSpec = { [K in FieldKindName]: FieldSpecOf<K> }[FieldKindName];

export const text = (lines: number) => ({ kind: "text", lines }) as const;
export const choice = (options: readonly string[]) => ({ kind: "choice", options }) as const;
const upToOneWeek = { kind: "minutes", most: 7 * 24 * 60 } as const;

export const fields = {
  type: choice(["standard", "normal"]),
  title: text(1),
  category: choice(categories),
  systems: { kind: "systems" },
  systemInWords: text(1),
  entry: { kind: "entry" },
  entryValues: { kind: "values" },
  what: text(4),
  why: text(3),
  rollbackPlan: text(4),
  verification: text(3),
  impact: text(2),
  reversible: { kind: "boolean" },
  expectedMinutes: upToOneWeek,
  rollbackMinutes: upToOneWeek,
  links: text(2),
  isApplicationDeploy: { kind: "boolean" },
  comment: text(2),
  mentions: { kind: "people" },
  watched: { kind: "target" },
  reason: text(2),
  windowStart: { kind: "instant" },
  windowEnd: { kind: "instant" },
  timezone: { kind: "zone" },
  implementer: { kind: "person" },
  asTyped: { kind: "typed" },
  actual: text(3),
  endedAt: { kind: "instant" },
  monitoring: text(2),
  evidence: text(1),
  attachments: { kind: "files", most: maxAttachments },
  trigger: choice(triggers),
  startedAt: { kind: "instant" },
  explanation: text(2),
  outcome: choice(reviewOutcomes),
  rootCause: text(4),
  findings: { kind: "findings" },
  owner: { kind: "person" },
  severity: choice(severities),
  channel: text(1),
  entryKind: choice(entryKinds),
  blanks: { kind: "blanks" },
  allowedInFreeze: { kind: "boolean" },
  covers: { kind: "covers" },
  repeats: { kind: "recurrence" },
  spans: { kind: "spans" },
  withoutTitles: { kind: "boolean" },
  feedToken: { kind: "digest" },
  feed: { kind: "whole" },
  redacted: { kind: "whole", of: "texts" },
  finding: { kind: "whole" },
  answer: text(3),
  exported: choice(exportedFiles),
  periodStart: { kind: "instant" },
  periodEnd: { kind: "instant" },
  ofChange: { kind: "whole" },
  ofClient: { kind: "whole" },
  ofSystem: { kind: "whole" },
  ofType: choice(changeTypes),
  population: { kind: "whole" },
  populationHash: { kind: "digest" },
  aboutHash: { kind: "digest" },
  recordsHash: { kind: "digest" },
  follows: { kind: "change" },
  shifts: { kind: "shifts" },
  rostered: { kind: "rostered" },
  onRoster: { kind: "boolean" },
  emails: { kind: "choices", options: noticeKinds },
  sentTo: { kind: "name" },
  reference: { kind: "name" },
  because: { kind: "name" },
  attempts: { kind: "whole" },
  shareable: { kind: "boolean" },
  clients: { kind: "clients" },
  expiresOn: { kind: "day" },
  replaces: { kind: "entry" },
  fromChange: { kind: "change" },
  managedSince: { kind: "instant" },
  managedUntil: { kind: "instant" },
  monitoringLinks: { kind: "name" },
  delegate: { kind: "person" },
  application: { kind: "name" },
  environment: { kind: "name" },
  gateToken: { kind: "digest" },
  apiToken: { kind: "digest" },
  scopes: { kind: "choices", options: tokenScopes },
  networks: { kind: "name" },
  expiresAt: { kind: "instant" },
  address: { kind: "address" },
  addressHash: { kind: "digest" },
  eventTypes: { kind: "topics" },
  template: choice(webhookTemplates),
  signingKey: { kind: "digest" },
  occasion: choice(rulebookOccasions),
  fingerprint: { kind: "digest" },
  rulesHash: { kind: "digest" },
  functionsHash: { kind: "digest" },
  triggersHash: { kind: "digest" },
  constraintsHash: { kind: "digest" },
  grantsHash: { kind: "digest" },
  token: { kind: "whole" },
  account: { kind: "person" },
  sourceSystem: { kind: "name" },
  fileName: { kind: "name" },
  fileHash: { kind: "digest" },
  mapping: text(8),
  recordCount: { kind: "whole" },
  leftOut: { kind: "whole" },
  rowReport: text(8),
  policyText: text(30),
  name: { kind: "name" },
  client: { kind: "name" },
  systemKind: { kind: "name" },
  personName: text(1),
  personEmail: text(1),
  identity: { kind: "digest" },
  sessionToken: { kind: "digest" },
  sessionStart: { kind: "instant" },
  sessionEnd: { kind: "instant" },
  oidcSession: { kind: "digest" },
  role: { kind: "name" },
  held: { kind: "boolean" },
  refusedStep: { kind: "name" },
  subjectType: { kind: "name" },
  subjectId: { kind: "whole" },
  sentence: { kind: "name" },
  clauseCited: { kind: "name" },
} as const satisfies Record<string, FieldSpec>;

export type Field = keyof typeof fields;

/** The longest text a field takes, in characters. */
export const maxTextLength = 10_000;

export const isField = (text: string): text is Field => Object.hasOwn(fields, text);
