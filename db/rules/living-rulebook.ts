import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { type Database, rowsOf, sqlWith } from "@/db/connection/rows";
import { givenRulebook } from "./rules-table";

/** The parts of the rulebook: its rows, and what enforces them. */
const partsOfRulebook = ["rules", "functions", "triggers", "constraints", "grants"] as const;
export type PartOfRulebook = (typeof partsOfRulebook)[number];

const hashes = z.record(z.enum(partsOfRulebook), z.string()).readonly();
const livingSql = sqlWith({
  living: hashes,
  /** As recorded at the last start; null where there was none. */
  started: z
    .record(z.enum(partsOfRulebook).exclude(["rules"]), z.string())
    .readonly()
    .nullable(),
  /** The hash of the rules that this program would write. */
  own: z.string(),
});

/**
 * The parts of the rulebook that differ from this program's: rules from those it would write; functions, triggers, constraints and
 * grants from those recorded at the last start. Empty where nobody changed anything.
 */
export async function changedParts(db: Database = appDb()): Promise<readonly PartOfRulebook[]> {
  const { rules, words, notices } = givenRulebook();
  const [row] = await rowsOf(
    db,
    livingSql`select living_rulebook() as living, hash_of_given_rules(${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb) as own,
      (select jsonb_build_object('functions', s.data ->> 'functionsHash', 'triggers', s.data ->> 'triggersHash', 'constraints', s.data ->> 'constraintsHash',
          'grants', s.data ->> 'grantsHash')
        from (select canonical::jsonb -> 'data' as data, seq from events where subject_type = 'installation' and subject_id = 1 and step = 'record_rulebook') s
        where s.data ->> 'occasion' = 'start' order by s.seq desc limit 1) as started`,
  );
  if (!row) throw new Error("The rulebook did not say what it is.");
  const expected = { ...row.started, rules: row.own };
  return partsOfRulebook.filter((part) => row.living[part] !== expected[part]);
}

const keptMs = 10_000;
let looked: { readonly at: number; readonly parts: Promise<readonly PartOfRulebook[]> } | null = null;

/** The same, cached for some seconds, because readiness is asked often. */
export function lateChangedParts(): Promise<readonly PartOfRulebook[]> {
  if (!looked || performance.now() - looked.at > keptMs) {
    const parts = changedParts();
    const look = { at: performance.now(), parts };
    looked = look;
    // Errors are not cached.
    parts.catch(() => {
      if (looked === look) looked = null;
    });
  }
  return looked.parts;
}
