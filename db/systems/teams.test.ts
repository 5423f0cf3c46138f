import { afterAll, beforeAll, expect, it } from "vitest";
import { canBeApproved, everyAuthors, everyRoles } from "@/testing/examples/teams";
import { attempt, holdOnly, makeAttempts } from "@/testing/model/attempts";
import { type SignedIn, signIn } from "@/testing/people";
import { step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

// The team of four of the pure test, in the database: what the trigger judges by says the same as the text of the policy.

type Written = {
  readonly id: number;
  readonly authors: readonly number[];
  readonly reviewers: readonly number[];
  readonly status: "submitted" | "reviewed";
};

let world: World;
let four: SignedIn[];
let records: Written[];

beforeAll(async () => {
  world = await newWorld();
  await makeAttempts(world.owner);
  four = [];
  for (const place of [1, 2, 3, 4]) four.push(await signIn(world.signin, `P${place}`, "reviewer"));
  records = [];
  for (const authors of everyAuthors()) {
    records.push(await written(authors, null));
    for (const reviewer of [1, 2, 3, 4].filter((one) => !authors.includes(one)))
      records.push(await written(authors, reviewer));
  }
  await world.owner`create table written as select c.id, c.status, change_acts(c.id, c.revision) as acts from changes c`;
});
afterAll(() => world.drop());

const member = (place: number): SignedIn => {
  const found = four[place - 1];
  if (!found) throw new Error(`nobody is P${place}`);
  return found;
};

/** A change that `authors` wrote, the last of them at first, submitted and perhaps reviewed. */
async function written(authors: readonly number[], reviewer: number | null): Promise<Written> {
  const [first = 0, ...others] = authors.toReversed();
  const { id } = await step(world.app, member(first), "change", null, "draft", firstInput.normal(world));
  for (const other of others) await step(world.app, member(other), "change", id, "edit", { title: `By P${other}` });
  await step(world.app, member(first), "change", id, "submit");
  if (reviewer) await step(world.app, member(reviewer), "change", id, "review");
  return { id, authors, reviewers: reviewer ? [reviewer] : [], status: reviewer ? "reviewed" : "submitted" };
}

/** Which of the records can come to be approved, by the rows of `rules`, the roles and what is lent; and were they routine. */
const approvable = () => world.owner<{ id: number; plain: boolean; routine: boolean }[]>`
  with held as materialized (select p.id, roles_of(p.id) as roles, d.placed_by as lender from people p
      left join delegations_at(windlass_now()) d on d.delegate_id = p.id where p.id = any (${four.map(({ id }) => id)})),
    ways as materialized (select (select ways from rules where subject_type = 'change' and type = 'normal' and step = 'review') as review,
      (select ways from rules where subject_type = 'change' and type = 'normal' and step = 'approve') as approve,
      (select ways from rules where subject_type = 'change' and type = 'normal' and step = 'approve_routine') as routine)
  select w.id, coalesce(bool_or(may_take(ways.approve, a.id, a.roles, then_did.acts, '{}')
      or may_take(ways.approve, a.id, a.roles || array['delegate'], then_did.acts, '{}')
        and may_take(lent_ways(ways.approve), a.lender, roles_of(a.lender), then_did.acts, '{}')), false) as plain,
    coalesce(bool_or(may_take(ways.routine, a.id, a.roles, then_did.acts, '{}')), false) as routine
  from written w cross join ways
    left join lateral (select w.acts where w.status = 'reviewed'
      union all select w.acts || jsonb_build_object('reviewer', jsonb_build_array(r.id)) from held r where w.status = 'submitted' and may_take(ways.review, r.id, r.roles, w.acts, '{}')) then_did (acts) on true
    left join held a on then_did.acts is not null
  group by w.id order by w.id`;

it("3 roles, 4 people, all patterns of who wrote and who reviewed, nobody or one lent the role: the same as by the policy's text", async () => {
  const stranger = await signIn(world.signin, "Lender", "ops_lead");
  const wrong: string[] = [];
  let [asked, tried] = [0, 0];
  for (const [team, roles] of everyRoles().entries()) {
    for (const [place, role] of roles.entries()) await holdOnly(world.owner, [member(place + 1)], [role]);
    for (const lent of [0, ...[1, 2, 3, 4].filter((place) => roles[place - 1] !== "ops_lead")]) {
      // By one of the team's own leads, who may have taken part, or by one from elsewhere.
      const own = lent % 2 ? roles.indexOf("ops_lead") + 1 : 0;
      const lender = own ? member(own) : stranger;
      const delegation = lent ? await lend(lender, member(lent)) : 0;
      const people = roles.map((role, place) => ({
        id: place + 1,
        name: `P${place + 1}`,
        roles: [role],
        lenders: place + 1 === lent ? [{ id: own || 9, roles: ["ops_lead"] as const }] : [],
      }));
      const found = new Map((await approvable()).map((answer) => [answer.id, answer]));
      for (const record of records)
        for (const routine of [false, true]) {
          asked += 1;
          const now = canBeApproved({ ...record, routine, people });
          const answer = found.get(record.id);
          if ((answer?.plain || (routine && answer?.routine)) !== now)
            wrong.push(JSON.stringify({ ...record, routine, roles, lent, now, answer }));
        }
      // And the trigger itself, for some of the teams: who can approve what is reviewed.
      if (team % 9 === 0)
        for (const { id, authors, reviewers } of records.filter(({ status }) => status === "reviewed")) {
          const [answer] = await attempt(world.app, id, { approve: {} }, four);
          for (const { id: place, roles: held, lenders } of people) {
            tried += 1;
            const isFree = (id: number) => !authors.includes(id) && !reviewers.includes(id);
            const isLead = held.includes("ops_lead") || lenders.some(({ id }) => isFree(id));
            const expected = isFree(place) && isLead ? "taken" : "who";
            if (answer?.outcomes[place - 1] !== expected)
              wrong.push(`CHG-${id} by P${place} (${held}, lent to P${lent}): ${answer?.outcomes[place - 1]}`);
          }
        }
      if (delegation) await step(world.app, lender, "delegation", delegation, "end_delegation", { reason: "Back." });
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(asked).toBeGreaterThan(25_000);
  expect(tried).toBeGreaterThan(3_000);
});

const lend = async (lender: SignedIn, to: SignedIn): Promise<number> => {
  const windowEnd = new Date(Date.now() + 3_600_000).toISOString();
  return (
    await step(world.app, lender, "delegation", null, "delegate", { delegate: to.id, windowEnd, reason: "Away." })
  ).id;
};
