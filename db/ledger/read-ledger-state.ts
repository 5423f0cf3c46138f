import type { Sql } from "postgres";
import type { Finding } from "@/db/ledger/signing/verdict-note";

const maxVerdictsRead = 20;
/** The time after midnight UTC of the nightly verification. */
const nightlyAt = "2 hours";

/** The state of the ledger and pending requests. Ages are in seconds of the database's clock, which a demonstration can move. */
export type LedgerState = {
  readonly size: number;
  readonly signed: {
    readonly size: number;
    readonly age: number;
    readonly verifierKey: string;
    readonly note: string;
  } | null;
  /** The latest verdicts, newest first, whether or not their signatures are valid. */
  readonly verified: readonly (Finding & {
    readonly age: number;
    readonly wasBeforeTheNight: boolean;
    readonly note: string;
  })[];
  /** The log index of the newest event after `since` that requests a checkpoint, or a verification. */
  readonly asks: { readonly checkpoint: number | null; readonly verification: number | null };
  /** The log index of the newest loaded event after `since`. */
  readonly loaded: number | null;
};

/** Reads the current state; requests are looked for among the events after the log index `since`. */
export async function readLedgerState(sql: Sql, since: number): Promise<LedgerState> {
  const [row] = await sql<{ log: LedgerState }[]>`
    with latest as (select l.log_index, e.step, e.loaded from ledger_entries l join events e on e.id = l.event_id where l.log_index > ${since})
    select jsonb_build_object(
      'size', (select coalesce(max(log_index), 0) from ledger_entries),
      'signed', (select jsonb_build_object('size', size, 'age', extract(epoch from windlass_now() - at), 'verifierKey', verifier_key, 'note', note)
        from checkpoints order by id desc limit 1),
      'verified', (select coalesce(jsonb_agg(jsonb_build_object('startedAt', utc(started_at), 'endedAt', utc(ended_at), 'size', size, 'ok', ok, 'message', words,
          'note', note, 'age', extract(epoch from windlass_now() - ended_at), 'wasBeforeTheNight', ended_at < night.at) order by id desc), '[]')
        from (select * from verifications order by id desc limit ${maxVerdictsRead}) v,
          (select date_trunc('day', windlass_now() - ${nightlyAt}::interval, 'UTC') + ${nightlyAt}::interval as at) night),
      'loaded', (select max(log_index) from latest where loaded),
      'asks', jsonb_build_object(
        'checkpoint', (select max(log_index) from latest where step in ('export', 'sign_checkpoint')),
        'verification', (select max(log_index) from latest where step = 'verify_ledger'))) as log`;
  if (!row) throw new Error("The database returned no ledger state.");
  return row.log;
}
