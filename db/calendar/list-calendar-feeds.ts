import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoColumn } from "@/db/connection/iso-instant";
import { type RowOf, runQuery } from "@/db/connection/typed-sql";
import { feeds } from "@/db/schema/calendar";
import { people } from "@/db/schema/people";

/** A feed in a list, without its token. Instants are ISO in UTC. */
export type ListedFeed = RowOf<typeof feedsQuery>;

/** At most 100 feeds of a person: valid ones first, then revoked ones, each newest first. */
export const listFeedsOf = (person: number): Promise<ListedFeed[]> =>
  runQuery(() => feedsQuery(eq(feeds.personId, person)));

/** The newest 100 valid feeds of other people. */
export const listFeedsOfOthers = (person: number): Promise<ListedFeed[]> =>
  runQuery(() => feedsQuery(and(ne(feeds.personId, person), isNull(feeds.revokedAt))));

const feedsQuery = (condition: SQL | undefined) =>
  appDb()
    .select({
      id: feeds.id,
      name: feeds.name,
      person: { id: people.id, name: personName("people") },
      withoutTitles: feeds.withoutTitles,
      createdAt: isoColumn(feeds.createdAt),
      revokedAt: isoColumn(feeds.revokedAt),
    })
    .from(feeds)
    .innerJoin(people, eq(people.id, feeds.personId))
    .where(condition)
    .orderBy(sql`${feeds.revokedAt} is not null`, desc(feeds.id))
    .limit(100);
