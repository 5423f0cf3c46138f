import postgres, { type Sql } from "postgres";
import { load } from "../load";
import { addNotes, draftPosts } from "./form-posts";
import type { Running } from "./running";

/** An address to measure, and how it is asked: by whom, and not by many at once where one request already takes long. */
export type Path = {
  readonly what: string;
  readonly path: string;
  readonly isPublic?: boolean;
  readonly isLong?: boolean;
};

const listLength = 50;
const reportChanges = 900;
const fileChanges = 50_000;
const rareWord = "kittiwake";

/** The addresses that are measured: chosen by what the first build's database holds, which the others' are copies of. */
export async function pathsIn(builds: readonly Running[]): Promise<Path[]> {
  const [first] = builds;
  if (!first) throw new Error("No build runs.");
  const owner = postgres(await first.side.ownerUrl(), { max: 1, onnotice: () => {} });
  try {
    const [month, change] = [await monthIn(owner), await longestChange(owner)];
    const far = await changeBefore(owner, 39 * listLength);
    for (const build of builds) {
      const drafts = await draftPosts(build, 5, [], `Give the ${rareWord} exporter a port of its own`);
      await load(drafts.requests, 1, drafts.check);
      await addNotes(build, change.id, 30 - change.events);
    }
    return [
      { what: "list", path: "/changes" },
      { what: "search, common word", path: "/changes?q=backup" },
      { what: "search, rare word", path: `/changes?q=${rareWord}` },
      { what: "list, page 40", path: `/changes?before=${far}` },
      { what: "waiting for you", path: "/" },
      { what: "change of 30 events", path: `/changes/CHG-${change.id}` },
      { what: "calendar month", path: `/calendar?view=month&date=${month.middle}` },
      { what: "month report", path: `/report?from=${month.first}&to=${month.last}` },
      { what: "form of a new change", path: "/changes/new/normal" },
      { what: "sign-in page", path: "/sign-in", isPublic: true },
      {
        what: "report as CSV",
        path: `/report.csv?from=${await dayOfLast(owner, fileChanges)}&to=${month.today}`,
        isLong: true,
      },
    ];
  } finally {
    await owner.end();
  }
}

// The day of a change is that of its first event: its own columns are no contract.
const made = (sql: Sql) =>
  sql`(select subject_id as id, received_at as at from events where subject_type = 'change' and seq = 1)`;

async function monthIn(sql: Sql): Promise<{ first: string; last: string; middle: string; today: string }> {
  const [row] = await sql<{ first: string; last: string; middle: string; today: string }[]>`
    with month as (select date_trunc('month', now() - interval '2 months') as m)
    select to_char(m, 'YYYY-MM-DD') as first, to_char(m + interval '14 days', 'YYYY-MM-DD') as middle, to_char(now(), 'YYYY-MM-DD') as today,
      to_char(least(m + interval '1 month' - interval '1 day', coalesce((select at from ${made(sql)} c where at >= m order by at offset ${reportChanges} limit 1), now())), 'YYYY-MM-DD') as last
    from month`;
  if (!row) throw new Error("No clock answers.");
  return row;
}

/** The change with the most events, of those closed last, if not more than a measured one has. */
async function longestChange(sql: Sql): Promise<{ id: number; events: number }> {
  const [row] = await sql`
    select c.id, count(*)::int as events from (select id from changes where type = 'normal' and status = 'closed' order by id desc limit 50) c
    join events e on e.subject_type = 'change' and e.subject_id = c.id
    group by c.id having count(*) <= 30 order by events desc, c.id desc limit 1`;
  if (!row) throw new Error("No change is closed.");
  return { id: Number(row.id), events: Number(row.events) };
}

async function changeBefore(sql: Sql, skipped: number): Promise<number> {
  const [row] = await sql`
    select id from changes order by id desc offset least(${skipped}::int, (select count(*) from changes) - ${listLength + 1}) limit 1`;
  return Number(row?.id);
}

async function dayOfLast(sql: Sql, count: number): Promise<string> {
  const [row] = await sql<{ day: string }[]>`
    select to_char(min(at) + interval '1 day', 'YYYY-MM-DD') as day from (select at from ${made(sql)} c order by at desc limit ${count}) newest`;
  return row?.day ?? "";
}
