import { afterAll, beforeAll, expect, it } from "vitest";
import { notices } from "@/lib/notices/notices";
import { noticeKinds } from "@/lib/rules/record";
import { type Fixture, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Each person chooses the kinds of e-mail that they get; the alert of a failure is nobody's to refuse.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const choose = (emails?: unknown, who = fixture.operator, whose = who.id) =>
  takeStep(fixture.app, who, "person", whose, "choose_emails", emails === undefined ? {} : { emails });
const chosen = async () =>
  (await fixture.app`select kind from email_opt_outs where person_id = ${fixture.operator.id}`)
    .map(({ kind }) => kind)
    .sort();
const optional = noticeKinds.filter((kind) => !notices[kind].mandatory);

it("what was not chosen is not wanted, but for what nobody can refuse", async () => {
  await choose(["window_opening", "review_waiting"]);
  expect(await chosen()).toEqual(
    optional.filter((kind) => kind !== "window_opening" && kind !== "review_waiting").sort(),
  );
  await choose(["window_overrun"]);
  expect(await chosen()).toEqual(optional.filter((kind) => kind !== "window_overrun").sort());
  await choose();
  expect(await chosen()).toEqual([...optional].sort());
  await choose([...noticeKinds]);
  expect(await chosen()).toEqual([]);
});

it("by oneself, of the kinds that there are", async () => {
  expect(await refusalFrom(choose(["window_opening"], fixture.lead, fixture.operator.id))).toMatchObject({
    because: "who",
  });
  expect(await refusalFrom(choose(["another"]))).toMatchObject({ because: "field", field: "emails" });
  expect(await refusalFrom(choose("window_opening"))).toMatchObject({ because: "field" });
});

it("by nobody's hand, the owner's included", async () => {
  await choose(["window_opening"]);
  const by = (statement: string) => refusalFrom(fixture.owner.unsafe(statement));
  const whose = fixture.operator.id;
  for (const statement of [
    `insert into email_opt_outs values (${whose}, 'window_opening')`,
    `insert into email_opt_outs values (${whose}, 'change_failed')`,
    "delete from email_opt_outs",
    "update email_opt_outs set kind = 'change_failed' where kind = 'review_waiting'",
    "truncate email_opt_outs",
  ])
    expect(await by(statement)).toMatchObject({ code: "WL001" });
});
