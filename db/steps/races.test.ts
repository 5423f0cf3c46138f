import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { type Attempt, concurrentClient, createStepFunctions, normalChanges } from "@/testing/model/concurrent-client";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";

let fixture: Fixture;
let clients: ReturnType<typeof concurrentClient>;

beforeAll(async () => {
  fixture = await newFixture();
  await createStepFunctions(fixture);
  clients = concurrentClient(fixture, 16);
});
afterAll(async () => {
  await clients.end();
  await fixture.drop();
});

const changeSetup = () => ({ author: fixture.operator.id, reviewer: fixture.reviewer.id, system: fixture.dns });
const comment = { comment: "Read and understood." };
const reason = { reason: "No longer needed." };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe("1,000 pairs of concurrent decisions: exactly one outcome each", () => {
  // Where the rules permit both in turn, the expected version of the form refuses the second.
  const pairs: Record<
    string,
    {
      readonly reviewed: boolean;
      readonly read?: boolean;
      readonly pair: () => readonly [Omit<Attempt, "id">, Omit<Attempt, "id">];
    }
  > = {
    "approve and reject": {
      reviewed: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.reviewer2.token, step: "reject", input: reason },
      ],
    },
    "approve and send back": {
      reviewed: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.reviewer.token, step: "send_back", input: comment },
      ],
    },
    "approve and approve": {
      reviewed: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.lead2.token, step: "approve" },
      ],
    },
    "one lead's double click": {
      reviewed: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.lead.token, step: "approve" },
      ],
    },
    "approve and take over, by one lead in two tabs": {
      reviewed: true,
      read: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.lead.token, step: "take_over", input: reason },
      ],
    },
    "review and take over, by one reviewer in two tabs": {
      reviewed: false,
      read: true,
      pair: () => [
        { token: fixture.reviewer2.token, step: "review" },
        { token: fixture.reviewer2.token, step: "take_over", input: reason },
      ],
    },
    "review and review": {
      reviewed: false,
      pair: () => [
        { token: fixture.reviewer.token, step: "review" },
        { token: fixture.reviewer2.token, step: "review" },
      ],
    },
    "review and revise": {
      reviewed: false,
      read: true,
      pair: () => [
        { token: fixture.reviewer.token, step: "review" },
        { token: fixture.operator.token, step: "revise", input: reason },
      ],
    },
    "approve and cancel": {
      reviewed: true,
      read: true,
      pair: () => [
        { token: fixture.lead.token, step: "approve" },
        { token: fixture.operator.token, step: "cancel", input: reason },
      ],
    },
    "send back and reject": {
      reviewed: false,
      pair: () => [
        { token: fixture.reviewer.token, step: "send_back", input: comment },
        { token: fixture.lead.token, step: "reject", input: reason },
      ],
    },
  };

  it.each(Object.entries(pairs))("100 pairs of %s", async (_, { reviewed, read, pair }) => {
    const ids = await normalChanges(fixture, 100, changeSetup(), reviewed);
    const expectedVersion = read ? (reviewed ? 3 : 2) : null;
    const outcomes = await Promise.all(
      ids.map((id) => Promise.all(pair().map((one) => clients.ask({ ...one, id, expectedVersion })))),
    );
    for (const both of outcomes) expect(both.filter((outcome) => outcome === "taken")).toHaveLength(1);
    for (const outcome of outcomes.flat()) expect(["taken", "status", "stale"]).toContain(outcome);
    const [row] =
      await fixture.owner`select count(*) as events, count(distinct subject_id) as changes from events where subject_type = 'change' and subject_id = any (${ids}) and seq > ${reviewed ? 3 : 2}`;
    expect(row).toEqual({ events: 100, changes: 100 });
  });

  it("a reviewer who takes over and reviews at the same time succeeds with only one", async () => {
    const ids = await normalChanges(fixture, 100, changeSetup(), false);
    const outcomes = await Promise.all(
      ids.map((id) =>
        Promise.all([
          clients.ask({ token: fixture.reviewer2.token, id, step: "review" }),
          clients.ask({ token: fixture.reviewer2.token, id, step: "take_over", input: reason }),
        ]),
      ),
    );
    for (const both of outcomes) expect(both.filter((outcome) => outcome === "taken")).toHaveLength(1);
    for (const outcome of outcomes.flat()) expect(["taken", "who", "stale"]).toContain(outcome);
  });
});

describe("one system", () => {
  const approved = async (count: number) => {
    const ids = await normalChanges(fixture, count, changeSetup(), true);
    for (const id of ids) expect(await clients.ask({ token: fixture.lead.token, id, step: "approve" })).toBe("taken");
    return ids;
  };

  it("is reserved by one of 200 concurrent changes, and the others are told why not", async () => {
    const ids = await approved(200);
    const window = { windowStart: inMinutes(100), windowEnd: inMinutes(160) };
    const answers = await Promise.all(
      ids.map((id) => clients.ask({ token: fixture.operator.token, id, step: "schedule", input: window })),
    );
    expect(answers.filter((word) => word === "taken")).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(["taken", "window_free"]));
  });

  it("is reserved by one of each of 200 pairs, and the other is told which change holds it and until when", async () => {
    const ids = await approved(400);
    const [{ name } = { name: "" }] = await fixture.owner<
      { name: string }[]
    >`select name from systems where id = ${fixture.dns}`;
    const pairs = Array.from({ length: 200 }, (_, index) => {
      const input = { windowStart: inMinutes(2000 + 20 * index), windowEnd: inMinutes(2015 + 20 * index) };
      return { input, both: [ids[2 * index] ?? 0, ids[2 * index + 1] ?? 0] };
    });
    const outcomes = await Promise.all(
      pairs.map(({ input, both }) =>
        Promise.all(
          both.map((id, index) =>
            clients.answer({
              token: (index === 0 ? fixture.operator : fixture.operator2).token,
              id,
              step: "schedule",
              input,
            }),
          ),
        ),
      ),
    );
    for (const [index, answers] of outcomes.entries()) {
      const { input, both = [] } = pairs[index] ?? {};
      const winner = both[answers.findIndex(({ because }) => because === "taken")];
      const until = input?.windowEnd.replace("Z", "000Z");
      expect(answers.filter(({ because }) => because !== "taken")).toEqual([
        expect.objectContaining({
          need: "window_free",
          fact: { with: [{ number: `CHG-${winner}`, system: name, until }] },
        }),
      ]);
    }
    const held = await fixture.owner`select count(*) as n from system_reservations where change_id = any (${ids})`;
    expect(held).toEqual([{ n: 200 }]);
  });

  it("is not reserved beside a waived window that is about to commit", async () => {
    const [waived = 0, plain = 0] = await approved(2);
    const window = { windowStart: inMinutes(500), windowEnd: inMinutes(560) };
    let waiting: Promise<string> | undefined;
    await fixture.app.begin(async (tx) => {
      await takeStepIn(tx, fixture.lead2, "change", waived, "schedule_over", { ...window, ...reason });
      waiting = clients.ask({ token: fixture.operator.token, id: plain, step: "schedule", input: window });
      await blocked();
    });
    expect(await waiting).toBe("window_free");
  });

  it("does not let a change start beside one whose start is about to commit", async () => {
    const [first = 0, second = 0] = await approved(2);
    await fixture.owner`update installation set clock_offset = '1 day'`;
    const day = 24 * 60;
    const [window, over] = [
      { windowStart: inMinutes(day - 5), windowEnd: inMinutes(day + 60) },
      { windowStart: inMinutes(day - 4), windowEnd: inMinutes(day + 30) },
    ];
    expect(await clients.ask({ token: fixture.operator.token, id: second, step: "schedule", input: window })).toBe(
      "taken",
    );
    expect(
      await clients.ask({
        token: fixture.lead2.token,
        id: first,
        step: "schedule_over",
        input: { ...over, ...reason },
      }),
    ).toBe("taken");
    let waiting: Promise<string> | undefined;
    await fixture.app.begin(async (tx) => {
      await takeStepIn(tx, fixture.operator, "change", first, "start");
      waiting = clients.ask({ token: fixture.operator2.token, id: second, step: "start" });
      await blocked();
    });
    expect(await waiting).toBe("system_idle");
    await fixture.owner`update installation set clock_offset = '0'`;
  });
});

it("numbers have no gaps, whatever is rolled back", async () => {
  const [{ last = 0 } = {}] = await fixture.owner<{ last: number }[]>`select max(id) as last from changes`;
  const given_up = new Error("given up");
  const attempts = Array.from({ length: 300 }, (_, index) =>
    fixture.app
      .begin(async (tx) => {
        const made = await takeStepIn(tx, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
        if (index % 3 === 0) throw given_up;
        return made.id;
      })
      .catch((error: unknown) => {
        if (error !== given_up) throw error;
        return 0;
      }),
  );
  const refusals = Array.from({ length: 50 }, () =>
    refusalFrom(
      takeStep(fixture.app, fixture.operator, "change", null, "draft", { type: "normal", title: "x", systems: [] }),
    ),
  );
  const made = (await Promise.all(attempts)).filter((id) => id > 0).toSorted((one, other) => one - other);
  await Promise.all(refusals);
  expect(made).toEqual(Array.from({ length: 200 }, (_, index) => last + 1 + index));
});

describe("the same form twice", () => {
  const post = (who: { token: string }, key: string, hash: string, id: number) =>
    fixture.app.begin(async (tx) => {
      await tx`select set_config('windlass.session', ${who.token}, true)`;
      const [before] = await tx<
        { answer: object | null }[]
      >`select claim_idempotency_key(${key}::uuid, sha256(${hash}::bytea)) as answer`;
      if (before?.answer) return { again: before.answer };
      const { event } = await takeStepIn(tx, who, "change", id, "note", comment);
      await tx`select store_response(${key}::uuid, sha256(${hash}::bytea), ${JSON.stringify({ event })}::text::jsonb)`;
      return { first: { event } };
    });
  const key = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

  it("is one event and one response, even when sent concurrently", async () => {
    const [id = 0] = await normalChanges(fixture, 1, changeSetup(), false);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => index).flatMap((index) => [
        post(fixture.operator, key(index), "hash", id),
        post(fixture.operator, key(index), "hash", id),
      ]),
    );
    expect(answers.filter((answer) => "first" in answer)).toHaveLength(100);
    const events = answers.map((answer) => JSON.stringify("first" in answer ? answer.first : answer.again));
    expect(new Set(events).size).toBe(100);
    expect(
      await fixture.owner`select count(*) as n from events where subject_type = 'change' and subject_id = ${id} and step = 'note'`,
    ).toEqual([{ n: 100 }]);
  });

  it("is another request with other values, or from another person", async () => {
    const [id = 0] = await normalChanges(fixture, 1, changeSetup(), false);
    for (const [who, hash] of [
      [fixture.operator, "one"],
      [fixture.operator, "two"],
      [fixture.operator2, "one"],
    ] as const)
      expect(await post(who, key(1000), hash, id)).toHaveProperty("first");
    expect(await post(fixture.operator, key(1000), "one", id)).toHaveProperty("again");
  });

  it("is judged again when the first was refused", async () => {
    const [id = 0] = await normalChanges(fixture, 1, changeSetup(), false);
    expect(await refusalFrom(post(fixture.auditor, key(2000), "hash", id))).toMatchObject({ because: "who" });
    expect(await refusalFrom(post(fixture.auditor, key(2000), "hash", id))).toMatchObject({ because: "who" });
    expect(await post(fixture.operator, key(2000), "hash", id)).toHaveProperty("first");
  });

  it("is not recorded for somebody who is not signed in", async () => {
    expect((await refusalFrom(fixture.app`select claim_idempotency_key(${key(3000)}::uuid, ''::bytea)`)).code).toMatch(
      /^(WL001|23502)$/,
    );
    await fixture.app`select store_response(${key(1)}::uuid, sha256('hash'), '{"forged": true}')`;
    expect(await fixture.superuser`select 1 from idempotency_keys where response ? 'forged'`).toEqual([]);
  });
});

// Waits until a session waits for a lock.
async function blocked(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const rows =
      await fixture.superuser`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("no session waited for a lock");
}
