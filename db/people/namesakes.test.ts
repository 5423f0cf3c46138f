import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFreezes } from "@/db/calendar/read-freezes";
import { readChange } from "@/db/changes/read-change";
import { readHistory } from "@/db/changes/read-history";
import { readNames } from "@/db/report/read-names";
import { rosterSentence } from "@/lib/on-call/on-call-sentences";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { claimDeliveries, configure } from "@/testing/notice-queue";
import { hashOf, type SignedIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";
import { readPeople, readStaff } from "./read-people";

// Two people of one name, and two systems: wherever names are read they can be told apart, and nothing is decided by a name.

let fixture: Fixture;
let anna: SignedIn;
let otherAnna: SignedIn;
let portals: readonly number[];
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  [anna, otherAnna] = [
    await enter("a", "Anna Berg", "anna@acme.example"),
    await enter("b", "ANNA  Berg", "a.berg@acme.example"),
  ];
  const register = async (client: string) =>
    (await takeStep(fixture.app, fixture.operator, "system", null, "register", { name: "Portal", client })).id;
  portals = [await register("Acme"), await register("Borea")];
});
afterAll(() => fixture.drop());

async function enter(oidcSubject: string, name: string, email: string | null): Promise<SignedIn> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await fixture.signin<{ id: number }[]>`
    select sign_in('test', ${oidcSubject}, ${name}, ${email}, array['operator', 'reviewer'], null, ${hashOf(token)}) as id`;
  return { id: row?.id ?? 0, name, token };
}

describe("two people of one name", () => {
  it("have their address beside it in choices, lists and sentences; others have their name alone", async () => {
    const staff = await readStaff();
    const called = ({ id }: SignedIn) => staff.find((one) => one.id === id)?.name;
    expect([anna, otherAnna, fixture.operator].map(called)).toEqual([
      "Anna Berg (anna@acme.example)",
      "ANNA  Berg (a.berg@acme.example)",
      "Operator One",
    ]);
    const { id } = await takeStep(fixture.app, anna, "change", null, "draft", firstInput.normal(fixture));
    expect((await readHistory("change", id))[0]?.person).toEqual({
      id: anna.id,
      name: "Anna Berg (anna@acme.example)",
    });
    expect((await readNames()).people.get(otherAnna.id)).toBe("ANNA  Berg (a.berg@acme.example)");
  });

  it("have their number where the address is one, too, or there is none", async () => {
    const [third, fourth] = [await enter("c", "Lee", "team@acme.example"), await enter("d", "Lee", null)];
    const fifth = await enter("e", "Lee", "team@acme.example");
    const names = (await readNames()).people;
    expect([third, fourth, fifth].map(({ id }) => names.get(id))).toEqual(
      [third, fourth, fifth].map(({ id }) => `Lee (account ${id})`),
    );
  });

  it("are told apart by number where it is told who was on call", async () => {
    const shifts = [
      [
        otherAnna.id,
        new Date(Date.now() - 3_600_000).toISOString(),
        new Date(Date.now() + 3_600_000).toISOString(),
        "primary",
      ],
    ];
    await takeStep(fixture.app, fixture.lead, "roster", null, "place_shifts", { name: "Now", shifts });
    const { id } = await takeStep(fixture.app, anna, "change", null, "declare", firstInput.emergency(fixture));
    const change = await readChange(id);
    expect(change?.roster).toMatchObject({ onRoster: false, rostered: [{ id: otherAnna.id }] });
    expect(change?.who && change.roster && rosterSentence(change.who, change.roster)).toBe(
      "Anna Berg (anna@acme.example) was not on call then: ANNA  Berg (a.berg@acme.example) was (primary).",
    );
    const both = {
      onRoster: true,
      rostered: [
        { id: 1, name: "Lee", tier: "primary" },
        { id: 2, name: "Lee", tier: "secondary" },
      ],
    } as const;
    expect(rosterSentence({ id: 2, name: "Lee" }, both)).toBe(
      "Lee was on call then (secondary); so was Lee (primary).",
    );
  });

  it("are both on the pages of people, whichever page one of them ends", async () => {
    const all = (await readPeople()).map(({ id }) => id);
    const paged: number[] = [];
    let after: number | null = null;
    for (let page = await readPeople(after, 1); page.length > 0; page = await readPeople(after, 1)) {
      paged.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id ?? null;
    }
    expect(paged).toEqual(all);
    expect(paged).toEqual(expect.arrayContaining([anna.id, otherAnna.id]));
  });
});

describe("two systems of one name", () => {
  const acme = "Portal (Acme)";

  it("have their client beside it in a freeze, in what it refuses and in the report", async () => {
    const now = Date.now();
    const freeze = {
      ...{ name: "Rest", covers: `system:${portals[0]}`, reason: "Rest." },
      ...{ windowStart: new Date(now - 60_000).toISOString(), windowEnd: new Date(now + 3_600_000).toISOString() },
    };
    const { id } = await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", freeze);
    const { active } = await readFreezes();
    expect(active.find((one) => one.id === id)).toMatchObject({ covered: acme });
    const input = { ...firstInput.normal(fixture), systems: [portals[0]] };
    const change = await takeStep(fixture.app, fixture.operator, "change", null, "draft", input);
    await takeStep(fixture.app, fixture.operator, "change", change.id, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", change.id, "review");
    await takeStep(fixture.app, fixture.lead, "change", change.id, "approve");
    const window = {
      windowStart: new Date(now + 60_000).toISOString(),
      windowEnd: new Date(now + 120_000).toISOString(),
    };
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "change", change.id, "schedule", window)),
    ).toMatchObject({
      fact: { with: [{ of: acme }] },
    });
    expect([...(await readNames()).systems.values()].map(({ name }) => name)).toEqual(
      expect.arrayContaining([acme, "Portal (Borea)", "dns"]),
    );
    await takeStep(fixture.app, fixture.lead, "freeze", id, "lift_freeze", { reason: "Rested." });
  });

  it("have it in what is refused for their sake, and in an alert", async () => {
    await takeStep(fixture.app, fixture.operator, "system", portals[1] ?? 0, "retire_system", { reason: "Gone." });
    const input = { ...firstInput.normal(fixture), systems: [portals[1]] };
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", null, "draft", input))).toMatchObject({
      fact: { unmanaged: ["Portal (Borea)"] },
    });
    await configure(fixture, "slack");
    const emergency = { ...firstInput.emergency(fixture), systems: [portals[0]] };
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "declare", emergency);
    await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "Worse." });
    expect(JSON.stringify(await claimDeliveries(fixture.worker, "slack", 50))).toContain(acme);
  });
});
