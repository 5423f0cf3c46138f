import type { TransactionSql } from "postgres";
import type { ToldStep } from "./telling";

/** A step as it is sent: its record is known, or null where it makes one. */
export type NumberedStep = Omit<ToldStep, "at"> & { readonly id: number | null; readonly at: string };

/** Makes the function by which this connection loads many steps at a time: one insert into the events after the other. */
export async function makeLoader(tx: TransactionSql): Promise<void> {
  await tx`
    create or replace function pg_temp.load_steps(steps jsonb) returns void language plpgsql as $$
    declare
      due record;
    begin
      for due in select * from jsonb_to_recordset(steps) as s (subject text, id bigint, step text, person bigint, at timestamptz, input jsonb) loop
        -- A story knows a finding by its place in its incident; its id is known once it is loaded.
        if due.step = 'answer' then
          due.input := due.input || (select jsonb_build_object('finding', f.id) from findings f join texts t on t.id = f.finding_text
            where f.incident_id = due.id and t.place = (due.input ->> 'finding')::integer);
        end if;
        insert into events (subject_type, subject_id, step, person_id, received_at, loaded, input)
        values (due.subject, due.id, due.step, due.person, due.at, true, due.input);
      end loop;
    exception when others then
      raise exception '% of % % at %: %', due.step, due.subject, coalesce(due.id::text, 'new'), due.at, sqlerrm using errcode = sqlstate;
    end
    $$`;
}

/** Loads the steps in their order, each judged after the one before has done what it does. Refuses what the trigger refuses. */
export async function loadSteps(tx: TransactionSql, steps: readonly NumberedStep[]): Promise<void> {
  await tx`select pg_temp.load_steps(${JSON.stringify(steps)}::text::jsonb)`;
}
