import { verifyHead } from "@/db/ledger/signing/checkpoint-note";
import { isSignedVerdict } from "@/db/ledger/signing/verdict-note";
import type { Reader } from "@/db/replay/canonical-events";

const batchSize = 1000;

/** Checkpoints and verdicts whose row says something else than the note that the key signed. */
export async function unsignedRows(reader: Reader): Promise<string[]> {
  const keys = await reader<{ key: string }[]>`select distinct verifier_key as key from checkpoints`;
  return [
    ...(await unsignedCheckpoints(reader)),
    ...(await unsignedVerdicts(
      reader,
      keys.map(({ key }) => key),
    )),
  ];
}

type Head = { id: number; size: number; root: string; note: string; key: string; at: string };

async function unsignedCheckpoints(reader: Reader): Promise<string[]> {
  const found: string[] = [];
  for (let after = 0, full = true; full; ) {
    const rows = await reader<
      Head[]
    >`select id::float8 as id, size::float8 as size, encode(root, 'hex') as root, note, verifier_key as key, utc(at) as at
      from checkpoints where id > ${after} order by id limit ${batchSize}`;
    for (const { id, size, root, note, key, at } of rows) {
      const head = verifyHead(note, key);
      if (!head) found.push(`checkpoint ${id}, of ${size} events: its note is not signed by the key that it names`);
      else if (head.size !== size || head.at !== at || head.root.toString("hex") !== root)
        found.push(`checkpoint ${id}: its row says something else than its signed note`);
      after = id;
    }
    full = rows.length === batchSize;
  }
  return found;
}

type Verdict = {
  id: number;
  startedAt: string;
  endedAt: string;
  size: number;
  ok: boolean;
  message: string;
  note: string;
};

async function unsignedVerdicts(reader: Reader, keys: readonly string[]): Promise<string[]> {
  const rows = await reader<
    Verdict[]
  >`select id::float8 as id, utc(started_at) as "startedAt", utc(ended_at) as "endedAt", size::float8 as size, ok, words as message, note
    from verifications order by id`;
  return rows
    .filter(({ note, id: _, ...finding }) => !keys.some((key) => isSignedVerdict(finding, note, key)))
    .map(({ id }) => `verification ${id}: no key of the ledger signed what it says`);
}
