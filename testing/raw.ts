import type { Sql, TransactionSql } from "postgres";

const triggers = [
  ["events", "a_judge_event"],
  ["events", "b_apply_event"],
  ["events", "refuse_event_change"],
  ["events", "c_capture_roster"],
  ["events", "c_suspend_entry"],
  ["events", "c_replace_older_versions"],
  ["events", "e_queue_step_notices"],
  ["changes", "a_guard_event_only_writes"],
  ["changes", "b_guard_change"],
  ["record_chains", "a_guard_event_only_writes"],
  ["record_chains", "b_guard_derived_row"],
];

/** Does what no product does: writes past the triggers, as the owner who takes them off and puts them back. */
export const withoutTriggers = <T>(owner: Sql, work: (tx: TransactionSql) => Promise<T>) =>
  owner.begin(async (tx) => {
    for (const [table = "", trigger = ""] of triggers)
      await tx`alter table ${tx(table)} disable trigger ${tx(trigger)}`;
    const result = await work(tx);
    await tx`set constraints all immediate`;
    for (const [table = "", trigger = ""] of triggers)
      await tx`alter table ${tx(table)} enable always trigger ${tx(trigger)}`;
    return result;
  });

type Raw = {
  readonly id: number;
  readonly seq: number;
  readonly step: string;
  readonly by: number;
  readonly revision: number;
  readonly to: string;
};

/** An event as bare columns: a past that no rule led to. */
export const rawEvent = (tx: TransactionSql, { id, seq, step, by, revision, to }: Raw) => tx`
  insert into events (id, subject_type, subject_id, seq, step, person_id, to_status, revision, aside, received_at, canonical, hash)
  values (nextval('event_ids'), 'change', ${id}, ${seq}, ${step}, ${by}, ${to}, ${revision}, false, now(), '{}', sha256('{}'))`;

/** A record like another, but for what is given. */
export async function copyChange(
  tx: TransactionSql,
  sourceId: number,
  overrides: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = await tx<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'changes' and is_generated = 'NEVER'`;
  const names = tx(columns.map(({ name }) => name));
  await tx`insert into changes (${names}) select ${names} from jsonb_populate_record(null::changes,
    (select to_jsonb(c) from changes c where id = ${sourceId}) || ${JSON.stringify(overrides)}::text::jsonb)`;
}
