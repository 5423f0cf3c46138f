import { expect } from "vitest";
import { connect, type TestDatabase } from "@/testing/database";

export type Attempt = {
  readonly token: string;
  readonly id: number | null;
  readonly step: string;
  readonly input?: object;
  readonly expectedVersion?: number | null;
};

/** "taken", or what a refusal's detail says. */
export type StepAnswer = { readonly because: string; readonly need?: string; readonly fact?: unknown };

/** A step is one call, so that two of them start within microseconds of each other; the answer is what the refusal says, or a word. */
export const createStepFunctions = (db: TestDatabase) =>
  db.owner.unsafe(`
  create function one_answer(token text, record bigint, step text, input jsonb, read_at integer) returns jsonb language plpgsql as $$
  declare
    said text;
  begin
    perform set_config('windlass.session', token, true);
    insert into events (subject_type, subject_id, step, input, read_at) values ('change', record, step, input, coalesce(read_at, (current_state('change', record)).step_seq));
    return '{"because": "taken"}';
  exception when sqlstate 'WL001' then
    get stacked diagnostics said = pg_exception_detail;
    return said::jsonb;
  end $$;
  create function one_call(token text, record bigint, step text, input jsonb, read_at integer) returns text language sql as $$
    select coalesce(said ->> 'need', said ->> 'because') from one_answer(token, record, step, input, read_at) said $$;
  grant execute on function one_answer(text, bigint, text, jsonb, integer), one_call(text, bigint, text, jsonb, integer) to windlass_app;
  create function normal_changes(wanted integer, author bigint, reviewer bigint, system bigint, reviewed boolean) returns setof bigint language plpgsql as $$
  declare
    made bigint;
  begin
    for place in 1 .. wanted loop
      insert into events (subject_type, step, person_id, loaded, received_at, input) values ('change', 'draft', author, true, windlass_now(), jsonb_build_object(
        'type', 'normal', 'title', 'Raced for', 'systems', jsonb_build_array(system), 'what', 'x', 'why', 'x', 'rollbackPlan', 'Undo it.')) returning subject_id into made;
      insert into events (subject_type, subject_id, step, person_id, loaded, received_at) values ('change', made, 'submit', author, true, windlass_now());
      if reviewed then
        insert into events (subject_type, subject_id, step, person_id, loaded, received_at) values ('change', made, 'review', reviewer, true, windlass_now());
      end if;
      return next made;
    end loop;
  end $$`);

/** A pool of connections that ask at once. */
export const concurrentClient = (db: TestDatabase, size: number) => {
  const app = connect(db.url("app"), size);
  const ask = async ({ token, id, step, input = {}, expectedVersion = null }: Attempt): Promise<string> => {
    const [row] = await app<
      { said: string }[]
    >`select one_call(${token}, ${id}, ${step}, ${JSON.stringify(input)}::text::jsonb, ${expectedVersion}) as said`;
    return row?.said ?? "";
  };
  const answer = async ({ token, id, step, input = {}, expectedVersion = null }: Attempt): Promise<StepAnswer> => {
    const [row] = await app<
      { said: StepAnswer }[]
    >`select one_answer(${token}, ${id}, ${step}, ${JSON.stringify(input)}::text::jsonb, ${expectedVersion}) as said`;
    return row?.said ?? { because: "" };
  };
  return { ask, answer, end: () => app.end() };
};

/** Normal changes by the thousand, submitted or reviewed. */
export async function normalChanges(
  db: TestDatabase,
  count: number,
  of: { author: number; reviewer: number; system: number },
  reviewed: boolean,
): Promise<number[]> {
  const rows = await db.owner<
    { id: number }[]
  >`select normal_changes(${count}, ${of.author}, ${of.reviewer}, ${of.system}, ${reviewed}) as id`;
  expect(rows).toHaveLength(count);
  return rows.map(({ id }) => id);
}
