import { settings } from "@/app/_request/settings";
import { readApiIncidents } from "@/db/api/read-api-incidents";
import { readIncident } from "@/db/incidents/read-incident";
import { idFromNumber } from "@/lib/api/collections";
import { addressesOf } from "@/lib/api/record-addresses";
import type { ApiIncident } from "@/lib/api/records/incident";
import { versionTag } from "@/lib/api/version-tag";
import type { ApiAnswer } from "./api-responses";
import { limitsOf, noSuchRecord, type ReadRequest } from "./list-answers";

/** An incident with its findings. */
export async function incidentAnswer({ caller, number }: ReadRequest): Promise<ApiAnswer> {
  const id = idFromNumber("incident", number ?? "");
  const [summary] = id ? await readApiIncidents({ id, limits: limitsOf(caller) }) : [];
  const incident = id && summary ? await readIncident(id) : null;
  if (!id || !summary || !incident) throw noSuchRecord();
  const body: ApiIncident = {
    ...summary,
    version: incident.stepSeq,
    ...addressesOf("incident", id, settings().appUrl),
    rootCause: incident.rootCause,
    findings: incident.findings.map(({ id: finding, owner, due, answer, ...written }) => ({
      ...{ id: finding, finding: written.finding, owner, due },
      ...{ answer: answer?.text ?? null, answeredAt: answer?.at ?? null },
    })),
  };
  return { status: 200, body, headers: { ETag: versionTag(body.version) } };
}
