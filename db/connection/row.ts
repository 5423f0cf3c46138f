import { z } from "zod";
import {
  changeStatuses,
  changeTypes,
  delegationStatuses,
  deliveryStatuses,
  entryStatuses,
  freezeStatuses,
  haltStatuses,
  incidentStatuses,
  installationStatuses,
  personStatuses,
  rosterStatuses,
  subjectTypes,
  systemStatuses,
} from "@/lib/rules/record";
import { acts, needs, rulesOf } from "@/lib/rules/rules";

// What rows that a query in SQL answers with are made of. Their types are inferred from these; see `rows.ts`.

/** An object with these keys and no others. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly();

export const list = <Of extends z.ZodType>(of: Of) => z.array(of).readonly();

/** A record's id with what people call it. */
export const named = record({ id: z.int(), name: z.string() });

/** ISO in UTC, as `utc` writes it. */
export const instant = z.iso.datetime();

/** `YYYY-MM-DD`. */
export const day = z.iso.date();

/** What the rulebook calls a step. */
export const step = z.enum(subjectTypes.flatMap((subject) => rulesOf(subject).map((rule) => rule.step)));

/** What a record of any kind can be. */
export const status = z.enum([
  ...changeStatuses,
  ...incidentStatuses,
  ...entryStatuses,
  ...systemStatuses,
  ...freezeStatuses,
  ...rosterStatuses,
  ...deliveryStatuses,
  ...delegationStatuses,
  ...haltStatuses,
  ...installationStatuses,
  ...personStatuses,
]);

/** Who did what of the acts by which steps are judged. */
export const actsOfRecord = z.partialRecord(z.enum(acts), list(z.int())).readonly();

/** What Postgres says of each need: true, or why it does not hold. */
export const factsOfRecord = z
  .partialRecord(z.enum(needs), z.union([z.literal(true), z.record(z.string(), z.unknown())]).nullable())
  .readonly();

/** The columns of a record, for one that has more. */
export const columnsOf = <Shape extends z.ZodRawShape>(of: z.ZodReadonly<z.ZodObject<Shape>>): Shape =>
  of.unwrap().shape;

/** What a change's deadlines are told from. */
export const times = record({
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  rollbackMinutes: z.int().nullable(),
  approvedAt: instant.nullable(),
  startedAt: instant.nullable(),
  factsCompleteAt: instant.nullable(),
});
