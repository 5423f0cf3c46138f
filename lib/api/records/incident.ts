import { z } from "zod";
import { incidentStatuses, severities } from "@/lib/rules/record";
import { addresses, instant, named, version } from "./parts";

const summary = {
  number: z.string(),
  status: z.enum(incidentStatuses),
  version,
  severity: z.enum(severities),
  change: z.string(),
  owner: named.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  openFindings: z.int(),
};

export const incidentRow = z.strictObject(summary).readonly();
export const listedIncidentSchema = z.strictObject({ ...summary, ...addresses });

export const incidentSchema = z.strictObject({
  ...summary,
  ...addresses,
  rootCause: z.string().nullable(),
  findings: z.array(
    z.strictObject({
      id: z.int(),
      finding: z.string().nullable(),
      owner: named,
      due: z.iso.date(),
      answer: z.string().nullable(),
      answeredAt: instant.nullable(),
    }),
  ),
});
export type ApiIncident = z.infer<typeof incidentSchema>;
