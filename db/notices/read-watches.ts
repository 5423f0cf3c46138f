import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, status, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";

const watchedRecord = strictRow({
  /** As its event names it: "change:1001". */
  target: z.string(),
  /** The number of a change; the name of a system, with its client, or of a client. */
  name: z.string(),
  /** Of a change. */
  title: z.string().nullable(),
  status: status.nullable(),
  lastEventAt: instant.nullable(),
});

/** What somebody watches; of a change also how it stands. */
export type WatchedRecord = z.infer<typeof watchedRecord>;

/** What that person watches, at most 100: the changes first, the one that moved last on top. */
export async function readWatches(person: number): Promise<WatchedRecord[]> {
  const rows = await queryRows(appDb(), watchesQuery(person));
  return rows.map(({ watched }) => watched);
}

const watchesSql = typedSql({ watched: watchedRecord });

/** The query of what a person watches. */
export const watchesQuery = (person: number) =>
  watchesSql`select json_build_object('target', w.target, 'name', coalesce(c.number, ${systemName("s")}, k.name), 'title', ${textBody("c.title_text_id")},
      'status', c.status, 'lastEventAt', ${isoInstant("c.last_event_at")}) as watched
    from (select target, split_part(target, ':', 1) as kind, split_part(target, ':', 2)::bigint as id from watches where person_id = ${person}) w
    left join changes c on w.kind = 'change' and c.id = w.id left join systems s on w.kind = 'system' and s.id = w.id
    left join clients k on w.kind = 'client' and k.id = w.id
    order by w.kind, c.last_event_at desc, coalesce(s.name, k.name), w.id limit 100`;

const isWatchedSql = typedSql({ watched: z.array(z.string()).readonly() });

/** Which of these records that person watches. */
export async function readWatchedOf(person: number, targets: readonly string[]): Promise<readonly string[]> {
  const [row] = await queryRows(appDb(), watchedOfQuery(person, targets));
  return row?.watched ?? [];
}

/** The query of which records a person watches. */
export const watchedOfQuery = (person: number, targets: readonly string[]) =>
  isWatchedSql`select coalesce(jsonb_agg(target), '[]') as watched from watches
    where person_id = ${person} and target = any (${`{${targets.join(",")}}`}::text[])`;
