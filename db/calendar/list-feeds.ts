import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { called, utc } from "@/db/connection/select";
import { feeds } from "@/db/schema/calendar";
import { people } from "@/db/schema/people";

/** A feed as its person sees it; its secret is known to nobody. Instants are ISO texts in UTC. */
export type KnownFeed = RowOf<typeof feedsQuery>;

/** The feeds of a person, at most 100: those that live, then those that were revoked, the latest first. */
export const feedsOf = (person: number): Promise<KnownFeed[]> => answerTo(() => feedsQuery(eq(feeds.personId, person)));

/** The latest 100 feeds of everybody else that are not revoked. */
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
