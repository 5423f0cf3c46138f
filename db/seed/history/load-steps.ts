import type { TransactionSql } from "postgres";
import type { StoryStep } from "./story-builder";

/** A step to insert, with the id of its record; null where it creates one. */
export type StepWithId = Omit<StoryStep, "at"> & { readonly id: number | null; readonly at: string };

/** Inserts independent steps in one statement, in order, all or nothing. */
export async function loadSteps(tx: TransactionSql, steps: readonly StepWithId[]): Promise<void> {
  // A story refers to a finding by its index in the incident, because ids exist only after loading.
  await tx`
    insert into events (subject_type, subject_id, step, person_id, received_at, loaded, input)
    select s.subject, s.id, s.step, s.person, s.at, true, case when s.step <> 'answer' then s.input else s.input || (
      select jsonb_build_object('finding', f.id) from findings f join texts t on t.id = f.finding_text_id
      where f.incident_id = s.id and t.position = (s.input ->> 'finding')::integer) end
    from rows from (jsonb_to_recordset(${JSON.stringify(steps)}::text::jsonb) as ("recordType" text, id bigint, step text, "personId" bigint, at timestamptz, input jsonb))
      with ordinality s (subject, id, step, person, at, input, place)
    order by s.place`.catch((cause: unknown) => {
    const [first, last] = [steps[0]?.at, steps.at(-1)?.at];
    throw new Error(`One of ${steps.length} steps from ${first} to ${last} is not taken: ${String(cause)}`, { cause });
  });
}
