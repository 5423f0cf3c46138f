import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import { batchesOf } from "@/db/connection/in-ids";
import { type DatabaseRefusal, refusalIn } from "@/db/connection/refusal-in";
import { instant, list, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { sha256 } from "@/db/connection/sha256";
import { systemStatuses } from "@/lib/rules/record";
import type { KnownSystems, PlannedStep } from "@/lib/systems/import-plan";
import { troubleOf, troubleWords } from "@/lib/web/database-trouble";

const registered = record({
  id: z.int(),
  seq: z.int(),
  name: z.string(),
  client: z.string(),
  kind: z.string().nullable(),
  status: z.enum(systemStatuses),
  since: instant,
  until: instant.nullable(),
  owner: z.int().nullable(),
  links: z.string().nullable(),
});
const registerSql = sqlWith({
  now: instant,
  register: list(registered),
  owners: list(record({ id: z.int(), name: z.string(), email: z.string().nullable() })),
  /** Names by their folded form, as the register compares them. */
  folded: list(z.tuple([z.string(), z.string()]).readonly()),
});
const imported = record({ ok: z.literal(true), registered: z.int(), amended: z.int() });
const importedSql = sqlWith({ answer: imported });
const firstSql = sqlWith({ answer: imported.nullable() });

/** Reads the register and possible owners, against which an imported file is compared; `names` are the names in the file. */
export async function readRegister(names: readonly string[]): Promise<KnownSystems> {
  const [row] = await rowsOf(
    appDb(),
    registerSql`select utc(windlass_now()) as now,
      (select coalesce(json_agg(json_build_object('id', s.id, 'seq', s.step_seq, 'name', s.name, 'client', k.name, 'kind', s.kind, 'status', s.status,
        'since', utc(s.managed_since), 'until', utc(s.managed_until), 'owner', s.owner_id, 'links', s.monitoring_links)), '[]')
        from systems s join clients k on k.id = s.client_id) as register,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email)), '[]') from people p where p.deactivated_at is null) as owners,
      (select coalesce(json_agg(json_build_array(n, fold_name(n))), '[]')
        from (select json_array_elements_text(${JSON.stringify(names)}::json) union select name from systems union select name from clients) named (n)) as folded`,
  );
  if (!row) throw new Error("the register was not answered");
  return { ...row, folded: new Map(row.folded) };
}

type ImportPost = { readonly key: string; readonly hash: Buffer; readonly steps: readonly PlannedStep[] };
type Counts = { readonly registered: number; readonly amended: number };
type Imported = { readonly ok: true } & Counts;
/** Why it stopped, and how many steps it had taken by then. */
type Stopped = DatabaseRefusal & { readonly taken: number };

/** Small batches, because a transaction locks the register until its end and others wait. */
const atOnce = 50;

/**
 * Takes the steps of an imported file as the person of `token`, each an event of its own, in batches of fifty that are all or
 * nothing. A repeated request gets the stored response and continues where it stopped. Stops at the first refusal (Scope), or
 * at a failure of the database.
 */
export async function importSystems(token: string, post: ImportPost): Promise<Imported | Stopped> {
  let done: Counts = { registered: 0, amended: 0 };
  try {
    const first = await answerToAll(token, post);
    if (first) return first;
    for (const part of partsOf(post)) done = await importPart(token, part, done);
    return { ok: true, ...done };
  } catch (error) {
    const taken = done.registered + done.amended;
    const refusal = refusalIn(error);
    if (refusal) return { ...refusal, taken };
    if (taken === 0 || !(error instanceof DatabaseError)) throw error;
    console.error("An import of systems stopped:", error);
    return { ok: false, because: "trouble", sentence: wordsOf(error.code), taken };
  }
}

/** Each batch is a request of its own under the same key; the response of the last one stands for all. */
function* partsOf({ key, hash, steps }: ImportPost): Generator<ImportPost> {
  const parts = [...batchesOf(steps, atOnce)];
  const last = parts.pop() ?? [];
  for (const [place, part] of parts.entries())
    yield { key, hash: sha256(`${hash.toString("hex")} ${place}`), steps: part };
  yield { key, hash, steps: last };
}

async function importPart(token: string, { key, hash, steps }: ImportPost, done: Counts): Promise<Counts> {
  const [row] = await rowsOf(
    appDb(),
    importedSql`select import_systems(${token}, ${key}, ${hash}, ${JSON.stringify(steps)}::jsonb, ${JSON.stringify(done)}::jsonb) as answer`,
  );
  if (!row) throw new Error("a file was imported and not answered");
  return { registered: row.answer.registered, amended: row.answer.amended };
}

async function answerToAll(token: string, { key, hash }: ImportPost): Promise<Imported | null> {
  const [row] = await rowsOf(appDb(), firstSql`select first_answer(${sha256(token)}, ${key}, ${hash}) as answer`);
  return row?.answer ?? null;
}

function wordsOf(code: string): string {
  const trouble = troubleOf(code);
  return trouble
    ? `${troubleWords[trouble].happened} ${troubleWords[trouble].next}`
    : `The database failed in a way that Windlass does not know (${code}).`;
}
