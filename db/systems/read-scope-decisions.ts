import { and, desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { called, utc } from "@/db/connection/select";
import { events } from "@/db/schema/events";
import { people } from "@/db/schema/people";
import { deployIsOutside } from "@/lib/refusals/need-words";

/** A decision that an application deploy is out of scope: whose form, and when (ISO in UTC). */
export type ScopeDecision = RowOf<typeof scopeDecisionsQuery>;

const most = 20;

/** The newest decisions that an application deploy is out of scope (Scope). */
export const readScopeDecisions = (): Promise<readonly ScopeDecision[]> => answerTo(scopeDecisionsQuery);

const sentence = sql<string>`${events.canonical}::jsonb -> 'data' ->> 'sentence'`;

/** Restricted to refusals, for which there is a partial index. */
const scopeDecisionsQuery = () =>
  appDb()
    .select({ id: events.id, by: called(people), at: utc(events.receivedAt), sentence })
    .from(events)
    .innerJoin(people, eq(people.id, events.personId))
    .where(and(sql`${events.step} = 'refused'`, sql`starts_with(${sentence}, ${deployIsOutside})`))
    .orderBy(desc(events.id))
    .limit(most);
