import { randomBytes, randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import { rowsOf } from "@/db/connection/rows";
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
  const [row] = await rowsOf<{ event: number }>(appDb(), exportQuery(person, exported));
  if (!row) throw new Error("an export was recorded and is not there");
  return row.event;
}

/** The query of a person's newest export that holds the same hashes: of two of the same, what covers one covers both. */
export function exportQuery(person: number, exported: Exported): SQL {
  const hashes = Object.fromEntries(Object.entries(exported).filter(([name]) => name.endsWith("Hash")));
  return sql`
    select e.id::float8 as event from events e
    where e.subject_type = 'person' and e.subject_id = ${person} and e.step = 'export'
      and e.canonical::jsonb -> 'data' @> ${JSON.stringify(hashes)}::jsonb order by e.seq desc limit 1`;
}
