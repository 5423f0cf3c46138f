import type { Sql } from "postgres";
import type { SignedIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import { fromNow } from "./prepare";

const reason = { reason: "In words." };
const actual = { actual: "In words." };
const comment = { comment: "In words." };
const fiveFacts = { what: "In words.", why: "In words.", rollbackPlan: "In words." };
const window = () => ({ windowStart: fromNow(30), windowEnd: fromNow(300) });

/** For each step what it takes where its row lets it be taken, so that only the person decides. */
export const inputs = (type: string): Readonly<Record<string, object>> => ({
  draft: {},
  declare: {},
  edit: { title: "Other" },
  take_over: reason,
  document: type === "emergency" ? { ...fiveFacts, category: "DNS" } : {},
  rule_out_of_scope: reason,
  submit: {},
  review: comment,
  approve: comment,
  approve_routine: comment,
  send_back: comment,
  reject: reason,
  schedule: window(),
  reschedule: window(),
  schedule_over: { ...window(), ...reason },
  start: {},
  extend: { windowEnd: fromNow(420), ...reason },
  log: actual,
  finish: actual,
  call_off: reason,
  stand_down: reason,
  verify: { ...comment, monitoring: "In words." },
  return: comment,
  review_after: { outcome: "justified", ...reason },
  fail: reason,
  roll_back: { outcome: "complete", ...actual },
  settle: comment,
  revise: reason,
  cancel: reason,
  note: comment,
  redact: reason,
  // Steps of other record types, and none at all.
  investigate: {},
  close_incident: {},
  attest: {},
  answer: {},
  lift_freeze: {},
  place_shifts: {},
  take_on_call: {},
  withdraw_shifts: {},
  delegate: {},
  end_delegation: {},
  approve_entry: {},
  open: {},
  end_sessions: {},
  send_again: {},
  amend_webhook: {},
  drop_old_key: {},
  disable_webhook: {},
  enable_webhook: {},
  review_policy: {},
  publish_policy: {},
  Approve: {},
  "": {},
});

/** The loop runs in the server: 25,000 attempts a minute would be spent on the way. Each attempt is a savepoint, rolled back. */
export const makeAttempts = (owner: Sql) =>
  owner.unsafe(`
  create function attempts(record bigint, steps jsonb, tokens text[], subject text default 'change', reading boolean default true) returns table (step text, outcomes text[]) language plpgsql as $$
  declare
    token text; said text; tried record;
  begin
    for tried in select key, value from jsonb_each(steps) loop
      step := tried.key; outcomes := '{}';
      foreach token in array tokens loop
        perform set_config('windlass.session', token, true);
        begin
          insert into events (subject_type, subject_id, step, input, read_at) values (subject, record, tried.key, tried.value, case when reading then nullif((current_state(subject, record)).step_seq, 0) end);
          raise exception using errcode = 'WLT01';
        exception
          when sqlstate 'WLT01' then said := 'taken';
          when sqlstate 'WL001' then get stacked diagnostics said = pg_exception_detail; said := said::jsonb ->> 'because';
          when others then said := sqlstate || ' ' || sqlerrm;
        end;
        outcomes := outcomes || said;
      end loop;
      return next;
    end loop;
  end $$;
  grant execute on function attempts(bigint, jsonb, text[], text, boolean) to windlass_app`);

export type Outcomes = readonly { readonly step: string; readonly outcomes: readonly string[] }[];

/** What came of each step on a record, tried by each of the people in turn as the app's role. */
export const attempt = (
  app: Sql,
  id: number,
  steps: Readonly<Record<string, object>>,
  people: readonly SignedIn[],
  recordType = "change",
  reading = true,
) =>
  app<{ step: string; outcomes: string[] }[]>`
    select step, outcomes from attempts(${id}, ${JSON.stringify(steps)}::text::jsonb, ${people.map(({ token }) => token)}, ${recordType}, ${reading})`;

/** Lends each of them the role of that lead, for a day. */
export const delegateTo = async (app: Sql, lead: SignedIn, people: readonly SignedIn[]): Promise<void> => {
  for (const { id } of people)
    await takeStep(app, lead, "delegation", null, "delegate", {
      delegate: id,
      windowEnd: fromNow(24 * 60),
      reason: "In words.",
    });
};

/** Gives all of them exactly these roles, as a sign-in would. */
export const setRoles = (owner: Sql, people: readonly SignedIn[], roles: readonly string[]) =>
  owner.begin(async (tx) => {
    await tx`delete from person_roles where person_id in ${tx(people.map(({ id }) => id))} and role <> all (${[...roles]})`;
    await tx`insert into person_roles (person_id, role, since) select p.id, r, now() from people p, unnest(${[...roles]}::text[]) r
      where p.id in ${tx(people.map(({ id }) => id))} on conflict do nothing`;
  });
