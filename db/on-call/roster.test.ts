import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { type OnCallPerson, onCallAfter, type RosterEvent } from "@/db/replay/roster-from-events";
import { rotationShifts } from "@/lib/on-call/rotation";
import type { Shift } from "@/lib/on-call/shifts";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { type SeededRandom, seededRandom } from "@/testing/model/seeded-random";
import type { SignedIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const hour = 3_600_000;
const day = 24 * hour;
const iso = (at: number) => new Date(at).toISOString();
const now = () => Date.now();

describe("who was on call at T, from 300 random rosters, in the database and from their events alone", () => {
  const year = Date.parse("2025-01-06T00:00:00Z");

  // A year and a half of turns by the clocks of zones that change theirs, now and then at the time at which they do.
  const rotations = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"].flatMap((zone) =>
    ["09:00", "02:30", "01:30"].map((clock, index) => {
      const days = [1, 7, 5][index];
      const first = `2025-01-05T${clock}`;
      const people = ["1"];
      const rotation = rotationShifts({
        people,
        first,
        zone,
        days: `${days}`,
        turns: `${Math.ceil(540 / (days ?? 1))}`,
        tier: "primary",
      });
      return rotation.ok ? rotation.shifts : [];
    }),
  );

  it("is the same, at every edge and between", async () => {
    const differences: string[] = [];
    let compared = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const { events, times, found, gaps } = await placeAtRandom(seededRandom(seed));
      const byEvents = onCallAfter(events);
      const expected = times.map((at) => plain(byEvents(at)));
      compared += times.length;
      times.forEach((at, index) => {
        if (expected[index] !== found[index])
          differences.push(`roster ${seed} at ${at}: ${found[index]}, by its events ${expected[index]}`);
        if (gaps[index] === /primary/.test(expected[index] ?? "")) differences.push(`roster ${seed} at ${at}: gap`);
      });
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });

  // Placed, taken over and withdrawn in a transaction that is never committed.
  async function placeAtRandom(dice: SeededRandom) {
    const undone = new Error("undone");
    let result = { events: [] as RosterEvent[], times: [] as string[], found: [] as string[], gaps: [] as boolean[] };
    const attempt = fixture.owner.begin(async (tx) => {
      let at = year;
      const placed: number[] = [];
      for (let count = 2 + dice.below(7); count > 0; count -= 1) {
        at += dice.below(30) * day + dice.below(day);
        const by = dice.of([fixture.operator, fixture.operator2, fixture.reviewer]).id;
        const kind =
          placed.length === 0
            ? "place_shifts"
            : dice.of(["place_shifts", "take_on_call", "take_on_call", "withdraw_shifts"]);
        const open = kind === "withdraw_shifts" ? dice.of(placed) : null;
        if (open) placed.splice(placed.indexOf(open), 1);
        const input =
          kind === "place_shifts"
            ? { name: "Random", shifts: shiftsFrom(dice, at) }
            : kind === "take_on_call"
              ? dice.below(2)
                ? { windowEnd: iso(at + hour + dice.below(6 * day)) }
                : {}
              : { reason: "Ill." };
        const [row] = await tx<{ id: number }[]>`
          insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
          values ('roster', ${open}, ${kind}, ${by}, true, ${iso(at)}, ${JSON.stringify(input)}::text::jsonb) returning subject_id as id`;
        if (kind !== "withdraw_shifts" && row) placed.push(row.id);
      }
      const recorded = await tx<
        { canonical: string }[]
      >`select canonical from events where subject_type = 'roster' order by id`;
      const events = recorded.map(({ canonical }): RosterEvent => JSON.parse(canonical));
      const times = instantsOf(dice, events);
      const rows = await tx<{ called: OnCallPerson[]; gap: boolean }[]>`
        select coalesce((select jsonb_agg(jsonb_build_object('tier', o.tier, 'person', o.person_id, 'until', utc(o.until))) from on_call_at(t.at) o), '[]') as called,
          exists (select from uncovered_times(t.at, t.at + interval '1 microsecond')) as gap
        from unnest(${times}::timestamptz[]) with ordinality t (at, place) order by t.place`;
      result = { events, times, found: rows.map(({ called }) => plain(called)), gaps: rows.map(({ gap }) => gap) };
      throw undone;
    });
    await expect(attempt).rejects.toBe(undone);
    return result;
  }

  // Overlaps, gaps and retroactive shifts, and parts of those rotations by people in chance's order.
  function shiftsFrom(dice: SeededRandom, at: number): readonly Shift[] {
    const people = [fixture.operator, fixture.operator2, fixture.reviewer, fixture.lead].map(({ id }) => String(id));
    const tier = dice.of(["primary", "primary", "secondary"] as const);
    if (dice.below(3) === 0) {
      const shifts = Array.from({ length: 1 + dice.below(6) }, (): Shift => {
        const from = at - 5 * day + dice.below(40 * day);
        return [Number(dice.of(people)), iso(from), iso(from + hour + dice.below(9 * day)), tier];
      });
      return [...shifts, [Number(dice.of(people)), iso(at + day), iso(at + 2 * day), tier]];
    }
    const turns = dice.of(rotations);
    const begin = Math.max(0, turns.findIndex(([, , until]) => Date.parse(until) > at) - dice.below(3));
    const order = dice.some(people).concat(people.slice(0, 1));
    const some = turns
      .slice(begin, begin + 4 + dice.below(12))
      .map(([, from, until], index): Shift => [Number(order[index % order.length]), from, until, tier]);
    return [...some, [Number(people[0]), iso(at + 20 * day), iso(at + 21 * day), tier]];
  }

  function instantsOf(dice: SeededRandom, events: readonly RosterEvent[]): string[] {
    const edges = events.flatMap(({ at, data }) => [
      at,
      ...(data.windowEnd ? [data.windowEnd] : []),
      ...(data.shifts ?? []).flatMap(([, from, until]) => [from, until]),
    ]);
    const some = edges.filter(() => dice.below(edges.length) < 15).flatMap((at) => [at, micro(at)]);
    const between = Array.from({ length: 20 }, () => `${iso(year + dice.below(400 * day)).slice(0, -1)}000Z`);
    return [...some, ...between];
  }

  const micro = (at: string) => `${at.slice(0, 19)}.${String(Number(at.slice(20, 26)) + 1).padStart(6, "0")}Z`;
  const plain = (called: readonly OnCallPerson[]) =>
    called
      .map(({ tier, person, until }) => `${tier} ${person} until ${until}`)
      .sort()
      .join(", ");
});

const placeShifts = (who: SignedIn, shifts: readonly Shift[], name = "Shifts") =>
  takeStep(fixture.app, who, "roster", null, "place_shifts", { name, shifts });
const onCall = async (at: string) =>
  (
    await fixture.app<
      { tier: string; person: number }[]
    >`select tier, person_id as person from on_call_at(${at}::timestamptz)`
  ).map(({ tier, person }) => `${tier} ${person}`);

describe("what is placed", () => {
  it("says nothing of the time before it was placed, and leaves out what is over", async () => {
    const { operator2 } = fixture;
    const from = now();
    const { id } = await placeShifts(operator2, [
      [operator2.id, iso(from - 9 * day), iso(from - 8 * day), "primary"],
      [operator2.id, iso(from - 2 * day), iso(from + 2 * day), "primary"],
    ]);
    expect(await onCall(iso(from - day))).toEqual([]);
    expect(await onCall(iso(from + day))).toEqual([`primary ${operator2.id}`]);
    expect(await fixture.app`select count(*)::integer as n from shifts where roster_id = ${id}`).toEqual([{ n: 1 }]);
    await takeStep(fixture.app, operator2, "roster", id, "withdraw_shifts", { reason: "A mistake." });
    expect(await onCall(iso(from + day))).toEqual([]);
    expect(
      await refusalFrom(takeStep(fixture.app, operator2, "roster", id, "withdraw_shifts", { reason: "Again." })),
    ).toMatchObject({
      because: "status",
    });
  });

  it.each<[string, () => readonly Shift[], object]>([
    [
      "ends before it starts",
      () => [[fixture.operator.id, iso(now() + day), iso(now() + hour), "primary"]],
      { order: true },
    ],
    ["is over", () => [[fixture.operator.id, iso(now() - day), iso(now() - hour), "primary"]], { past: true }],
    [
      "lasts for more than three years",
      () => [[fixture.operator.id, iso(now()), iso(now() + 1100 * day), "primary"]],
      { many: true },
    ],
  ])("is refused when it %s", async (_, shifts, fact) => {
    expect(await refusalFrom(placeShifts(fixture.operator, shifts()))).toMatchObject({ need: "shifts_bounded", fact });
  });

  it("is refused of nobody, of no tier, of more than 1,000 and of nothing", async () => {
    const one = [fixture.operator.id, iso(now()), iso(now() + hour), "primary"];
    for (const shifts of [
      [[999_999, ...one.slice(1)]],
      [[...one.slice(0, 3), "tertiary"]],
      Array(1001).fill(one),
      [],
      "x",
      [["x"]],
    ])
      expect(
        await refusalFrom(
          takeStep(fixture.app, fixture.operator, "roster", null, "place_shifts", { name: "x", shifts }),
        ),
      ).toMatchObject({
        field: "shifts",
      });
  });

  it("is nobody's but an operator's", async () => {
    const shift: Shift = [fixture.operator.id, iso(now()), iso(now() + hour), "primary"];
    for (const who of [fixture.auditor, fixture.nobody]) {
      expect(await refusalFrom(placeShifts(who, [shift]))).toMatchObject({ because: "who" });
      expect(await refusalFrom(takeStep(fixture.app, who, "roster", null, "take_on_call"))).toMatchObject({
        because: "who",
      });
    }
  });

  it("is of nobody who could not act", async () => {
    for (const who of [fixture.auditor, fixture.nobody]) {
      const shift: Shift = [who.id, iso(now()), iso(now() + hour), "primary"];
      expect(await refusalFrom(placeShifts(fixture.operator, [shift]))).toMatchObject({
        need: "shifts_bounded",
        fact: { who: true },
      });
    }
  });
});

describe("a take-over", () => {
  it("lasts for twelve hours, to the end of the running shift, or as long as is said, at most seven days", async () => {
    const { operator, operator2, lead } = fixture;
    const until = async (id: number) =>
      Number(
        (
          await fixture.app`select extract(epoch from upper(during) - lower(during)) / 3600 as hours from shifts where roster_id = ${id}`
        )[0]?.hours,
      );
    const take = async (who: SignedIn, input = {}) =>
      (await takeStep(fixture.app, who, "roster", null, "take_on_call", input)).id;
    const first = await take(operator);
    expect(await until(first)).toBe(12);
    const placed = await placeShifts(operator2, [[operator2.id, iso(now() - hour), iso(now() + 30 * hour), "primary"]]);
    const second = await take(lead);
    expect(await until(second)).toBeCloseTo(30, 2);
    const third = await take(operator, { windowEnd: iso(now() + 2 * hour) });
    expect(await until(third)).toBeCloseTo(2, 2);
    expect(await onCall(iso(now() + hour))).toEqual([`primary ${operator.id}`]);
    expect(await onCall(iso(now() + 3 * hour))).toEqual([`primary ${lead.id}`]);
    for (const windowEnd of [iso(now() - hour), iso(now() + 7 * day + hour)])
      expect(await refusalFrom(take(operator, { windowEnd }))).toMatchObject({
        need: "shifts_bounded",
        fact: { takeOver: true },
      });
    for (const id of [first, second, third, placed.id])
      await takeStep(fixture.app, operator, "roster", id, "withdraw_shifts", { reason: "Tidied." });
    expect(await onCall(iso(now() + hour))).toEqual([]);
  });
});

describe("a declaration", () => {
  const fiveFacts = { what: "Moved it.", why: "It was down.", rollbackPlan: "Move it back." };
  const declare = async (who: SignedIn, input = {}) => {
    const { id } = await takeStep(fixture.app, who, "change", null, "declare", {
      ...firstInput.emergency(fixture),
      ...input,
    });
    const [row] = await fixture.app<{ on: boolean | null; rostered: unknown }[]>`
      select on_roster as on, rostered from declared_rosters where change_id = ${id}`;
    return { id, ...row };
  };
  const documented = async (who: SignedIn, id: number, input: object) => {
    const [change] = await fixture.app`select ended_at from changes where id = ${id}`;
    if (!change?.ended_at) await takeStep(fixture.app, who, "change", id, "finish", { actual: "Done." });
    return takeStep(fixture.app, who, "change", id, "document", { ...fiveFacts, category: "DNS", ...input });
  };

  it("of a time before any shift finds that no roster was kept", async () => {
    const { id, on, rostered } = await declare(fixture.operator2, {
      startedAt: "2019-01-01T00:00Z",
      trigger: "made_without_record",
    });
    expect({ on, rostered }).toEqual({ on: null, rostered: [] });
    await documented(fixture.operator2, id, {});
  });

  it("records who was on call at its claimed start; who was not among them explains it", async () => {
    const { operator, operator2, reviewer } = fixture;
    const shift = (who: SignedIn, tier: Shift[3]): Shift => [who.id, iso(now()), iso(now() + hour), tier];
    const { id: roster } = await placeShifts(operator, [shift(operator, "primary"), shift(reviewer, "secondary")]);
    const rostered = [
      [operator.id, "primary"],
      [reviewer.id, "secondary"],
    ];
    const on = await declare(operator);
    expect(on).toMatchObject({ on: true, rostered });
    await documented(operator, on.id, {});
    const off = await declare(operator2);
    expect(off).toMatchObject({ on: false, rostered });
    expect(await refusalFrom(documented(operator2, off.id, {}))).toMatchObject({
      need: "off_roster_explained",
      fact: { name: operator2.name },
    });
    for (const explanation of [" ", "\u200b\u2060\ufeff"])
      expect(await refusalFrom(documented(operator2, off.id, { explanation }))).toMatchObject({
        need: "off_roster_explained",
      });

    await takeStep(fixture.app, operator, "roster", roster, "withdraw_shifts", { reason: "All ill." });
    await placeShifts(operator2, [[operator2.id, iso(now() - day), iso(now() + hour), "primary"]]);
    expect(
      await fixture.app`select on_roster as on, rostered from declared_rosters where change_id = ${off.id}`,
    ).toEqual([{ on: false, rostered }]);
    await documented(operator2, off.id, { explanation: "I was nearest." });
    // Sent back for its words, it is explained already.
    await takeStep(fixture.app, fixture.lead, "change", off.id, "return", { comment: "Say more." });
    await takeStep(fixture.app, operator2, "change", off.id, "document", { ...fiveFacts, category: "DNS" });
  });

  it("counts as off the roster when nobody is on call", async () => {
    const [gap] = await fixture.app<
      { starts: string }[]
    >`select utc(starts) as starts from uncovered_times(now() - interval '1 minute', now() + interval '1 day')`;
    expect(gap).toBeDefined();
    await fixture.owner`update installation set clock_offset = '2 days'`;
    const { id, on, rostered } = await declare(fixture.operator2);
    expect({ on, rostered }).toEqual({ on: false, rostered: [] });
    expect(await refusalFrom(documented(fixture.operator2, id, {}))).toMatchObject({
      fact: { name: fixture.operator2.name, nobody: true },
    });
    await fixture.owner`update installation set clock_offset = '0'`;
  });

  it("writes its roster itself: nobody else does", async () => {
    const { id } = await declare(fixture.operator);
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "record_roster", { rostered: [] })),
    ).toMatchObject({ because: "caused" });
    expect(
      await refusalFrom(fixture.owner`update declared_rosters set on_roster = true where change_id = ${id}`),
    ).toMatchObject({
      refusal: "by_events_alone",
    });
    expect(await refusalFrom(fixture.owner`delete from shifts`)).toMatchObject({ refusal: "by_events_alone" });
    expect(await refusalFrom(fixture.owner`truncate rosters cascade`)).toMatchObject({ refusal: "not_emptied" });
  });
});

it("the roster and what was recorded of it are what the events say, and every chain holds", async () => {
  expect(await fixture.app`select from declared_rosters`).not.toHaveLength(0);
  expect(await replayDifferences(fixture.owner)).toEqual([]);
  expect(await chainErrors(fixture.superuser)).toEqual([]);
});
