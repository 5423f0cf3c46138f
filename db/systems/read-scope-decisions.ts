import { and, desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoColumn } from "@/db/connection/iso-instant";
import { type RowOf, runQuery } from "@/db/connection/typed-sql";
import { events } from "@/db/schema/events";
import { people } from "@/db/schema/people";
import { deployOutOfScopeSentence } from "@/lib/refusals/precondition-sentences";

/** A decision that an application deploy is out of scope: whose form, and when (ISO in UTC). */
export type ScopeDecision = RowOf<typeof scopeDecisionsQuery>;

const maxDecisions = 20;

/** The newest decisions that an application deploy is out of scope (Scope). */
export const readScopeDecisions = (): Promise<readonly ScopeDecision[]> => runQuery(scopeDecisionsQuery);

const sentence = sql<string>`${events.canonical}::jsonb -> 'data' ->> 'sentence'`;

/** Restricted to refusals, for which there is a partial index. */
const scopeDecisionsQuery = () =>
  appDb()
    .select({ id: events.id, by: personName("people"), at: isoColumn(events.receivedAt), sentence })
    .from(events)
    .innerJoin(people, eq(people.id, events.personId))
    .where(and(sql`${events.step} = 'refused'`, sql`starts_with(${sentence}, ${deployOutOfScopeSentence})`))
    .orderBy(desc(events.id))
    .limit(maxDecisions);
