import { openPool } from "@/db/connection/pool";
import { keepVerdict } from "@/db/ledger/signing/keep-verdict";
import { type Signer, verifierKey } from "@/db/ledger/signing/signed-note";
import { wholeLog } from "./whole-log";

/** The result of a verification: the last line that the verifier prints. */
export type Verdict = { readonly ok: boolean; readonly words: string };

/** Verifies an exported ledger against a key and a checkpoint from outside the database. */
export type Verify = (
  log: AsyncIterable<string>,
  against: { readonly key: string; readonly checkpoint: string | null; readonly signal: AbortSignal },
) => Promise<Verdict>;

type Asked = Omit<Parameters<Verify>[1], "key"> & {
  readonly verify: Verify;
  /** Its key is the one verified against, and signs the result. */
  readonly signer: Signer;
  readonly patienceMs?: number;
};

const patience = 90_000;

/** Verifies the whole ledger and stores the signed result. Null while another worker does so. */
export async function verifyLedger(
  url: string,
  { verify, signer, patienceMs = patience, ...asked }: Asked,
): Promise<Verdict | null> {
  // Two connections of its own: one holds the lock in a transaction, the other reads.
  const turn = openPool(url, { name: "windlass verification turn", max: 1 });
  const sql = openPool(url, { name: "windlass verification", max: 1, timeouts: { statement: 60_000, lock: 30_000 } });
  const against = { ...asked, key: verifierKey(signer) };
  const verified = async (): Promise<Verdict | null> => {
    const [before] = await sql<{ at: string; size: number }[]>`
      select utc(windlass_now()) as at, coalesce(max(place), 0)::float8 as size from log_entries`;
    if (!before) throw new Error("The log has no head.");
    const verdict = await verify(inTime(wholeLog(sql, against.key), patienceMs), against);
    if (against.signal.aborted) return null;
    await keepVerdict(sql, signer, { ...verdict, startedAt: before.at, size: before.size });
    return verdict;
  };
  try {
    return await turn.begin(async (held) => {
      await held`set local idle_in_transaction_session_timeout = 0`;
      const [row] = await held<{ alone: boolean }[]>`select verify_alone() as alone`;
      return row?.alone ? verified() : null;
    });
  } finally {
    await Promise.all([sql.end({ timeout: 1 }), turn.end({ timeout: 1 })]);
  }
}

/** Adds a timeout for each chunk, because a lost connection may never report an error. */
async function* inTime(log: AsyncGenerator<string>, patienceMs: number): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = await within(log.next(), patienceMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a generator that hangs does not return either.
    log.return(undefined).catch(() => {});
  }
}

async function within<T>(wanted: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not give the log to its end.")), patienceMs);
  });
  return Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}
