import { afterAll, beforeAll, expect, it } from "vitest";
import { notices } from "@/lib/notices/notices";
import { noticeKinds } from "@/lib/rules/record";
import { refused, step } from "@/testing/steps";
import { newWorld, type World } from "@/testing/world";

// Each person chooses the kinds of e-mail that they get; the alert of a failure is nobody's to refuse.

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const choose = (emails?: unknown, who = world.operator, whose = who.id) =>
  step(world.app, who, "person", whose, "choose_emails", emails === undefined ? {} : { emails });
const unwanted = async () =>
  (await world.app`select kind from unwanted_emails where person_id = ${world.operator.id}`)
    .map(({ kind }) => kind)
    .sort();
const optional = noticeKinds.filter((kind) => !notices[kind].mandatory);

it("what was not chosen is not wanted, but for what nobody can refuse", async () => {
  await choose(["window_opening", "review_waiting"]);
  expect(await unwanted()).toEqual(
    optional.filter((kind) => kind !== "window_opening" && kind !== "review_waiting").sort(),
  );
  await choose(["window_overrun"]);
  expect(await unwanted()).toEqual(optional.filter((kind) => kind !== "window_overrun").sort());
  await choose();
  expect(await unwanted()).toEqual([...optional].sort());
  await choose([...noticeKinds]);
  expect(await unwanted()).toEqual([]);
});

it("by oneself, of the kinds that there are", async () => {
  expect(await refused(choose(["window_opening"], world.lead, world.operator.id))).toMatchObject({ because: "who" });
  expect(await refused(choose(["another"]))).toMatchObject({ because: "field", field: "emails" });
  expect(await refused(choose("window_opening"))).toMatchObject({ because: "field" });
});

it("by nobody's hand, the owner's included", async () => {
  await choose(["window_opening"]);
  const by = (statement: string) => refused(world.owner.unsafe(statement));
  const whose = world.operator.id;
  for (const statement of [
    `insert into unwanted_emails values (${whose}, 'window_opening')`,
    `insert into unwanted_emails values (${whose}, 'change_failed')`,
    "delete from unwanted_emails",
    "update unwanted_emails set kind = 'change_failed' where kind = 'review_waiting'",
    "truncate unwanted_emails",
  ])
    expect(await by(statement)).toMatchObject({ code: "WL001" });
});
