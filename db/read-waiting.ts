import { type SQL, sql } from "drizzle-orm";
import type { Subject } from "../lib/judge";
import { type ChangeStatus, openStatuses } from "../lib/record";
import { rulesOf } from "../lib/rules";
import { appDb } from "./client";
import { type ListedChange, listedColumns } from "./list-changes";
import { incidentColumns, type ListedIncident } from "./list-incidents";
import { rowsOf } from "./rows";

export type WaitingChange = ListedChange & Pick<Subject, "acts" | "facts"> & { readonly since: string };

const facts = [
  "facts_written",
  "entry_live",
  "entry_routine",
  "reversible",
  "window_open",
  "approval_fresh",
  "not_frozen",
  "system_idle",
  "incident_closed",
  "alert_delivered",
];
const each = 25;

/** The open changes, at most 25 a status, the longest waiting first, with what says whose they are to move; and the clock. */
export async function readWaiting(): Promise<{ changes: WaitingChange[]; now: string }> {
  const rows = await rowsOf<{ change: WaitingChange; now: string }>(appDb(), waitingQuery);
  return { changes: rows.map((row) => row.change), now: rows[0]?.now ?? "" };
}

/** The incidents that are not closed, the oldest first, at most 25. */
export async function readOpenIncidents(): Promise<ListedIncident[]> {
  const rows = await rowsOf<{ incident: ListedIncident }>(appDb(), openIncidentsQuery);
  return rows.map((row) => row.incident);
}

// Each status with the facts by which the steps that leave it are judged: nothing is computed that nobody asks.
const wanted = sql.raw(openStatuses.map((status) => `('${status}', array[${factsIn(status)}]::text[])`).join(", "));

function factsIn(status: ChangeStatus): string {
  const leaving = rulesOf("change").filter(({ from }) => from !== "new" && from !== "any" && from.includes(status));
  const asked = leaving.flatMap(({ needs = [], by }) => [...needs, ...by.map((way) => way.when)]);
  return facts.flatMap((fact) => (asked.some((need) => need === fact) ? [`'${fact}'`] : [])).join(",");
}

/** The query of the open changes. */
export const waitingQuery: SQL = sql`select jsonb_build_object(${listedColumns}, 'since', utc(c.last_event_at), 'acts', change_acts(c.id, c.revision),
        'facts', change_facts(c, s.wanted, null, clock.now)) as change, utc(clock.now) as now
      from (select windlass_now() as now) clock, (values ${wanted}) s (status, wanted)
      cross join lateral (select * from changes where status = s.status order by id limit ${each}) c`;

/** The query of the open incidents. */
export const openIncidentsQuery: SQL = sql`select jsonb_build_object(${incidentColumns}) as incident
      from incidents i join changes c on c.id = i.change_id where i.status <> 'closed' order by i.id limit ${each}`;
