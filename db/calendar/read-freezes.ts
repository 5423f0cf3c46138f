import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { redaction, redactionOf } from "@/db/changes/display-title";
import { appDb } from "@/db/connection/client";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { freezes } from "@/db/schema/calendar";
import { freezeScopes, freezeStatuses } from "@/lib/rules/record";
import { affectedChange, affectedChanges } from "./affected-changes";

const freezeRecord = strictRow({
  id: z.int(),
  name: z.string(),
  status: z.enum(freezeStatuses),
  stepSeq: z.int(),
  covers: z.enum(freezeScopes),
  /** The client or the system that it covers; null for all systems. */
  covered: z.string().nullable(),
  timezone: z.string(),
  repeats: z.string().nullable(),
  reason: z.string().nullable(),
  redacted: redaction.nullable(),
  placedBy: z.string(),
  placedAt: instant,
  lifted: strictRow({
    by: z.string(),
    at: instant,
    reason: z.string().nullable(),
    redacted: redaction.nullable(),
  }).nullable(),
  /** How many spans it has, how many of them are not over, and the first few of those. */
  times: z.int(),
  left: z.int(),
  next: listOf(z.tuple([instant, instant]).readonly()),
  /** From the start of its first span to the end of its last; null when it was lifted before it began. */
  whole: z.tuple([instant, instant]).readonly().nullable(),
  /** The scheduled changes whose windows overlap the spans that are not over. */
  touches: listOf(affectedChange),
});

/** A freeze as its page shows it. Instants are ISO in UTC. */
export type FreezeRecord = z.infer<typeof freezeRecord>;

const freezesPage = 50;
const maxSpansShown = 5;
const maxActiveShown = 100;

/** The active freezes in the order of their next span (on the first page only), and one page of past ones, newest first. */
export async function readFreezes(
  before?: number,
): Promise<{ active: FreezeRecord[]; past: FreezeRecord[]; more: boolean; now: string }> {
  const rows = await queryRows(appDb(), freezesQuery(before));
  const those = (isActive: boolean) =>
    rows.flatMap(({ freeze, ...row }) => (freeze && row.stands === isActive ? [freeze] : []));
  const past = those(false);
  return {
    active: those(true),
    past: past.slice(0, freezesPage),
    more: past.length > freezesPage,
    now: rows[0]?.now ?? "",
  };
}

/** What judging a step on the freeze needs; null when there is none of that id. */
export async function readFreeze(id: number): Promise<Pick<FreezeRecord, "id" | "name" | "status" | "stepSeq"> | null> {
  const { name, status, stepSeq } = freezes;
  const [head] = await runQuery(() =>
    appDb().select({ id: freezes.id, name, status, stepSeq }).from(freezes).where(eq(freezes.id, id)),
  );
  return head ?? null;
}

const notOver = sql`s.during && tstzrange(clock.now, null)`;
const spanOf = (from: string, to: string) => sql`json_build_array(${isoInstant(from)}, ${isoInstant(to)})`;
const nameOfPerson = (id: SQL) => sql`(select ${personName("p")} from people p where p.id = ${id})`;

const freezeSql = typedSql({
  now: instant,
  stands: z.boolean().nullable(),
  freeze: freezeRecord.nullable(),
  opens: z.unknown(),
  place: z.unknown(),
});

/** The first row holds only the clock, so that the page knows the time even without freezes. */
export const freezesQuery = (before?: number) =>
  freezeSql`
  with clock as materialized (select windlass_now() as now),
    standing as materialized (select s.freeze_id as id, min(lower(s.during)) as opens from freeze_spans s, clock where ${notOver} group by 1),
    shown as (
      (select id, true as stands, opens from standing where ${before === undefined} order by opens, id limit ${maxActiveShown})
      union all
      (select f.id, false, null from freezes f where not exists (select from standing t where t.id = f.id)
        and ${before === undefined ? sql`true` : sql`f.id < ${before}`} order by f.id desc limit ${freezesPage + 1}))
  select ${isoInstant("clock.now")} as now, null::boolean as stands, null::json as freeze, null::timestamptz as opens, null::bigint as place from clock
  union all
  (select ${isoInstant("clock.now")}, shown.stands, json_build_object('id', f.id, 'name', f.name, 'status', f.status, 'stepSeq', f.step_seq, 'covers', f.covers,
      'covered', coalesce((select k.name from clients k where k.id = f.client_id), (select ${systemName("y")} from systems y where y.id = f.system_id)),
      'timezone', f.timezone, 'repeats', f.repeats, 'reason', ${textBody("f.reason_text_id")}, 'redacted', ${redactionOf(sql`f.reason_text_id`)}, 'placedBy', ${nameOfPerson(sql`f.placed_by`)}, 'placedAt', ${isoInstant("f.placed_at")},
      'lifted', case when f.lifted_at is not null then (select json_build_object('by', ${nameOfPerson(sql`e.person_id`)}, 'at', ${isoInstant("f.lifted_at")},
          'reason', ${textBody("w.id")}, 'redacted', ${redactionOf(sql`w.id`)})
        from events e join texts w on w.event_id = e.id and w.field = 'reason' where e.id = f.last_event_id) end,
      'times', (select count(*) from freeze_spans s where s.freeze_id = f.id),
      'left', (select count(*) from freeze_spans s where s.freeze_id = f.id and ${notOver}),
      'next', (select coalesce(json_agg(${spanOf("lower(s.during)", "upper(s.during)")} order by s.during), '[]')
        from (select s.during from freeze_spans s where s.freeze_id = f.id and ${notOver} order by s.during limit ${maxSpansShown}) s),
      'whole', (select ${spanOf("min(lower(s.during))", "max(upper(s.during))")} from freeze_spans s where s.freeze_id = f.id having count(*) > 0),
      'touches', case when shown.stands then ${affectedChanges({
        covers: sql`f.covers`,
        client: sql`f.client_id`,
        system: sql`f.system_id`,
        spans: sql`(select s.during from freeze_spans s where s.freeze_id = f.id and ${notOver})`,
      })} else '[]' end),
      shown.opens, -f.id
    from clock, shown join freezes f on f.id = shown.id)
  order by stands desc nulls first, opens, place`;
