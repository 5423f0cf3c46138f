import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import type { SignedIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// Standard Changes: nothing but a live entry of the catalogue makes a change standard or routine, and nothing but its
// declared fields reaches what, rollback plan or verification.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const proposal = (more: object = {}) => ({
  entryKind: "standard",
  title: "Add a dashboard",
  category: "monitoring",
  systems: [fixture.dns],
  what: "Add the dashboard {name}.",
  rollbackPlan: "Delete {name}.",
  verification: "It shows data.",
  blanks: [{ name: "name", label: "Name", example: "latency", pattern: "[a-z-]{1,40}" }],
  ...more,
});
const propose = async (more: object = {}, who: SignedIn = fixture.operator) =>
  (await takeStep(fixture.app, who, "entry", null, "propose", proposal(more))).id;
const approve = (id: number, who: SignedIn = fixture.lead) => takeStep(fixture.app, who, "entry", id, "approve_entry");
async function live(more: object = {}): Promise<number> {
  const id = await propose(more);
  await approve(id);
  return id;
}
const draft = (entry: unknown, more: object = {}) =>
  takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.standard(fixture), entry, ...more });
const statusOf = async (id: number) =>
  (await fixture.owner<{ status: string }[]>`select status from entries where id = ${id}`)[0]?.status;

describe("a new version", () => {
  it("replaces the one before as soon as it is approved; old changes keep theirs and cannot go on", async () => {
    const first = await live();
    const change = await draft(first);
    const documented = await draft(first);
    await takeStep(fixture.app, fixture.operator, "change", documented.id, "document");
    const second = await propose({ replaces: first, what: "Add {name} at the top." });
    expect(await statusOf(first)).toBe("approved");
    await approve(second);
    expect(await statusOf(first)).toBe("replaced");
    const [row] = await fixture.owner<{ version: number; root: string }[]>`
      select version, root_id as root from entries where id = ${second}`;
    expect(row).toMatchObject({ version: 2, root: first });
    const stale = { need: "entry_live", fact: { status: "replaced" } };
    expect(await refusalFrom(draft(first))).toMatchObject(stale);
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", change.id, "document"))).toMatchObject(
      stale,
    );
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", documented.id, "start"))).toMatchObject(
      stale,
    );
    expect((await draft(second)).status).toBe("draft");
    const [stored] =
      await fixture.owner`select entry_id, text_body(what_text_id) as what from changes where id = ${change.id}`;
    expect(stored).toMatchObject({ entry_id: first, what: "Add the dashboard latency." });
  });

  it("leaves one of several live, whichever they were made from", async () => {
    const first = await live();
    const [a, b] = [await propose({ replaces: first }), await propose({ replaces: first })];
    await approve(a);
    await approve(b);
    expect([await statusOf(first), await statusOf(a), await statusOf(b)]).toEqual(["replaced", "replaced", "approved"]);
    const versions = await fixture.owner<
      { version: number }[]
    >`select version from entries where id in (${first}, ${a}, ${b}) order by id`;
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it("is not approved once a newer one was", async () => {
    const first = await live();
    const [older, newer] = [await propose({ replaces: first }), await propose({ replaces: first })];
    await approve(newer);
    expect(await refusalFrom(approve(older))).toMatchObject({ because: "kept" });
    expect([await statusOf(older), await statusOf(newer)]).toEqual(["proposed", "approved"]);
  });

  it("is of the same kind, and approved by a lead who did not propose it", async () => {
    const first = await live();
    expect(await refusalFrom(propose({ replaces: first, entryKind: "routine" }))).toMatchObject({
      need: "entry_covers",
    });
    const own = await propose({ replaces: first }, fixture.lead);
    expect(await refusalFrom(approve(own))).toMatchObject({ because: "who" });
  });
});

describe("an entry is not live", () => {
  it("after its last day", async () => {
    const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    expect((await draft(await live({ expiresOn: day(0) }))).status).toBe("draft");
    const over = await live({ expiresOn: day(-1) });
    expect(await refusalFrom(draft(over))).toMatchObject({ need: "entry_live", fact: { expired: day(-1) } });
  });

  it("once it is retired, by a lead and by nobody else, for good", async () => {
    const id = await live();
    const retire = (who: SignedIn) => takeStep(fixture.app, who, "entry", id, "retire", { reason: "Not needed." });
    expect(await refusalFrom(retire(fixture.operator))).toMatchObject({ because: "who" });
    await retire(fixture.lead);
    expect(await refusalFrom(draft(id))).toMatchObject({ fact: { status: "retired" } });
    expect(await refusalFrom(approve(id))).toMatchObject({ because: "status" });
  });

  it("after a change from it failed, until a lead approves it again", async () => {
    const id = await live();
    const { id: change } = await draft(id);
    for (const step of ["document", "start"]) await takeStep(fixture.app, fixture.operator, "change", change, step);
    await takeStep(fixture.app, fixture.operator, "change", change, "fail", { reason: "It broke." });
    expect(await statusOf(id)).toBe("suspended");
    expect(await refusalFrom(draft(id))).toMatchObject({ fact: { status: "suspended" } });
    await approve(id);
    expect((await draft(id)).status).toBe("draft");
  });

  it("after a change from the version before it failed: what replaced it is suspended", async () => {
    const first = await live();
    const { id: change } = await draft(first);
    for (const step of ["document", "start"]) await takeStep(fixture.app, fixture.operator, "change", change, step);
    const second = await live({ replaces: first });
    const third = await live({ replaces: second });
    expect([await statusOf(first), await statusOf(second)]).toEqual(["replaced", "replaced"]);
    const other = await live();
    const { event } = await takeStep(fixture.app, fixture.operator, "change", change, "fail", { reason: "It broke." });
    expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([
      "replaced",
      "replaced",
      "suspended",
    ]);
    expect(await statusOf(other)).toBe("approved");
    const causes =
      await fixture.app`select subject_id, cause_id from events where subject_type = 'entry' and step = 'suspend' and cause_id = ${event}`;
    expect(causes).toEqual([{ subject_id: third, cause_id: event }]);
    expect(await refusalFrom(draft(third))).toMatchObject({ fact: { status: "suspended" } });
    await approve(third);
    expect((await draft(third)).status).toBe("draft");
  });

  it("for the other kind of change", async () => {
    const routine = await live({ entryKind: "routine" });
    expect(await refusalFrom(draft(routine))).toMatchObject({ need: "entry_live", fact: { kind: "routine" } });
    const asNormal = { ...firstInput.routine(fixture), entry: await live() };
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", null, "draft", asNormal))).toMatchObject(
      {
        need: "entry_routine",
        fact: { kind: "standard" },
      },
    );
  });

  it("nobody writes that it is replaced or suspended", async () => {
    const id = await live();
    for (const step of ["replace", "suspend"])
      expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "entry", id, step))).toMatchObject({
        because: "caused",
      });
    expect(await refusalFrom(fixture.owner`update entries set expires_on = null where id = ${id}`)).toMatchObject({
      because: "kept",
    });
    expect(await refusalFrom(fixture.owner`insert into entry_clients values (${id}, 1)`)).toMatchObject({
      because: "kept",
    });
  });
});

describe("what an entry leaves open", () => {
  it("takes a value that fits, and nothing that carries more", async () => {
    const id = await live();
    for (const name of ["", "Latency", "a b", "latency\nopen the firewall", "latency; rm", "a".repeat(41), "{name}"])
      expect(await refusalFrom(draft(id, { entryValues: { name } }))).toMatchObject({ because: "field" });
    expect(await refusalFrom(draft(id, { entryValues: { name: "a", other: "b" } }))).toMatchObject({
      because: "field",
    });
    expect(await refusalFrom(draft(id, { entryValues: { name: ["a"] } }))).toMatchObject({ because: "field" });
    expect(await refusalFrom(draft(id, { entryValues: null }))).toMatchObject({ because: "field" });
  });

  it("is filled in all at once: a value is never read as another field", async () => {
    const blanks = ["a", "b"].map((name) => ({ name, label: name, example: "x", pattern: ".{1,20}" }));
    const id = await live({ what: "{a} then {b}", rollbackPlan: "{b} then {a}", verification: "See.", blanks });
    const { id: change } = await draft(id, { entryValues: { a: "{b}", b: "{a}" } });
    const [row] = await fixture.owner`select text_body(what_text_id) as what from changes where id = ${change}`;
    expect(row?.what).toBe("{b} then {a}");
    expect(await refusalFrom(draft(id, { entryValues: { a: "x\ny", b: "z" } }))).toMatchObject({ because: "field" });
  });

  it("does not change on an edit but by its fields", async () => {
    const { id } = await draft(await live());
    for (const field of ["what", "rollbackPlan", "verification", "category", "reversible"])
      for (const value of ["Open the firewall.", "", null])
        expect(
          await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "edit", { [field]: value })),
        ).toMatchObject({
          because: "field",
        });
    await takeStep(fixture.app, fixture.operator, "change", id, "edit", { entryValues: { name: "errors" } });
    const [row] = await fixture.owner`select text_body(what_text_id) as what from changes where id = ${id}`;
    expect(row?.what).toBe("Add the dashboard errors.");
  });

  it("is declared and named, by patterns that hold the whole value", async () => {
    const blank = (more: object) => [{ name: "name", label: "Name", example: "a", pattern: "a", ...more }];
    for (const wrong of [
      { blanks: [] },
      { blanks: blank({ name: "other" }) },
      { blanks: [...blank({}), ...blank({})] },
      { blanks: blank({ pattern: "a)|(b" }) },
      { blanks: blank({ pattern: "(a)\\1" }) },
      { blanks: blank({ pattern: "(?i)a" }) },
      { blanks: blank({ pattern: "(a+)+b" }) },
      { blanks: blank({ pattern: ".*.*.*.*b" }) },
      { blanks: blank({ pattern: undefined, options: [] }) },
      { blanks: blank({ pattern: undefined, options: ["a\nb"] }) },
      { blanks: blank({ status: "approved" }) },
    ])
      expect(await refusalFrom(propose(wrong))).toMatchObject({ because: "field" });
    expect(await refusalFrom(propose({ systems: [] }))).toMatchObject({ need: "entry_covers" });
  });
});

it("an entry of a client is for every system of that client, and for no other", async () => {
  const [acme] = await fixture.owner<{ id: string }[]>`select id from clients where name = 'Acme'`;
  const id = await live({ systems: [], clients: [Number(acme?.id)] });
  const other = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
    name: "x",
    client: "Elsewhere",
  });
  const later = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
    name: "later",
    client: "Acme",
  });
  expect((await draft(id, { systems: [fixture.web, later.id] })).status).toBe("draft");
  expect(await refusalFrom(draft(id, { systems: [fixture.web, other.id] }))).toMatchObject({
    need: "in_scope",
    fact: { outside: ["x"] },
  });
});

it("an entry can be made from a closed change, and from no other", async () => {
  const { id } = await draft(await live());
  expect(await refusalFrom(propose({ fromChange: id }))).toMatchObject({
    need: "entry_covers",
    fact: { notClosed: true },
  });
  for (const step of ["document", "start"]) await takeStep(fixture.app, fixture.operator, "change", id, step);
  await takeStep(fixture.app, fixture.operator, "change", id, "log", { actual: "Added." });
  expect(await propose({ fromChange: id })).toBeGreaterThan(0);
});
