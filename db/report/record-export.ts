import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import type { Database } from "@/db/connection/rows";
import { answerTo } from "@/db/connection/rows";
import { events } from "@/db/schema/events";
import { perform } from "@/db/steps/perform";

/** Whoever a file is handed to, and the token of their session. */
export type Receiver = { readonly personId: number; readonly token: string };

/** What the event of an export says: which file, of which changes, how many, and the hashes of what it holds. */
type Exported = Readonly<Record<string, string | number>>;

/** Puts an export on its receiver's chain before anything leaves (Change Records). Returns its event, or the refusal. */
export async function recordExport(
  { personId, token }: Receiver,
  exported: Exported,
): Promise<{ readonly ok: true; readonly event: number } | DatabaseRefusal> {
  const post = { subject: "person", id: personId, step: "export", readAt: null, input: exported } as const;
  const performed = await perform(token, { ...post, key: randomUUID(), hash: randomBytes(32) });
  return performed.ok ? { ok: true, event: await eventOf(personId, exported) } : performed;
}

async function eventOf(person: number, exported: Exported): Promise<number> {
  const [recorded] = await answerTo(() => exportQuery(person, exported));
  if (!recorded) throw new Error("an export was recorded and is not there");
  return recorded.event;
}

/** The query of a person's newest export that holds the same hashes: of two of the same, what covers one covers both. */
export function exportQuery(person: number, exported: Exported, db: Database = appDb()) {
  const hashes = Object.fromEntries(Object.entries(exported).filter(([name]) => name.endsWith("Hash")));
  return db
    .select({ event: events.id })
    .from(events)
    .where(
      and(
        eq(events.subjectType, "person"),
        eq(events.subjectId, person),
        eq(events.step, "export"),
        sql`${events.canonical}::jsonb -> 'data' @> ${JSON.stringify(hashes)}::jsonb`,
      ),
    )
    .orderBy(desc(events.seq))
    .limit(1);
}
