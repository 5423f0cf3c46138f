import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import type { DatabaseRefusal } from "@/db/connection/refusal-from-error";
import type { Database } from "@/db/connection/typed-sql";
import { runQuery } from "@/db/connection/typed-sql";
import { events } from "@/db/schema/events";
import { performStep } from "@/db/steps/perform-step";

/** The person who exports, and the token of their session. */
export type ExportReceiver = { readonly personId: number; readonly token: string };

/** The input of an `export` event: file, scope, count, and hashes of the content. */
type ExportInput = Readonly<Record<string, string | number>>;

/** Records an export on the person's chain before anything is sent (Change Records). Returns the event, or the refusal. */
export async function recordExport(
  { personId, token }: ExportReceiver,
  exported: ExportInput,
): Promise<{ readonly ok: true; readonly event: number } | DatabaseRefusal> {
  const post = {
    recordType: "person",
    recordId: personId,
    step: "export",
    expectedVersion: null,
    input: exported,
  } as const;
  const performed = await performStep(token, { ...post, idempotencyKey: randomUUID(), requestHash: randomBytes(32) });
  return performed.ok ? { ok: true, event: await findExportEvent(personId, exported) } : performed;
}

async function findExportEvent(person: number, exported: ExportInput): Promise<number> {
  const [recorded] = await runQuery(() => exportQuery(person, exported));
  if (!recorded) throw new Error("an export was recorded and is not there");
  return recorded.event;
}

/** The person's newest export with the same hashes. Of two equal exports, a checkpoint that covers the newer one covers both. */
export function exportQuery(person: number, exported: ExportInput, db: Database = appDb()) {
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
