import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { Named } from "@/lib/rules/record";

/** A feed as its person sees it; its secret is known to nobody. Instants are ISO texts in UTC. */
export type KnownFeed = {
  readonly id: number;
  readonly name: string;
  readonly person: Named;
  readonly withoutTitles: boolean;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

/** The feeds of a person, at most 100: those that live, then those that were revoked, the latest first. */
export const feedsOf = (person: number): Promise<KnownFeed[]> => read(feedsQuery(sql`f.person_id = ${person}`));

/** The latest 100 feeds of everybody else that are not revoked. */
export const feedsOfOthers = (person: number): Promise<KnownFeed[]> =>
  read(feedsQuery(sql`f.person_id <> ${person} and f.revoked_at is null`));

const feedsQuery = (which: SQL): SQL => sql`
  select jsonb_build_object('id', f.id, 'name', f.name, 'person', jsonb_build_object('id', p.id, 'name', p.called), 'withoutTitles', f.without_titles,
    'createdAt', utc(f.created_at), 'revokedAt', utc(f.revoked_at)) as feed
  from feeds f join people p on p.id = f.person_id where ${which} order by f.revoked_at is not null, f.id desc limit 100`;

async function read(query: SQL): Promise<KnownFeed[]> {
  const rows = await rowsOf<{ feed: KnownFeed }>(appDb(), query);
  return rows.map((row) => row.feed);
}
