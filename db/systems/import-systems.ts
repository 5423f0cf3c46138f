import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { DatabaseError } from "@/db/connection/database-error";
import { inBatches } from "@/db/connection/id-batches";
import { isoInstant } from "@/db/connection/iso-instant";
import { type DatabaseRefusal, refusalFromError } from "@/db/connection/refusal-from-error";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { systemStatuses } from "@/lib/rules/record";
import type { ImportContext, PlannedStep } from "@/lib/systems/import-plan";
import { databaseFailureAdvice, databaseFailureOf } from "@/lib/web/database-failure";

const registered = strictRow({
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
const registerSql = typedSql({
  now: instant,
  register: listOf(registered),
  owners: listOf(strictRow({ id: z.int(), name: z.string(), email: z.string().nullable() })),
  /** Names by their folded form, as the register compares them. */
  folded: listOf(z.tuple([z.string(), z.string()]).readonly()),
});
const imported = strictRow({ ok: z.literal(true), registered: z.int(), amended: z.int() });
const importedSql = typedSql({ answer: imported });
const storedResponseSql = typedSql({ answer: imported.nullable() });

/** Reads the register and possible owners, against which an imported file is compared; `names` are the names in the file. */
export async function readRegister(names: readonly string[]): Promise<ImportContext> {
  const [row] = await queryRows(
    appDb(),
    registerSql`select ${isoInstant("windlass_now()")} as now,
      (select coalesce(json_agg(json_build_object('id', s.id, 'seq', s.step_seq, 'name', s.name, 'client', k.name, 'kind', s.kind, 'status', s.status,
        'since', ${isoInstant("s.managed_since")}, 'until', ${isoInstant("s.managed_until")}, 'owner', s.owner_id, 'links', s.monitoring_links)), '[]')
        from systems s join clients k on k.id = s.client_id) as register,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email)), '[]') from people p where p.deactivated_at is null) as owners,
      (select coalesce(json_agg(json_build_array(n, fold_name(n))), '[]')
        from (select json_array_elements_text(${JSON.stringify(names)}::json) union select name from systems union select name from clients) named (n)) as folded`,
  );
  if (!row) throw new Error("the query returned no register");
  return { ...row, foldedNames: new Map(row.folded) };
}

type ImportRequest = {
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly steps: readonly PlannedStep[];
};
type Counts = { readonly registered: number; readonly amended: number };
type Imported = { readonly ok: true } & Counts;
/** Why it stopped, and how many steps it had taken by then. */
type StoppedImport = DatabaseRefusal & { readonly stepsTaken: number };

/** Small batches, because a transaction locks the register until its end and others wait. */
const batchSize = 50;

/**
 * Takes the steps of an imported file as the person of `token`, each an event of its own, in batches of fifty that are all or
 * nothing. A repeated request gets the stored response and continues where it stopped. Stops at the first refusal (Scope), or
 * at a failure of the database.
 */
export async function importSystems(token: string, request: ImportRequest): Promise<Imported | StoppedImport> {
  let done: Counts = { registered: 0, amended: 0 };
  try {
    const first = await readReplayedResponse(token, request);
    if (first) return first;
    for (const part of splitRequest(request)) done = await importPart(token, part, done);
    return { ok: true, ...done };
  } catch (error) {
    const takenCount = done.registered + done.amended;
    const refusal = refusalFromError(error);
    if (refusal) return { ...refusal, stepsTaken: takenCount };
    if (takenCount === 0 || !(error instanceof DatabaseError)) throw error;
    console.error("An import of systems stopped:", error);
    return { ok: false, kind: "database_error", sentence: databaseMessage(error.code), stepsTaken: takenCount };
  }
}

/** Each batch is a request of its own under the same key; the response of the last one stands for all. */
function* splitRequest({ idempotencyKey, requestHash, steps }: ImportRequest): Generator<ImportRequest> {
  const parts = [...inBatches(steps, batchSize)];
  const last = parts.pop() ?? [];
  for (const [i, part] of parts.entries())
    yield { idempotencyKey, requestHash: sha256(`${requestHash.toString("hex")} ${i}`), steps: part };
  yield { idempotencyKey, requestHash, steps: last };
}

async function importPart(
  token: string,
  { idempotencyKey, requestHash, steps }: ImportRequest,
  done: Counts,
): Promise<Counts> {
  const [row] = await queryRows(
    appDb(),
    importedSql`select import_systems(${token}, ${idempotencyKey}, ${requestHash}, ${JSON.stringify(steps)}::jsonb, ${JSON.stringify(done)}::jsonb) as answer`,
  );
  if (!row) throw new Error("import_systems returned no row");
  return { registered: row.answer.registered, amended: row.answer.amended };
}

async function readReplayedResponse(
  token: string,
  { idempotencyKey, requestHash }: ImportRequest,
): Promise<Imported | null> {
  const [row] = await queryRows(
    appDb(),
    storedResponseSql`select replayed_response(${sha256(token)}, ${idempotencyKey}, ${requestHash}) as answer`,
  );
  return row?.answer ?? null;
}

function databaseMessage(code: string): string {
  const failure = databaseFailureOf(code);
  return failure
    ? databaseFailureAdvice(failure)
    : `The database failed in a way that Windlass does not know (${code}).`;
}
