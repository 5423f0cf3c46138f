import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { displayTitle } from "@/db/changes/display-title";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import type { IncidentFilter } from "@/lib/incidents/incident-filter";
import { closedIncidentStatus, incidentStatuses, severities } from "@/lib/rules/record";

export const listedIncident = strictRow({
  id: z.int(),
  number: z.string(),
  status: z.enum(incidentStatuses),
  severity: z.enum(severities),
  change: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  /** The number of unanswered findings. */
  openFindings: z.int(),
});

/** An incident as a line of a list. */
export type ListedIncident = z.infer<typeof listedIncident>;

export const incidentColumns = constantSql(sql`
  'id', i.id, 'number', i.number, 'status', i.status, 'severity', i.severity, 'change', c.number,
  'title', ${displayTitle}, 'owner', (select ${personName("p")} from people p where p.id = i.owner_id), 'openedAt', ${isoInstant("i.opened_at")}, 'closedAt', ${isoInstant("i.closed_at")},
  'openFindings', (select count(*) from findings f where f.incident_id = i.id and f.answered_at is null)`);

const incidentsPage = 50;

/** One page of incidents for the filter, newest first. */
export async function listIncidents(
  filter: IncidentFilter,
): Promise<{ incidents: ListedIncident[]; more: boolean; now: string }> {
  const rows = await queryRows(appDb(), incidentsQuery(filter));
  return {
    incidents: rows.slice(0, incidentsPage).map((row) => row.incident),
    more: rows.length > incidentsPage,
    now: rows[0]?.now ?? "",
  };
}

const incidentSql = typedSql({ incident: listedIncident, now: instant });

/** The query of a page of incidents. */
export const incidentsQuery = (filter: IncidentFilter) =>
  incidentSql`select json_build_object(${incidentColumns}) as incident, ${isoInstant("clock.now")} as now from (select windlass_now() as now) clock,
      (select i.* from incidents i where ${sql.join(conditions(filter), sql` and `)} order by i.id desc limit ${incidentsPage + 1}) i
      join changes c on c.id = i.change_id order by i.id desc`;

/** Of an incident `i`. */
export const isUnresolved = sql.raw(`i.status <> '${closedIncidentStatus}'`);

const conditions = ({ status, unresolved, findings, before }: IncidentFilter): SQL[] => [
  sql`true`,
  ...(unresolved ? [isUnresolved] : []),
  ...(before ? [sql`i.id < ${before}`] : []),
  ...(status ? [sql`i.status = ${status}`] : []),
  ...(findings ? [sql`exists (select from findings f where f.incident_id = i.id and f.answered_at is null)`] : []),
];
