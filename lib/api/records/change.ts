import { z } from "zod";
import { categories, changeStatuses, changeTypes, incidentStatuses } from "@/lib/rules/record";
import { addresses, instant, named, systemOfClient, version } from "./parts";

const summary = {
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  revision: z.int(),
  version,
  title: z.string(),
  category: z.enum(categories).nullable(),
  systems: z.array(systemOfClient),
  entry: z.int().nullable().describe("Its catalogue entry."),
  author: named,
  implementer: named.nullable(),
  executor: named.nullable().describe("Who carried it out."),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  createdAt: instant,
  approvedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
};

/** A change in a list, as the database answers. */
export const changeRow = z.strictObject(summary).readonly();
export const listedChangeSchema = z.strictObject({ ...summary, ...addresses });

const offer = z.strictObject({
  step: z.string(),
  allowed: z.boolean().describe("Whether this token's person may take it now."),
  clause: z.string(),
  detail: z.string().optional().describe("Why not."),
});

export const changeSchema = z.strictObject({
  ...summary,
  ...addresses,
  what: z.string().nullable(),
  why: z.string().nullable(),
  rollbackPlan: z.string().nullable(),
  verification: z.string().nullable(),
  impact: z.string().nullable(),
  links: z.string().nullable(),
  systemInWords: z.string().nullable(),
  reversible: z.boolean(),
  expectedMinutes: z.int().nullable(),
  rollbackMinutes: z.int().nullable(),
  entryValues: z.record(z.string(), z.string()).nullable(),
  trigger: z.string().nullable(),
  shareable: z.boolean(),
  timezone: z.string().nullable(),
  windowWaived: z.boolean().describe("An operations lead scheduled it over a conflict or a freeze."),
  failedAt: instant.nullable(),
  rolledBackAt: instant.nullable(),
  follows: z.string().nullable(),
  incidents: z.array(z.strictObject({ number: z.string(), status: z.enum(incidentStatuses) })),
  redacted: z.array(z.string()).describe("The fields whose texts were redacted."),
  steps: z.array(offer).describe("The steps that a token can take from here."),
});
export type ApiChange = z.infer<typeof changeSchema>;
