import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { deployIsOutside } from "@/lib/refusals/need-words";

/** That somebody was told that an application deploy is not covered by the policy, and when (ISO in UTC). */
export type ScopeDecision = {
  readonly id: number;
  readonly by: string;
  readonly at: string;
  readonly sentence: string;
};

const most = 20;

/** The newest decisions that an application deploy is out of scope, from their people's chains (Scope). */
export async function readScopeDecisions(): Promise<readonly ScopeDecision[]> {
  const rows = await rowsOf<{ decision: ScopeDecision }>(appDb(), scopeDecisionsQuery);
  return rows.map(({ decision }) => decision);
}

/** The query of these decisions: among the refusals alone. */
const scopeDecisionsQuery: SQL = sql`
  select jsonb_build_object('id', e.id, 'by', p.called, 'at', utc(e.received_at), 'sentence', e.canonical::jsonb -> 'data' ->> 'sentence') as decision
  from events e join people p on p.id = e.person_id
  where e.step = 'refused' and starts_with(e.canonical::jsonb -> 'data' ->> 'sentence', ${deployIsOutside}) order by e.id desc limit ${most}`;
