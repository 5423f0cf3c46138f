import { z } from "zod";
import { withConnection } from "@/db/connection/connect";
import { poll } from "@/db/ledger/poll";
import { clockProblem, otherLedgerKey, otherSecret } from "@/lib/settings/start-problems";

const clockRow = z.object({ now: z.coerce.number() });
const keyRow = z.object({ key: z.string() });
const markRow = z.object({ mark: z.string() });

type LedgerKey = {
  /** The public part of the key that this start would sign with. */
  readonly verifierKey: string;
  /** The name of the key that it replaces on purpose, or null. */
  readonly replaces: string | null;
};

/** How long sessions of processes that were just ended may still be there, in milliseconds. */
const lingerMs = 10_000;
const pauseMs = 500;

/** The sentence about a clock of this machine that is off from that of the database at `url`; none where both agree. Reads only. */
export function clockProblems(url: string): Promise<string[]> {
  return withConnection(url, async (sql) => {
    const before = Date.now();
    const [row] = await sql`select extract(epoch from clock_timestamp()) * 1000 as now`;
    const middle = (before + Date.now()) / 2;
    return sentences(clockProblem(middle - clockRow.parse(row).now));
  });
}

/** The sentence about a key that is not the one of the newest checkpoint of the database at `url`, the worker's. Reads only. */
export function ledgerKeyProblems(url: string, { verifierKey, replaces }: LedgerKey): Promise<string[]> {
  return withConnection(url, async (sql) => {
    const rows = await sql`select verifier_key as key from checkpoints order by id desc limit 1`;
    const [newest] = z.array(keyRow).parse(rows);
    return sentences(newest ? otherLedgerKey(newest.key, verifierKey, replaces) : null);
  });
}

/**
 * The sentence about web processes that run on the database at `url`, the app's, with another AUTH_SECRET than the one behind
 * `mark`: neither could read the forms and the cookies of the other. Waits for those that were just ended. Reads only.
 */
export function secretProblems(url: string, mark: string): Promise<string[]> {
  return withConnection(url, async (sql) => {
    const isAlone = async () => {
      const rows = await sql`
        select distinct substring(application_name from '^windlass session ([0-9a-f]+)$') as mark from pg_stat_activity
        where usename = current_user and datname = current_database() and application_name ~ '^windlass session [0-9a-f]+$'`;
      const marks = z.array(markRow).parse(rows);
      return marks.every((row) => row.mark === mark) ? true : null;
    };
    return (await poll(isAlone, pauseMs, lingerMs)) ? [] : [otherSecret];
  });
}

const sentences = (sentence: string | null): string[] => (sentence === null ? [] : [sentence]);
