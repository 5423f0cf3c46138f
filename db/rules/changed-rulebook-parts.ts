import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { rulebookRows } from "./rulebook-rows";

/** The parts of the rulebook: its rows, and what enforces them. */
const rulebookParts = ["rules", "functions", "triggers", "constraints", "grants"] as const;
export type RulebookPart = (typeof rulebookParts)[number];

const hashes = z.record(z.enum(rulebookParts), z.string()).readonly();
const rulebookHashSql = typedSql({
  living: hashes,
  /** As recorded at the last start; null where there was none. */
  started: z
    .record(z.enum(rulebookParts).exclude(["rules"]), z.string())
    .readonly()
    .nullable(),
  /** The hash of the rules that this program would write. */
  own: z.string(),
});

/**
 * The parts of the rulebook that differ from this program's: rules from those it would write; functions, triggers, constraints and
 * grants from those recorded at the last start. Empty where nobody changed anything.
 */
export async function changedRulebookParts(db: Database = appDb()): Promise<readonly RulebookPart[]> {
  const { rules, words, notices } = rulebookRows();
  const [row] = await queryRows(
    db,
    rulebookHashSql`select current_rulebook() as living, submitted_rules_hash(${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb) as own,
      (select jsonb_build_object('functions', s.data ->> 'functionsHash', 'triggers', s.data ->> 'triggersHash', 'constraints', s.data ->> 'constraintsHash',
          'grants', s.data ->> 'grantsHash')
        from (select canonical::jsonb -> 'data' as data, seq from events where subject_type = 'installation' and subject_id = 1 and step = 'record_rulebook') s
        where s.data ->> 'occasion' = 'start' order by s.seq desc limit 1) as started`,
  );
  if (!row) throw new Error("The database returned no rulebook.");
  const expected = { ...row.started, rules: row.own };
  return rulebookParts.filter((part) => row.living[part] !== expected[part]);
}

const cacheMs = 10_000;
let cached: { readonly at: number; readonly parts: Promise<readonly RulebookPart[]> } | null = null;

/** The same, cached for some seconds, because readiness is asked often. */
export function cachedChangedRulebookParts(): Promise<readonly RulebookPart[]> {
  if (!cached || performance.now() - cached.at > cacheMs) {
    const parts = changedRulebookParts();
    const look = { at: performance.now(), parts };
    cached = look;
    // Errors are not cached.
    parts.catch(() => {
      if (cached === look) cached = null;
    });
  }
  return cached.parts;
}
