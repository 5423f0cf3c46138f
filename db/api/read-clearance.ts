import { sql } from "drizzle-orm";
import { z } from "zod";
import { gateDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { checkResultsSchema, instant, listOf, pastActionsSchema, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { RecordState } from "@/lib/rules/judge";
import { changeStatuses, changeTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { type TokenLimits, withinLimits } from "./token-limits";

const clearanceRow = strictRow({
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  revision: z.int(),
  version: z.int(),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  approvedUntil: instant.nullable(),
  systems: listOf(z.string()),
  /** Whether it touches the system that was asked about; true where none was. */
  touchesSystem: z.boolean(),
  checks: checkResultsSchema,
  pastActions: pastActionsSchema,
  now: instant,
});

/** What decides whether a change may start now. Instants are ISO in UTC. */
export type ClearanceState = z.infer<typeof clearanceRow>;

const clearanceSql = typedSql({ clearance: clearanceRow });

const preconditionsOfStart = [
  ...new Set(rulesOf("change").flatMap(({ step, preconditions = [] }) => (step === "start" ? preconditions : []))),
];

/** What decides whether a change may start on `system` (a name as people read it, or a number); null where the token may not see it. */
export async function readClearance(
  id: number,
  system: string | null,
  limits: TokenLimits,
): Promise<ClearanceState | null> {
  const [row] = await queryRows(gateDb(), clearanceQuery(id, system, limits));
  return row?.clearance ?? null;
}

const needs = sql.raw(`array[${preconditionsOfStart.map((need) => `'${need}'`).join(", ")}]::text[]`);

const touched = sql`from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id`;

/** The query of a clearance. */
export const clearanceQuery = (id: number, system: string | null, limits: TokenLimits) => clearanceSql`
  select jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'revision', c.revision, 'version', c.step_seq,
    'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")},
    'approvedUntil', ${isoInstant("c.approved_at + interval '30 days'")},
    'systems', array(select s.name ${touched} order by s.name, s.id),
    'touchesSystem', ${system}::text is null or exists (select ${touched} and (s.id::text = ${system} or fold_name(s.name) = fold_name(${system}))),
    'checks', check_preconditions(c, ${needs}, null, clock.now), 'pastActions', past_actions('change', c.id, c.revision), 'now', ${isoInstant("clock.now")}) as clearance
  from changes c cross join (select windlass_now() as now) clock where c.id = ${id}::bigint and ${withinLimits("change", sql`${id}::bigint`, limits)}`;

/** The state by which `start` is judged. */
export const toStartState = ({ type, number, status, pastActions, checks }: ClearanceState): RecordState => ({
  ...{ recordType: "change", type, name: number, status, pastActions, checks },
});
