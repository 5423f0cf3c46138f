import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Two deciders in two transactions wait for each other. The rows of one statement cannot: they are judged before any is applied.

let fixture: Fixture;

beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const as = (token: string, statement: string) =>
  fixture.app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${token}, true)`;
    return tx.unsafe(statement);
  });

async function scheduled(window: readonly [number, number]): Promise<number> {
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
  await takeStep(fixture.app, fixture.lead, "change", id, "approve");
  const [from, to] = window.map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());
  await takeStep(fixture.app, fixture.operator, "change", id, "schedule", { windowStart: from, windowEnd: to });
  return id;
}

it("one record takes one step a statement, by rows or by common table expressions", async () => {
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  const review = `('change', ${id}, 2, 'review', '{}'::jsonb)`;
  const sendBack = `('change', ${id}, 2, 'send_back', '{"comment": "x"}'::jsonb)`;
  const insert = (values: string) =>
    `insert into events (subject_type, subject_id, read_at, step, input) values ${values}`;
  expect((await refusalFrom(as(fixture.reviewer.token, insert(`${review}, ${sendBack}`)))).code).toMatch(
    /^(23505|WL001)$/,
  );
  expect((await refusalFrom(as(fixture.reviewer.token, insert(`${review}, ${review}`)))).code).toMatch(
    /^(23505|WL001)$/,
  );
  const both = `with one as (${insert(review)} returning 1), two as (${insert(sendBack)} returning 1) select * from one, two`;
  expect((await refusalFrom(as(fixture.reviewer.token, both))).code).toMatch(/^(23505|WL001)$/);
  const note = `('change', ${id}, 2, 'note', '{"comment": "x"}'::jsonb)`;
  expect((await refusalFrom(as(fixture.reviewer.token, insert(`${note}, ${review}`)))).code).toMatch(/^(23505|WL001)$/);
  const [row] = await fixture.owner`select status from changes where id = ${id}`;
  expect(row).toEqual({ status: "submitted" });
});

it("two changes of one system do not start beside each other in one statement", async () => {
  const one = await scheduled([-50, 5]);
  const two = await scheduled([6, 60]);
  const start = (id: number) => `('change', ${id}, (current_state('change', ${id})).step_seq, 'start')`;
  await takeStep(fixture.app, fixture.lead, "change", two, "schedule_over", {
    windowStart: new Date(Date.now() - 60_000).toISOString(),
    windowEnd: new Date(Date.now() + 600_000).toISOString(),
    reason: "x",
  });
  // The second is waived and may run beside the first; the first may not start beside the second.
  const statement = `insert into events (subject_type, subject_id, read_at, step) values ${start(two)}, ${start(one)}`;
  expect(await refusalFrom(as(fixture.operator.token, statement))).toMatchObject({ need: "system_idle" });
  await as(fixture.operator.token, `insert into events (subject_type, subject_id, read_at, step) values ${start(one)}`);
  await as(fixture.operator.token, `insert into events (subject_type, subject_id, read_at, step) values ${start(two)}`);
});

it("nor is a window taken beside a waived one", async () => {
  const approved = async () => {
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
      ...firstInput.normal(fixture),
      systems: [fixture.web],
    });
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
    await takeStep(fixture.app, fixture.lead, "change", id, "approve");
    return id;
  };
  const [one, two] = [await approved(), await approved()];
  const window = JSON.stringify({
    windowStart: new Date(Date.now() + 3_600_000).toISOString(),
    windowEnd: new Date(Date.now() + 7_200_000).toISOString(),
  });
  const values = `('change', ${one}, 4, 'schedule_over', '${window}'::jsonb || '{"reason": "x"}'), ('change', ${two}, 4, 'schedule', '${window}'::jsonb)`;
  expect(
    await refusalFrom(
      as(fixture.lead2.token, `insert into events (subject_type, subject_id, read_at, step, input) values ${values}`),
    ),
  ).toMatchObject({ need: "window_free" });
});
