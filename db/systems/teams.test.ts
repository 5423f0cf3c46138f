import { afterAll, beforeAll, expect, it } from "vitest";
import { canBeApproved, everyAuthors, everyRoles } from "@/testing/examples/teams";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { attempt, makeAttempts, setRoles } from "@/testing/model/attempts";
import { type SignedIn, signIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";

// The team of four of the pure test, in the database: what the trigger judges by says the same as the text of the policy.

type Written = {
  readonly id: number;
  readonly authors: readonly number[];
  readonly reviewers: readonly number[];
  readonly status: "submitted" | "reviewed";
};

let fixture: Fixture;
let four: SignedIn[];
let records: Written[];

beforeAll(async () => {
  fixture = await newFixture();
  await makeAttempts(fixture.owner);
  four = [];
  for (const index of [1, 2, 3, 4]) four.push(await signIn(fixture.signin, `P${index}`, "reviewer"));
  records = [];
  for (const authors of everyAuthors()) {
    records.push(await written(authors, null));
    for (const reviewer of [1, 2, 3, 4].filter((one) => !authors.includes(one)))
      records.push(await written(authors, reviewer));
  }
  await fixture.owner`create table written as select c.id, c.status, change_past_actions(c.id, c.revision) as acts from changes c`;
});
afterAll(() => fixture.drop());

const member = (index: number): SignedIn => {
  const found = four[index - 1];
  if (!found) throw new Error(`nobody is P${index}`);
  return found;
};

/** A change that `authors` wrote, the last of them at first, submitted and perhaps reviewed. */
async function written(authors: readonly number[], reviewer: number | null): Promise<Written> {
  const [first = 0, ...others] = authors.toReversed();
  const { id } = await takeStep(fixture.app, member(first), "change", null, "draft", firstInput.normal(fixture));
  for (const other of others)
    await takeStep(fixture.app, member(other), "change", id, "edit", { title: `By P${other}` });
  await takeStep(fixture.app, member(first), "change", id, "submit");
  if (reviewer) await takeStep(fixture.app, member(reviewer), "change", id, "review");
  return { id, authors, reviewers: reviewer ? [reviewer] : [], status: reviewer ? "reviewed" : "submitted" };
}

/** Which of the records can come to be approved, by the rows of `rules`, the roles and delegations; and whether they could as routine changes. */
const approvable = () => fixture.owner<{ id: number; plain: boolean; routine: boolean }[]>`
  with held as materialized (select p.id, roles_of(p.id) as roles, d.placed_by as delegator from people p
      left join active_delegations(windlass_now()) d on d.delegate_id = p.id where p.id = any (${four.map(({ id }) => id)})),
    ways as materialized (select (select allowed_actors from rules where subject_type = 'change' and type = 'normal' and step = 'review') as review,
      (select allowed_actors from rules where subject_type = 'change' and type = 'normal' and step = 'approve') as approve,
      (select allowed_actors from rules where subject_type = 'change' and type = 'normal' and step = 'approve_routine') as routine)
  select w.id, coalesce(bool_or(is_allowed_actor(ways.approve, a.id, a.roles, then_did.acts, '{}')
      or is_allowed_actor(ways.approve, a.id, a.roles || array['delegate'], then_did.acts, '{}')
        and is_allowed_actor(delegable_actors(ways.approve), a.delegator, roles_of(a.delegator), then_did.acts, '{}')), false) as plain,
    coalesce(bool_or(is_allowed_actor(ways.routine, a.id, a.roles, then_did.acts, '{}')), false) as routine
  from written w cross join ways
    left join lateral (select w.acts where w.status = 'reviewed'
      union all select w.acts || jsonb_build_object('reviewer', jsonb_build_array(r.id)) from held r where w.status = 'submitted' and is_allowed_actor(ways.review, r.id, r.roles, w.acts, '{}')) then_did (acts) on true
    left join held a on then_did.acts is not null
  group by w.id order by w.id`;

it("3 roles, 4 people, all patterns of who wrote and who reviewed, nobody or one lent the role: the same as by the policy's text", async () => {
  const stranger = await signIn(fixture.signin, "Lender", "ops_lead");
  const wrong: string[] = [];
  let [judged, tried] = [0, 0];
  for (const [team, roles] of everyRoles().entries()) {
    for (const [index, role] of roles.entries()) await setRoles(fixture.owner, [member(index + 1)], [role]);
    for (const delegateId of [0, ...[1, 2, 3, 4].filter((index) => roles[index - 1] !== "ops_lead")]) {
      // By one of the team's own leads, who may have taken part, or by one from elsewhere.
      const own = delegateId % 2 ? roles.indexOf("ops_lead") + 1 : 0;
      const delegator = own ? member(own) : stranger;
      const delegation = delegateId ? await delegateTo(delegator, member(delegateId)) : 0;
      const people = roles.map((role, index) => ({
        id: index + 1,
        name: `P${index + 1}`,
        roles: [role],
        delegators: index + 1 === delegateId ? [{ id: own || 9, roles: ["ops_lead"] as const }] : [],
      }));
      const found = new Map((await approvable()).map((answer) => [answer.id, answer]));
      for (const record of records)
        for (const routine of [false, true]) {
          judged += 1;
          const now = canBeApproved({ ...record, routine, people });
          const answer = found.get(record.id);
          if ((answer?.plain || (routine && answer?.routine)) !== now)
            wrong.push(JSON.stringify({ ...record, routine, roles, delegateId, now, answer }));
        }
      // And the trigger itself, for some of the teams: who can approve what is reviewed.
      if (team % 9 === 0)
        for (const { id, authors, reviewers } of records.filter(({ status }) => status === "reviewed")) {
          const [answer] = await attempt(fixture.app, id, { approve: {} }, four);
          for (const { id: index, roles: held, delegators } of people) {
            tried += 1;
            const isFree = (id: number) => !authors.includes(id) && !reviewers.includes(id);
            const isLead = held.includes("ops_lead") || delegators.some(({ id }) => isFree(id));
            const expected = isFree(index) && isLead ? "taken" : "who";
            if (answer?.outcomes[index - 1] !== expected)
              wrong.push(
                `CHG-${id} by P${index} (${held}, delegated to P${delegateId}): ${answer?.outcomes[index - 1]}`,
              );
          }
        }
      if (delegation)
        await takeStep(fixture.app, delegator, "delegation", delegation, "end_delegation", { reason: "Back." });
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(judged).toBeGreaterThan(25_000);
  expect(tried).toBeGreaterThan(3_000);
});

const delegateTo = async (delegator: SignedIn, to: SignedIn): Promise<number> => {
  const windowEnd = new Date(Date.now() + 3_600_000).toISOString();
  return (
    await takeStep(fixture.app, delegator, "delegation", null, "delegate", {
      delegate: to.id,
      windowEnd,
      reason: "Away.",
    })
  ).id;
};
