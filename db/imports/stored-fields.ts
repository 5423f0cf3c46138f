import { z } from "zod";
import { instant } from "@/db/connection/row-schemas";

/** What is stored of an imported record, as every read of a whole one has it. Instants are ISO in UTC. */
export const storedFields = {
  importId: z.int(),
  rowNumber: z.int(),
  sourceSystem: z.string(),
  foreignNumber: z.string(),
  title: z.string(),
  foreignType: z.string().nullable(),
  foreignStatus: z.string().nullable(),
  client: z.string().nullable(),
  system: z.string().nullable(),
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  plannedStart: instant.nullable(),
  plannedEnd: instant.nullable(),
  actualStart: instant.nullable(),
  actualEnd: instant.nullable(),
  outcome: z.string().nullable(),
  link: z.string().nullable(),
};
