import { z } from "zod";
import {
  changeStatuses,
  changeTypes,
  delegationStatuses,
  deliveryStatuses,
  entryStatuses,
  freezeStatuses,
  haltStatuses,
  importStatuses,
  incidentStatuses,
  installationStatuses,
  personStatuses,
  recordTypes,
  rosterStatuses,
  systemStatuses,
  webhookStatuses,
} from "@/lib/rules/record";
import { pastActions, preconditions, rulesOf } from "@/lib/rules/rules";

// Building blocks for the schemas of query rows, from which the row types are inferred; see `rows.ts`.

/** An object with exactly these keys. */
export const strictRow = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly();

export const listOf = <Of extends z.ZodType>(of: Of) => z.array(of).readonly();

/** A record's id and display name. */
export const named = strictRow({ id: z.int(), name: z.string() });

/** ISO in UTC, as SQL's `utc` formats it. */
export const instant = z.iso.datetime();

/** `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A step of the rulebook. */
export const step = z.enum(recordTypes.flatMap((recordType) => rulesOf(recordType).map((rule) => rule.step)));

/** A status of any type of record. */
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
  ...importStatuses,
  ...webhookStatuses,
  ...installationStatuses,
  ...personStatuses,
]);

/** Person ids by past action, for separation of duties. */
export const pastActionsSchema = z.partialRecord(z.enum(pastActions), listOf(z.int())).readonly();

/** The result of each precondition: true, or details of why it does not hold. */
export const checkResultsSchema = z
  .partialRecord(z.enum(preconditions), z.union([z.literal(true), z.record(z.string(), z.unknown())]).nullable())
  .readonly();

/** The shape of a schema, for extending it. */
export const shapeOf = <Shape extends z.ZodRawShape>(of: z.ZodReadonly<z.ZodObject<Shape>>): Shape => of.unwrap().shape;

/** The fields from which a change's deadlines are computed. */
export const deadlineFields = strictRow({
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  rollbackMinutes: z.int().nullable(),
  approvedAt: instant.nullable(),
  startedAt: instant.nullable(),
  factsCompleteAt: instant.nullable(),
});
