import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { trustedHead, trustedKey } from "@/db/ledger/signing/trusted-key";
import { type Finding, isSignedVerdict } from "@/db/ledger/signing/verdict-note";
import type { SessionInTheWay } from "./sessions-in-the-way";

/** A signed head of the log, its hashes in the base64 that its note has. Instants are ISO texts in UTC. */
export type Checkpoint = {
  readonly id: number;
  readonly size: number;
  readonly root: string;
  readonly verifierKey: string;
  readonly at: string;
  readonly handedOutAt: string | null;
  /** Whether its key signed what it says. */
  readonly isSigned: boolean;
};

/** What a row says that a verification of the whole ledger found: `isSigned` only where the ledger's key signed just that. */
export type Verification = Finding & { readonly id: number; readonly isSigned: boolean };

export type Ledger = {
  readonly now: string;
  /** How many events have their place. */
  readonly size: number;
  /** How many wait for theirs, none counted beyond `waitingCounted`; and when the first of them was received, unless it was loaded. */
  readonly waiting: { readonly count: number; readonly since: string | null };
  readonly worker: {
    readonly lookedAt: string | null;
    readonly isAway: boolean;
    readonly inTheWay: readonly SessionInTheWay[];
  };
  /** The newest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly verifications: readonly Verification[];
  /** The latest that the ledger's key signed: no other is a verdict. */
  readonly verdict: Verification | null;
};

type Noted = { readonly note: string };
type Row = Omit<Ledger, "checkpoints" | "verifications" | "verdict"> & {
  readonly checkpoints: readonly (Omit<Checkpoint, "isSigned"> & Noted)[];
  readonly verifications: readonly (Omit<Verification, "isSigned"> & Noted)[];
};

export const waitingCounted = 1000;
const checkpointsShown = 20;
const verificationsShown = 5;
/** As many as are looked through for one that is signed. */
const verificationsRead = 50;
const awayAfter = "30 seconds";

/** Where the ledger stands: its heads, what waits for it, who is in its way, and what verifying it found. */
export async function readLedger(): Promise<Ledger> {
  const [row] = await rowsOf<{ ledger: Row }>(appDb(), ledgerQuery);
  if (!row) throw new Error("The ledger did not say where it stands.");
  return asSigned(row.ledger);
}

function asSigned({ checkpoints, verifications, ...ledger }: Row): Ledger {
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
  return { ...ledger, checkpoints: heads, verifications: found.slice(0, verificationsShown), verdict };
}

/** The query of where the ledger stands. */
export const ledgerQuery: SQL = sql`
  select jsonb_build_object('now', utc(clock.now), 'size', (select coalesce(max(place), 0) from log_entries),
    'waiting', jsonb_build_object('count', (select count(*) from (select from log_queue limit ${waitingCounted}) w),
      'since', (select case when e.loaded then null else utc(e.received_at) end from events e where e.id = (select event_id from log_queue order by event_id limit 1))),
    'worker', (select jsonb_build_object('lookedAt', utc(s.looked_at), 'inTheWay', s.in_the_way,
      'isAway', s.looked_at is null or s.looked_at < clock.now - ${awayAfter}::interval) from log_state s),
    'checkpoints', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'size', c.size, 'root', encode(c.root, 'base64'), 'verifierKey', c.verifier_key,
      'at', utc(c.at), 'handedOutAt', utc(c.handed_out_at), 'note', c.note) order by c.id desc), '[]') from (select * from checkpoints order by id desc limit ${checkpointsShown}) c),
    'verifications', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'startedAt', utc(v.started_at), 'endedAt', utc(v.ended_at), 'size', v.size, 'ok', v.ok, 'words', v.words,
      'note', v.note)
      order by v.id desc), '[]') from (select * from verifications order by id desc limit ${verificationsRead}) v)) as ledger
  from (select windlass_now() as now) clock`;

/** The newest checkpoint that is truly signed as it is handed out, noting that it is; null while there is none. */
export async function takeCheckpoint(): Promise<{ readonly note: string; readonly size: number } | null> {
  const rows = await rowsOf<{ checkpoint: { id: number; note: string; key: string; size: number } }>(
    appDb(),
    sql`select jsonb_build_object('id', id, 'note', note, 'key', verifier_key, 'size', size) as checkpoint
      from checkpoints order by id desc limit ${checkpointsShown}`,
  );
  const found = rows.find(({ checkpoint: { note, key } }) => trustedHead(note, key));
  if (!found) return null;
  await appDb().execute(sql`select hand_out_checkpoint(${found.checkpoint.id})`);
  return found.checkpoint;
}
