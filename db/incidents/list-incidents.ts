import { type SQL, sql } from "drizzle-orm";
import { shownTitle } from "@/db/changes/shown-title";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { IncidentFilter } from "@/lib/incidents/filter";
import type { IncidentStatus, Severity } from "@/lib/rules/record";

/** An incident as a line of a list. */
export type ListedIncident = {
  readonly id: number;
  readonly number: string;
  readonly status: IncidentStatus;
  readonly severity: Severity;
  readonly change: string;
  readonly title: string;
  readonly owner: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** How many of its findings are not answered yet. */
  readonly openFindings: number;
};

export const incidentColumns = sql`
  'id', i.id, 'number', i.number, 'status', i.status, 'severity', i.severity, 'change', c.number,
  'title', ${shownTitle}, 'owner', (select p.called from people p where p.id = i.owner_id), 'openedAt', utc(i.opened_at), 'closedAt', utc(i.closed_at),
  'openFindings', (select count(*) from findings f where f.incident_id = i.id and f.answered_at is null)`;

const incidentsPage = 50;

/** One page of incidents as the filter says, the newest first. */
export async function listIncidents(
  filter: IncidentFilter,
): Promise<{ incidents: ListedIncident[]; more: boolean; now: string }> {
  const rows = await rowsOf<{ incident: ListedIncident; now: string }>(appDb(), incidentsQuery(filter));
  return {
    incidents: rows.slice(0, incidentsPage).map((row) => row.incident),
    more: rows.length > incidentsPage,
    now: rows[0]?.now ?? "",
  };
}

/** The query of a page of incidents. */
export const incidentsQuery = (
  filter: IncidentFilter,
): SQL => sql`select jsonb_build_object(${incidentColumns}) as incident, utc(clock.now) as now from (select windlass_now() as now) clock,
      (select i.* from incidents i where ${sql.join(conditions(filter), sql` and `)} order by i.id desc limit ${incidentsPage + 1}) i
      join changes c on c.id = i.change_id order by i.id desc`;

const conditions = ({ status, findings, before }: IncidentFilter): SQL[] => [
  sql`true`,
  ...(before ? [sql`i.id < ${before}`] : []),
  ...(status ? [sql`i.status = ${status}`] : []),
  ...(findings ? [sql`exists (select from findings f where f.incident_id = i.id and f.answered_at is null)`] : []),
];
