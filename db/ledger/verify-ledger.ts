import { openPool } from "@/db/connection/pool";
import { keepVerdict } from "@/db/ledger/signing/keep-verdict";
import { type Signer, verifierKey } from "@/db/ledger/signing/signed-note";
import { wholeLog } from "./whole-log";

/** What a verification came to: the last line that the verifier says. */
export type Verdict = { readonly ok: boolean; readonly words: string };

/** Verifies the text of a whole log against a key and a checkpoint that the database did not keep. */
export type Verify = (
  log: AsyncIterable<string>,
  against: { readonly key: string; readonly checkpoint: string | null; readonly signal: AbortSignal },
) => Promise<Verdict>;

type Asked = Omit<Parameters<Verify>[1], "key"> & {
  readonly verify: Verify;
  /** Whose key the log is held to, and who signs what was found. */
  readonly signer: Signer;
  readonly patienceMs?: number;
};

const patience = 90_000;

/** Has the whole log read and verified, and writes down what came of it, signed. Null while another worker does so. */
export async function verifyLedger(
  url: string,
  { verify, signer, patienceMs = patience, ...asked }: Asked,
): Promise<Verdict | null> {
  // Two connections for this alone: while the transaction of the one lasts, no other worker verifies; the other reads.
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

/** The pieces of a log; an error when the next one does not come: a connection that was lost may never say so. */
async function* inTime(log: AsyncGenerator<string>, patienceMs: number): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = await within(log.next(), patienceMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: what does not come does not end either.
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
