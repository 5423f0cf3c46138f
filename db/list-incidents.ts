import { type SQL, sql } from "drizzle-orm";
import type { IncidentStatus, Severity } from "../lib/record";
import { appDb } from "./client";
import { rowsOf } from "./rows";
import { shownTitle } from "./shown-title";

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
};

export const incidentColumns = sql`
  'id', i.id, 'number', i.number, 'status', i.status, 'severity', i.severity, 'change', c.number,
  'title', ${shownTitle}, 'owner', (select p.name from people p where p.id = i.owner_id), 'openedAt', utc(i.opened_at)`;

export const incidentsPage = 50;

/** One page of incidents, the newest first, older than number `before`. */
export async function listIncidents(
  before?: number,
): Promise<{ incidents: ListedIncident[]; more: boolean; now: string }> {
  const rows = await rowsOf<{ incident: ListedIncident; now: string }>(appDb(), incidentsQuery(before));
  return {
    incidents: rows.slice(0, incidentsPage).map((row) => row.incident),
    more: rows.length > incidentsPage,
    now: rows[0]?.now ?? "",
  };
}

/** The query of a page of incidents. */
export const incidentsQuery = (
  before?: number,
): SQL => sql`select jsonb_build_object(${incidentColumns}) as incident, utc(clock.now) as now from (select windlass_now() as now) clock,
      (select * from incidents where ${before === undefined ? sql`true` : sql`id < ${before}`} order by id desc limit ${incidentsPage + 1}) i
      join changes c on c.id = i.change_id order by i.id desc`;
