import { openPool } from "@/db/connection/pool";
import { saveVerdict } from "@/db/ledger/signing/save-verdict";
import { type Signer, verifierKey } from "@/db/ledger/signing/signed-note";
import { exportLedger } from "./export-ledger";

/** The result of a verification: the last line that the verifier prints. */
export type Verdict = { readonly ok: boolean; readonly message: string };

/** Verifies an exported ledger against a key and the given checkpoint the database. */
export type Verify = (
  log: AsyncIterable<string>,
  against: { readonly key: string; readonly checkpoint: string | null; readonly signal: AbortSignal },
) => Promise<Verdict>;

type VerifyOptions = Omit<Parameters<Verify>[1], "key"> & {
  readonly verify: Verify;
  /** Its key is the one verified against, and signs the result. */
  readonly signer: Signer;
  readonly timeoutMs?: number;
};

const defaultTimeoutMs = 90_000;

/** Verifies the whole ledger and stores the signed result. Null while another worker does so. */
export async function verifyLedger(
  url: string,
  { verify, signer, timeoutMs = defaultTimeoutMs, ...options }: VerifyOptions,
): Promise<Verdict | null> {
  // Two connections of its own: one holds the lock in a transaction, the other reads.
  const lockPool = openPool(url, { name: "windlass verification turn", max: 1 });
  const sql = openPool(url, { name: "windlass verification", max: 1, timeoutsMs: { statement: 60_000, lock: 30_000 } });
  const against = { ...options, key: verifierKey(signer) };
  const verified = async (): Promise<Verdict | null> => {
    const [before] = await sql<{ at: string; size: number }[]>`
      select utc(windlass_now()) as at, coalesce(max(log_index), 0)::float8 as size from ledger_entries`;
    if (!before) throw new Error("The log has no head.");
    const verdict = await verify(withTimeout(exportLedger(sql, against.key), timeoutMs), against);
    if (against.signal.aborted) return null;
    await saveVerdict(sql, signer, { ...verdict, startedAt: before.at, size: before.size });
    return verdict;
  };
  try {
    return await lockPool.begin(async (lockTx) => {
      await lockTx`set local idle_in_transaction_session_timeout = 0`;
      const [row] = await lockTx<{ alone: boolean }[]>`select try_verification_lock() as alone`;
      return row?.alone ? verified() : null;
    });
  } finally {
    await Promise.all([sql.end({ timeout: 1 }), lockPool.end({ timeout: 1 })]);
  }
}

/** Adds a timeout for each chunk, because a lost connection may never report an error. */
async function* withTimeout(log: AsyncGenerator<string>, patienceMs: number): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = await timeOut(log.next(), patienceMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a generator that hangs does not return either.
    log.return(undefined).catch(() => {});
  }
}

async function timeOut<T>(pending: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not return the whole log in time.")), patienceMs);
  });
  return Promise.race([pending, late]).finally(() => clearTimeout(timer));
}
