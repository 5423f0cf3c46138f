import { sql } from "drizzle-orm";
import { z } from "zod";
import { touchesClient, touchesSystem } from "@/db/changes/list-changes";
import { appDb } from "@/db/connection/client";
import { isoInstant, isoValue } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { changes } from "@/db/schema/changes";
import { gapsIn, type NumberRanges } from "@/lib/report/number-ranges";
import type { ReportScope } from "@/lib/report/report-filter";

/** The changes of a report, and the evidence that none is left out; all of one moment. */
export type Population = {
  /** That moment by the product's clock: ISO in UTC. */
  readonly now: string;
  /** The ids (1001 of CHG-1001) that the filter covers, ascending, cancelled and rejected ones included. */
  readonly ids: readonly number[];
  /** All changes. `missing` are numbers between first and last that no change has. */
  readonly register: Counted & { readonly missing: NumberRanges };
  /** All changes opened in the period, without the filter. `elsewhere` are numbers in between that were opened in another period. */
  readonly period: Counted & { readonly elsewhere: NumberRanges };
};

const counted = strictRow({
  count: z.int(),
  first: z.int().nullable(),
  last: z.int().nullable(),
});

type Counted = z.infer<typeof counted>;

/** When the first change was opened (ISO in UTC), the earliest start of a report; null where there is none. */
export async function firstOpened(db: Database = appDb()): Promise<string | null> {
  const [first] = await runQuery(() => firstOpenedQuery(db));
  return first?.at ?? null;
}

const firstOpenedQuery = (db: Database) =>
  db.select({ at: isoValue<string | null>(sql`min(${changes.createdAt})`) }).from(changes);

/** Reads the changes of a period that the filter covers. */
export async function readPopulation(covered: ReportScope, db: Database = appDb()): Promise<Population> {
  const [row] = await queryRows(db, populationQuery(covered));
  if (!row) throw new Error("the query returned no population");
  const { now, ids, register, runs } = row;
  const missing = await findMissing(register, db);
  return {
    now,
    ids,
    register: { ...register, missing },
    period: {
      count: runs.reduce((sum, [first, last]) => sum + last - first + 1, 0),
      first: runs[0]?.[0] ?? null,
      last: runs.at(-1)?.[1] ?? null,
      elsewhere: gapsIn(runs, missing),
    },
  };
}

const idRanges = listOf(z.tuple([z.int(), z.int()]).readonly());
const populationSql = typedSql({ now: instant, ids: listOf(z.int()), register: counted, runs: idRanges });
const rangeSql = typedSql({ run: z.tuple([z.int(), z.int()]).readonly() });

/** The ids that the filter covers, and the ranges of numbers opened in the period. */
export const populationQuery = ({ start, end, client, system, type }: ReportScope) => {
  const opened = sql`c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz`;
  const conditions = [
    opened,
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(system ? [touchesSystem(system)] : []),
    ...(client ? [touchesClient(client)] : []),
  ];
  return populationSql`
    with opened as (select c.id, c.id - row_number() over (order by c.id) as run from changes c where ${opened}),
      runs as (select min(id) as first, max(id) as last from opened group by run)
    select ${isoInstant("windlass_now()")} as now,
      (select json_build_object('count', count(*), 'first', min(id), 'last', max(id)) from changes) as register,
      (select coalesce(json_agg(json_build_array(first, last) order by first), '[]') from runs) as runs,
      (select coalesce(json_agg(c.id order by c.id), '[]') from changes c where ${sql.join(conditions, sql` and `)}) as ids`;
};

// Numbers are gap-free by construction, so gaps are only searched for when the count shows one.
async function findMissing({ count, first, last }: Counted, db: Database): Promise<NumberRanges> {
  if (first === null || last === null || count === last - first + 1) return [];
  const rows = await queryRows(
    db,
    rangeSql`select json_build_array(id + 1, next - 1) as run from (select id, lead(id) over (order by id) as next from changes) c where next > id + 1`,
  );
  return rows.map(({ run }) => run);
}
