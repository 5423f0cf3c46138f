import type { ISql } from "postgres";
import type { Signer } from "./signed-note";
import { verdictNote } from "./verdict-note";

const maxMessageLength = 2000;

type FoundVerdict = {
  readonly startedAt: string;
  readonly size: number;
  readonly ok: boolean;
  readonly message: string;
};

/** Stores the result of a verification with the worker's signature. */
export async function saveVerdict(sql: ISql, signer: Signer, found: FoundVerdict): Promise<void> {
  const [clock] = await sql<{ started: string; ended: string }[]>`
    select utc(least(${found.startedAt}::text::timestamptz, now)) as started, utc(now) as ended from windlass_now() now`;
  if (!clock) throw new Error("The database has no clock.");
  const finding = {
    ...found,
    words: found.message.slice(0, maxMessageLength),
    startedAt: clock.started,
    endedAt: clock.ended,
  };
  await sql`insert into verifications (started_at, ended_at, size, ok, words, note)
    values (${clock.started}::text::timestamptz, ${clock.ended}::text::timestamptz, ${finding.size}, ${finding.ok}, ${finding.words}, ${verdictNote(finding, signer)})`;
}
