import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { haltStatuses } from "@/lib/rules/record";

export const haltRecord = strictRow({
  id: z.int(),
  status: z.enum(haltStatuses),
  stepSeq: z.int(),
  client: z.string().nullable(),
  application: z.string().nullable(),
  environment: z.string().nullable(),
  reason: z.string().nullable(),
  placedBy: named,
  placedAt: instant,
  lifted: strictRow({
    by: z.string(),
    at: instant,
    reason: z.string().nullable(),
  }).nullable(),
});

/** A halt of application deploys; client, application or environment is null where it covers all of them. Instants in UTC. */
export type HaltRecord = z.infer<typeof haltRecord>;

const haltsPage = 50;
const maxActiveShown = 200;

/** At most 200 active halts, newest first, and one page of lifted ones older than `before`. */
export async function readHalts(before?: number): Promise<{ active: HaltRecord[]; past: HaltRecord[]; more: boolean }> {
  const rows = await queryRows(appDb(), haltsQuery(before));
  const halts = rows.map((row) => row.halt);
  const past = halts.filter(({ lifted }) => lifted !== null);
  return {
    active: halts.filter(({ lifted }) => lifted === null),
    past: past.slice(0, haltsPage),
    more: past.length > haltsPage,
  };
}

/** One halt; null when there is none of that id. */
export async function readHalt(id: number): Promise<HaltRecord | null> {
  const [row] = await queryRows(
    appDb(),
    haltSql`select jsonb_build_object(${haltColumns}) as halt from halts h where h.id = ${id}`,
  );
  return row?.halt ?? null;
}

const haltColumns: SQL = sql`'id', h.id, 'status', h.status, 'stepSeq', h.step_seq, 'client', (select k.name from clients k where k.id = h.client_id),
  'application', h.application, 'environment', h.environment, 'reason', ${textBody("h.reason_text_id")},
  'placedBy', (select jsonb_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = h.placed_by), 'placedAt', ${isoInstant("h.placed_at")},
  'lifted', case when h.lifted_at is not null then (select jsonb_build_object('by', ${personName("p")}, 'at', ${isoInstant("h.lifted_at")}, 'reason', ${textBody("w.id")})
    from events e join people p on p.id = e.person_id left join texts w on w.event_id = e.id and w.field = 'reason' where e.id = h.last_event_id) end`;

const haltSql = typedSql({ halt: haltRecord });

/** Active halts are read by their partial index, lifted ones by id. */
const haltsQuery = (before?: number) =>
  haltSql`
  (select jsonb_build_object(${haltColumns}) as halt from halts h where h.lifted_at is null and ${before === undefined} order by h.id desc limit ${maxActiveShown})
  union all
  (select jsonb_build_object(${haltColumns}) from halts h where h.lifted_at is not null and ${before === undefined ? sql`true` : sql`h.id < ${before}`}
    order by h.id desc limit ${haltsPage + 1})`;
