import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { systemsInView, titleInView } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { CalendarFilter } from "@/lib/calendar/calendar-filter";
import type { FeedRecords } from "@/lib/calendar/feed";
import { categories, changeStatuses, changeTypes } from "@/lib/rules/record";
import { calendarConditions, freezeConditions } from "./calendar-conditions";

const feedReader = strictRow({
  personId: z.int(),
  withoutTitles: z.boolean(),
});

/** The owner of a feed, and whether it leaves titles out. */
type FeedReader = z.infer<typeof feedReader>;

/** The owner of the feed with this token; null when it is unknown or revoked, or its owner is deactivated or holds no role. */
export async function readFeedReader(token: string): Promise<FeedReader | null> {
  const [row] = await queryRows(
    appDb(),
    readerSql`select jsonb_build_object('personId', person_id, 'withoutTitles', without_titles) as reader from feed_reader(${sha256(token)})`,
  );
  return row?.reader ?? null;
}

const readerSql = typedSql({ reader: feedReader });

/** The content of a feed for the reader `me`: 31 days back to 366 ahead, at most 3,000 changes and 3,000 spans of freezes. */
export async function readFeed(filter: CalendarFilter, me: number): Promise<FeedRecords> {
  const [row] = await queryRows(appDb(), feedQuery(filter, me));
  if (!row) throw new Error("there is no installation");
  return row.feed;
}

const maxFeedItems = 3000;

const feedChange = strictRow({
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  title: z.string(),
  category: z.enum(categories).nullable(),
  systems: listOf(z.string()),
  who: z.string(),
  stepSeq: z.int(),
  lastEventAt: instant,
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
const feedFreeze = strictRow({
  id: z.int(),
  name: z.string(),
  covered: z.string(),
  from: instant,
  to: instant,
  stepSeq: z.int(),
  changedAt: instant,
});
const feedSql = typedSql({
  feed: strictRow({ now: instant, installedAt: instant, changes: listOf(feedChange), freezes: listOf(feedFreeze) }),
});

/** Windows and emergencies in separate branches, each by its own index, newest first. */
export const feedQuery = (filter: CalendarFilter, me: number) =>
  feedSql`
  with clock as materialized (
    select now, now - interval '31 days' as first, now + interval '366 days' as last from (select windlass_now() as now) clock)
  select jsonb_build_object('now', ${isoInstant("clock.now")}, 'installedAt', ${isoInstant("installation.created_at")},
    'changes', coalesce((select jsonb_agg(jsonb_build_object(${changeColumns(filter)}) order by c.begins, c.id) from (
        (select c.*, c.window_start as begins from changes c
          where c.window_start > (select first - interval '1 day' from clock) and c.window_start < (select last from clock)
            and c.window_end > (select first from clock) and ${calendarConditions(filter, me)}
          order by c.window_start desc limit ${maxFeedItems})
        union all
        (select c.*, c.started_at as begins from changes c
          where c.type = 'emergency' and c.started_at > (select first - interval '1 year' from clock)
            and (c.ended_at is null or c.ended_at > (select first from clock)) and ${calendarConditions(filter, me)}
          order by c.started_at desc limit ${maxFeedItems})
        order by begins desc limit ${maxFeedItems}) c), '[]'),
    'freezes', coalesce((select jsonb_agg(jsonb_build_object(${freezeColumns}) order by f.during, f.id) from (
        select f.*, s.during from freeze_spans s join freezes f on f.id = s.freeze_id
        where s.during && tstzrange((select first from clock), (select last from clock)) and ${freezeConditions(filter)}
        order by s.during desc limit ${maxFeedItems}) f), '[]')) as feed
  from clock, installation`;

const changeColumns = (filter: CalendarFilter): SQL => sql`
  'number', c.number, 'type', c.type, 'status', c.status, 'title', ${titleInView(filter)}, 'category', c.category,
  'systems', ${systemsInView(filter)},
  'who', (select ${personName("p")} from people p where p.id = coalesce(c.who_id, c.implementer_id, c.author_id)),
  'stepSeq', c.step_seq, 'lastEventAt', ${isoInstant("c.last_event_at")}, 'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")},
  'startedAt', ${isoInstant("c.started_at")}, 'endedAt', ${isoInstant("c.ended_at")}`;

const freezeColumns = sql`
  'id', f.id, 'name', f.name, 'covered', coalesce((select name from clients where id = f.client_id), (select ${systemName("y")} from systems y where y.id = f.system_id), 'all systems'),
  'from', ${isoInstant("lower(f.during)")}, 'to', ${isoInstant("upper(f.during)")}, 'stepSeq', f.step_seq, 'changedAt', ${isoInstant("coalesce(f.lifted_at, f.placed_at)")}`;
