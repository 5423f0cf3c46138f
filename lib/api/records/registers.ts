import { z } from "zod";
import {
  categories,
  channels,
  deliveryKinds,
  deliveryStatuses,
  entryKinds,
  entryStatuses,
  freezeScopes,
  freezeStatuses,
  recordTypes,
  rosterStatuses,
  systemStatuses,
  tiers,
} from "@/lib/rules/record";
import { addresses, instant, named, version } from "./parts";

const withAddresses = <Shape extends z.ZodRawShape>(shape: Shape) => ({
  row: z.strictObject(shape).readonly(),
  schema: z.strictObject({ ...shape, ...addresses }),
});

export const system = withAddresses({
  id: z.int(),
  name: z.string(),
  client: named,
  status: z.enum(systemStatuses),
  version,
  systemKind: z.string().nullable(),
  managedSince: instant,
  managedUntil: instant.nullable(),
  managed: z.boolean().describe("Whether a change may touch it now."),
  owner: named.nullable(),
  monitoringLinks: z.string().nullable(),
});

export const freeze = withAddresses({
  id: z.int(),
  name: z.string(),
  status: z.enum(freezeStatuses),
  version,
  scope: z.enum(freezeScopes),
  covers: z.string().describe("all, client:1 or system:1, as the form takes it."),
  timezone: z.string(),
  repeats: z.string().nullable(),
  placedAt: instant,
  liftedAt: instant.nullable(),
  spans: z
    .array(z.strictObject({ from: instant, until: instant }))
    .describe("Its times that are not over, at most 100."),
});

export const entry = withAddresses({
  id: z.int(),
  entryKind: z.enum(entryKinds),
  status: z.enum(entryStatuses),
  version,
  revision: z.int().describe("Which version of the entry it is."),
  title: z.string().nullable(),
  category: z.enum(categories),
  what: z.string().nullable(),
  rollbackPlan: z.string().nullable(),
  verification: z.string().nullable(),
  blanks: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      example: z.string().optional(),
      pattern: z.string().optional(),
      options: z.array(z.string()).optional(),
    }),
  ),
  reversible: z.boolean(),
  allowedInFreeze: z.boolean(),
  expiresOn: z.iso.date().nullable(),
  replaces: z.int().nullable(),
  systems: z.array(named),
  clients: z.array(named),
});

export const roster = withAddresses({
  id: z.int(),
  name: z.string(),
  status: z.enum(rosterStatuses),
  version,
  placedBy: named,
  placedAt: instant,
  withdrawnAt: instant.nullable(),
  shifts: z
    .array(z.strictObject({ person: named, tier: z.enum(tiers), from: instant, until: instant }))
    .describe("Its shifts that are not over, at most 100."),
});

export const delivery = withAddresses({
  id: z.int(),
  kind: z.enum(deliveryKinds),
  channel: z.enum(channels),
  status: z.enum(deliveryStatuses),
  version,
  person: named.nullable(),
  change: z.string().nullable(),
  incident: z.string().nullable(),
  event: z.int().nullable(),
  queuedAt: instant,
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
});

/** An event in the order of the ledger; `canonical` is its text as it was hashed. */
const eventShape = {
  index: z.int().describe("Its place in the ledger, without gaps."),
  event: z.int(),
  recordType: z.enum(recordTypes),
  number: z.string(),
  seq: z.int(),
  step: z.string(),
  person: named,
  at: instant,
  status: z.string().describe("Where it led the record."),
  revision: z.int(),
  canonical: z.string().describe("The canonical JSON that is hashed. Free text stands in it as a salted hash."),
  hash: z.string().describe("SHA-256 of `canonical`, in hex."),
};
export const eventRow = z.strictObject(eventShape).readonly();
export const eventSchema = z.strictObject(eventShape);
