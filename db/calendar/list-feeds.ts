import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { called, utc } from "@/db/connection/select";
import { feeds } from "@/db/schema/calendar";
import { people } from "@/db/schema/people";

/** A feed in a list, without its token. Instants are ISO in UTC. */
export type KnownFeed = RowOf<typeof feedsQuery>;

/** At most 100 feeds of a person: valid ones first, then revoked ones, each newest first. */
export const feedsOf = (person: number): Promise<KnownFeed[]> => answerTo(() => feedsQuery(eq(feeds.personId, person)));

/** The newest 100 valid feeds of other people. */
export const feedsOfOthers = (person: number): Promise<KnownFeed[]> =>
  answerTo(() => feedsQuery(and(ne(feeds.personId, person), isNull(feeds.revokedAt))));

const feedsQuery = (which: SQL | undefined) =>
  appDb()
    .select({
      id: feeds.id,
      name: feeds.name,
      person: { id: people.id, name: called(people) },
      withoutTitles: feeds.withoutTitles,
      createdAt: utc(feeds.createdAt),
      revokedAt: utc(feeds.revokedAt),
    })
    .from(feeds)
    .innerJoin(people, eq(people.id, feeds.personId))
    .where(which)
    .orderBy(sql`${feeds.revokedAt} is not null`, desc(feeds.id))
    .limit(100);
