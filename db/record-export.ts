import { randomBytes, randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { ExportedFile } from "../lib/record";
import type { Covered } from "../lib/report-filter";
import { appDb } from "./client";
import { perform } from "./perform";
import type { DatabaseRefusal } from "./refusal-in";
import { rowsOf } from "./rows";

/** Whoever a file is handed to, and the token of their session. */
export type Receiver = { readonly personId: number; readonly token: string };

/** What left the product: which file, of which changes, how many, and the hash of their numbers. */
export type Exported = {
  readonly file: ExportedFile;
  readonly covered: Covered;
  readonly population: number;
  readonly populationHash: string;
};

/** Puts an export on its receiver's chain before anything leaves. Returns an event that is not before it, or the refusal. */
export async function recordExport(
  { personId, token }: Receiver,
  exported: Exported,
): Promise<{ ok: true; event: number } | DatabaseRefusal> {
  const post = { subject: "person", id: personId, step: "export", readAt: null, input: inputOf(exported) } as const;
  const performed = await perform(token, { ...post, key: randomUUID(), hash: randomBytes(32) });
  return performed.ok ? { ok: true, event: await newestExport(personId) } : performed;
}

const inputOf = ({ file, covered, population, populationHash }: Exported) => ({
  exported: file,
  periodStart: covered.start,
  periodEnd: covered.end,
  ...(covered.client && { ofClient: covered.client }),
  ...(covered.system && { ofSystem: covered.system }),
  ...(covered.type && { ofType: covered.type }),
  population,
  populationHash,
});

// If the same person exports twice at once, it is the later: what covers that covers both.
async function newestExport(person: number): Promise<number> {
  const [row] = await rowsOf<{ event: number }>(appDb(), newestExportQuery(person));
  if (!row) throw new Error("an export was recorded and is not there");
  return row.event;
}

/** The query of a person's newest export. */
export const newestExportQuery = (person: number): SQL => sql`
  select e.id::float8 as event from events e
  where e.subject_type = 'person' and e.subject_id = ${person} and e.step = 'export' order by e.seq desc limit 1`;
