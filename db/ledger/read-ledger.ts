import { desc, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { trustedHead, trustedKey } from "@/db/ledger/signing/trusted-key";
import { isSignedVerdict } from "@/db/ledger/signing/verdict-note";
import { checkpoints } from "@/db/schema/ledger";
import { blockingBackend } from "./blocking-sessions";

const checkpointRow = strictRow({
  id: z.int(),
  size: z.int(),
  root: z.string(),
  verifierKey: z.string(),
  at: instant,
  handedOutAt: instant.nullable(),
  note: z.string(),
});

/** A head of the ledger, hashes in base64 as in its note. `isSigned`: the signature of its key is valid. */
export type Checkpoint = Omit<z.infer<typeof checkpointRow>, "note"> & { readonly isSigned: boolean };

const verificationRow = strictRow({
  id: z.int(),
  startedAt: instant,
  endedAt: instant,
  size: z.int(),
  ok: z.boolean(),
  message: z.string(),
  note: z.string(),
});

/** A verification of the whole ledger as its row claims it. `isSigned`: the ledger's key signed exactly this. */
export type Verification = Omit<z.infer<typeof verificationRow>, "note"> & { readonly isSigned: boolean };

const ledgerRow = strictRow({
  now: instant,
  /** The number of sequenced events. */
  size: z.int(),
  /** Events that are not sequenced yet, counted up to `waitingCounted`, and when the first was received, unless it was loaded. */
  waiting: strictRow({ count: z.int(), since: instant.nullable() }),
  worker: strictRow({ lastRunAt: instant.nullable(), isAway: z.boolean(), blockingSessions: listOf(blockingBackend) }),
  /** The newest first. */
  checkpoints: listOf(checkpointRow),
  verifications: listOf(verificationRow),
});
type LedgerRow = z.infer<typeof ledgerRow>;

export type Ledger = Omit<LedgerRow, "checkpoints" | "verifications"> & {
  readonly checkpoints: readonly Checkpoint[];
  readonly verifications: readonly Verification[];
  /** The latest verification with a valid signature of the ledger's key: only that one counts. */
  readonly verdict: Verification | null;
};

export const maxQueueCounted = 1000;
const maxCheckpointsShown = 20;
const maxVerificationsShown = 5;
/** How many rows are searched for one with a valid signature. */
const maxVerificationsRead = 50;
const offlineAfter = "30 seconds";

/** Reads the state of the ledger: heads, queue, blocking sessions and verifications. */
export async function readLedger(): Promise<Ledger> {
  const [row] = await queryRows(appDb(), ledgerQuery);
  if (!row) throw new Error("The database returned no ledger state.");
  return withSignatures(row.ledger);
}

function withSignatures({ checkpoints, verifications, ...ledger }: LedgerRow): Ledger {
  const heads = checkpoints.map(({ note, ...one }) => ({
    ...one,
    isSigned: trustedHead(note, one.verifierKey) !== null,
  }));
  const key = trustedKey() ?? heads.find(({ isSigned }) => isSigned)?.verifierKey;
  const found = verifications.map(({ note, ...one }) => ({
    ...one,
    isSigned: key !== undefined && isSignedVerdict(one, note, key),
  }));
  const verdict = found.find(({ isSigned }) => isSigned) ?? null;
  return { ...ledger, checkpoints: heads, verifications: found.slice(0, maxVerificationsShown), verdict };
}

const ledgerSql = typedSql({ ledger: ledgerRow });

/** The query of where the ledger stands. */
export const ledgerQuery = ledgerSql`
  select jsonb_build_object('now', ${isoInstant("clock.now")}, 'size', (select coalesce(max(log_index), 0) from ledger_entries),
    'waiting', jsonb_build_object('count', (select count(*) from (select from ledger_queue limit ${maxQueueCounted}) w),
      'since', (select case when e.loaded then null else ${isoInstant("e.received_at")} end from events e where e.id = (select event_id from ledger_queue order by event_id limit 1))),
    'worker', (select jsonb_build_object('lastRunAt', ${isoInstant("s.last_pass_at")}, 'blockingSessions', s.blocking_sessions,
      'isAway', s.last_pass_at is null or s.last_pass_at < clock.now - ${offlineAfter}::interval) from ledger_worker_status s),
    'checkpoints', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'size', c.size, 'root', encode(c.root, 'base64'), 'verifierKey', c.verifier_key,
      'at', ${isoInstant("c.at")}, 'handedOutAt', ${isoInstant("c.handed_out_at")}, 'note', c.note) order by c.id desc), '[]') from (select * from checkpoints order by id desc limit ${maxCheckpointsShown}) c),
    'verifications', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'startedAt', ${isoInstant("v.started_at")}, 'endedAt', ${isoInstant("v.ended_at")}, 'size', v.size, 'ok', v.ok, 'message', v.words,
      'note', v.note)
      order by v.id desc), '[]') from (select * from verifications order by id desc limit ${maxVerificationsRead}) v)) as ledger
  from (select windlass_now() as now) clock`;

/** Hands out the newest checkpoint with a valid signature and marks it so; null while there is none. */
export async function exportCheckpoint(): Promise<{ readonly note: string; readonly size: number } | null> {
  const { id, note, size, verifierKey: key } = checkpoints;
  const newest = await runQuery(() =>
    appDb().select({ id, note, key, size }).from(checkpoints).orderBy(desc(id)).limit(maxCheckpointsShown),
  );
  const found = newest.find((one) => trustedHead(one.note, one.key));
  if (!found) return null;
  await appDb().execute(sql`select mark_checkpoint_handed_out(${found.id})`);
  return found;
}
