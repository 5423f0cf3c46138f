import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attempt, crowd, makeOneCall, normalChanges } from "@/testing/model/crowd";
import { refused, step, stepIn } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

let world: World;
let many: ReturnType<typeof crowd>;

beforeAll(async () => {
  world = await newWorld();
  await makeOneCall(world);
  many = crowd(world, 16);
});
afterAll(async () => {
  await many.end();
  await world.drop();
});

const of = () => ({ author: world.operator.id, reviewer: world.reviewer.id, system: world.dns });
const comment = { comment: "In words." };
const reason = { reason: "In words." };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe("1,000 pairs of deciders: exactly one outcome each", () => {
  // Where both could follow each other lawfully, the form's number decides: what was read is no longer so.
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
        { token: world.lead.token, step: "approve" },
        { token: world.reviewer2.token, step: "reject", input: reason },
      ],
    },
    "approve and send back": {
      reviewed: true,
      pair: () => [
        { token: world.lead.token, step: "approve" },
        { token: world.reviewer.token, step: "send_back", input: comment },
      ],
    },
    "approve and approve": {
      reviewed: true,
      pair: () => [
        { token: world.lead.token, step: "approve" },
        { token: world.lead2.token, step: "approve" },
      ],
    },
    "one lead's double click": {
      reviewed: true,
      pair: () => [
        { token: world.lead.token, step: "approve" },
        { token: world.lead.token, step: "approve" },
      ],
    },
    "approve and take over, by one lead in two tabs": {
      reviewed: true,
      read: true,
      pair: () => [
        { token: world.lead.token, step: "approve" },
        { token: world.lead.token, step: "take_over", input: reason },
      ],
    },
    "review and take over, by one reviewer in two tabs": {
      reviewed: false,
      read: true,
      pair: () => [
        { token: world.reviewer2.token, step: "review" },
        { token: world.reviewer2.token, step: "take_over", input: reason },
      ],
    },
    "review and review": {
      reviewed: false,
      pair: () => [
        { token: world.reviewer.token, step: "review" },
        { token: world.reviewer2.token, step: "review" },
      ],
    },
    "review and revise": {
      reviewed: false,
      read: true,
      pair: () => [
        { token: world.reviewer.token, step: "review" },
        { token: world.operator.token, step: "revise", input: reason },
      ],
    },
    "approve and cancel": {
      reviewed: true,
      read: true,
      pair: () => [
        { token: world.lead.token, step: "approve" },
        { token: world.operator.token, step: "cancel", input: reason },
      ],
    },
    "send back and reject": {
      reviewed: false,
      pair: () => [
        { token: world.reviewer.token, step: "send_back", input: comment },
        { token: world.lead.token, step: "reject", input: reason },
      ],
    },
  };

  it.each(Object.entries(pairs))("100 pairs of %s", async (_, { reviewed, read, pair }) => {
    const ids = await normalChanges(world, 100, of(), reviewed);
    const readAt = read ? (reviewed ? 3 : 2) : null;
    const outcomes = await Promise.all(
      ids.map((id) => Promise.all(pair().map((one) => many.ask({ ...one, id, readAt })))),
    );
    for (const both of outcomes) expect(both.filter((said) => said === "taken")).toHaveLength(1);
    for (const said of outcomes.flat()) expect(["taken", "status", "stale"]).toContain(said);
    const [row] =
      await world.owner`select count(*) as events, count(distinct subject_id) as changes from events where subject_type = 'change' and subject_id = any (${ids}) and seq > ${reviewed ? 3 : 2}`;
    expect(row).toEqual({ events: 100, changes: 100 });
  });

  it("a reviewer who takes over and reviews at once does one of them", async () => {
    const ids = await normalChanges(world, 100, of(), false);
    const outcomes = await Promise.all(
      ids.map((id) =>
        Promise.all([
          many.ask({ token: world.reviewer2.token, id, step: "review" }),
          many.ask({ token: world.reviewer2.token, id, step: "take_over", input: reason }),
        ]),
      ),
    );
    for (const both of outcomes) expect(both.filter((said) => said === "taken")).toHaveLength(1);
    for (const said of outcomes.flat()) expect(["taken", "who", "stale"]).toContain(said);
  });
});

describe("one system", () => {
  const approved = async (wanted: number) => {
    const ids = await normalChanges(world, wanted, of(), true);
    for (const id of ids) expect(await many.ask({ token: world.lead.token, id, step: "approve" })).toBe("taken");
    return ids;
  };

  it("is won by one of 200 at once, and the others read why", async () => {
    const ids = await approved(200);
    const window = { windowStart: inMinutes(100), windowEnd: inMinutes(160) };
    const said = await Promise.all(
      ids.map((id) => many.ask({ token: world.operator.token, id, step: "schedule", input: window })),
    );
    expect(said.filter((word) => word === "taken")).toHaveLength(1);
    expect(new Set(said)).toEqual(new Set(["taken", "window_free"]));
  });

  it("and time is won by one of each of 200 pairs, and the other reads which change holds it and until when", async () => {
    const ids = await approved(400);
    const [{ name } = { name: "" }] = await world.owner<
      { name: string }[]
    >`select name from systems where id = ${world.dns}`;
    const pairs = Array.from({ length: 200 }, (_, place) => {
      const input = { windowStart: inMinutes(2000 + 20 * place), windowEnd: inMinutes(2015 + 20 * place) };
      return { input, both: [ids[2 * place] ?? 0, ids[2 * place + 1] ?? 0] };
    });
    const outcomes = await Promise.all(
      pairs.map(({ input, both }) =>
        Promise.all(
          both.map((id, place) =>
            many.answer({
              token: (place === 0 ? world.operator : world.operator2).token,
              id,
              step: "schedule",
              input,
            }),
          ),
        ),
      ),
    );
    for (const [place, answers] of outcomes.entries()) {
      const { input, both = [] } = pairs[place] ?? {};
      const winner = both[answers.findIndex(({ because }) => because === "taken")];
      const until = input?.windowEnd.replace("Z", "000Z");
      expect(answers.filter(({ because }) => because !== "taken")).toEqual([
        expect.objectContaining({
          need: "window_free",
          fact: { with: [{ number: `CHG-${winner}`, system: name, until }] },
        }),
      ]);
    }
    const held = await world.owner`select count(*) as n from holds where change_id = any (${ids})`;
    expect(held).toEqual([{ n: 200 }]);
  });

  it("is not taken beside a waived window that is only about to be", async () => {
    const [waived = 0, plain = 0] = await approved(2);
    const window = { windowStart: inMinutes(500), windowEnd: inMinutes(560) };
    let waiting: Promise<string> | undefined;
    await world.app.begin(async (tx) => {
      await stepIn(tx, world.lead2, "change", waived, "schedule_over", { ...window, ...reason });
      waiting = many.ask({ token: world.operator.token, id: plain, step: "schedule", input: window });
      await blocked();
    });
    expect(await waiting).toBe("window_free");
  });

  it("is not started on beside a change that is only about to start", async () => {
    const [first = 0, second = 0] = await approved(2);
    await world.owner`update installation set clock_offset = '1 day'`;
    const day = 24 * 60;
    const [window, over] = [
      { windowStart: inMinutes(day - 5), windowEnd: inMinutes(day + 60) },
      { windowStart: inMinutes(day - 4), windowEnd: inMinutes(day + 30) },
    ];
    expect(await many.ask({ token: world.operator.token, id: second, step: "schedule", input: window })).toBe("taken");
    expect(
      await many.ask({ token: world.lead2.token, id: first, step: "schedule_over", input: { ...over, ...reason } }),
    ).toBe("taken");
    let waiting: Promise<string> | undefined;
    await world.app.begin(async (tx) => {
      await stepIn(tx, world.operator, "change", first, "start");
      waiting = many.ask({ token: world.operator2.token, id: second, step: "start" });
      await blocked();
    });
    expect(await waiting).toBe("system_idle");
    await world.owner`update installation set clock_offset = '0'`;
  });
});

it("numbers have no gaps, whatever is rolled back meanwhile", async () => {
  const [{ last = 0 } = {}] = await world.owner<{ last: number }[]>`select max(id) as last from changes`;
  const given_up = new Error("given up");
  const attempts = Array.from({ length: 300 }, (_, place) =>
    world.app
      .begin(async (tx) => {
        const made = await stepIn(tx, world.operator, "change", null, "draft", firstInput.normal(world));
        if (place % 3 === 0) throw given_up;
        return made.id;
      })
      .catch((error: unknown) => {
        if (error !== given_up) throw error;
        return 0;
      }),
  );
  const refusals = Array.from({ length: 50 }, () =>
    refused(step(world.app, world.operator, "change", null, "draft", { type: "normal", title: "x", systems: [] })),
  );
  const made = (await Promise.all(attempts)).filter((id) => id > 0).toSorted((one, other) => one - other);
  await Promise.all(refusals);
  expect(made).toEqual(Array.from({ length: 200 }, (_, place) => last + 1 + place));
});

describe("the same form twice", () => {
  const post = (who: { token: string }, key: string, hash: string, id: number) =>
    world.app.begin(async (tx) => {
      await tx`select set_config('windlass.session', ${who.token}, true)`;
      const [before] = await tx<
        { answer: object | null }[]
      >`select take_post(${key}::uuid, sha256(${hash}::bytea)) as answer`;
      if (before?.answer) return { again: before.answer };
      const { event } = await stepIn(tx, who, "change", id, "note", comment);
      await tx`select answer_post(${key}::uuid, sha256(${hash}::bytea), ${JSON.stringify({ event })}::text::jsonb)`;
      return { first: { event } };
    });
  const key = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`;

  it("is one event and one answer, also at once", async () => {
    const [id = 0] = await normalChanges(world, 1, of(), false);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, place) => place).flatMap((place) => [
        post(world.operator, key(place), "hash", id),
        post(world.operator, key(place), "hash", id),
      ]),
    );
    expect(answers.filter((answer) => "first" in answer)).toHaveLength(100);
    const events = answers.map((answer) => JSON.stringify("first" in answer ? answer.first : answer.again));
    expect(new Set(events).size).toBe(100);
    expect(
      await world.owner`select count(*) as n from events where subject_type = 'change' and subject_id = ${id} and step = 'note'`,
    ).toEqual([{ n: 100 }]);
  });

  it("with other words, or by another person, is another", async () => {
    const [id = 0] = await normalChanges(world, 1, of(), false);
    for (const [who, hash] of [
      [world.operator, "one"],
      [world.operator, "two"],
      [world.operator2, "one"],
    ] as const)
      expect(await post(who, key(1000), hash, id)).toHaveProperty("first");
    expect(await post(world.operator, key(1000), "one", id)).toHaveProperty("again");
  });

  it("is judged anew when the first was refused", async () => {
    const [id = 0] = await normalChanges(world, 1, of(), false);
    expect(await refused(post(world.auditor, key(2000), "hash", id))).toMatchObject({ because: "who" });
    expect(await refused(post(world.auditor, key(2000), "hash", id))).toMatchObject({ because: "who" });
    expect(await post(world.operator, key(2000), "hash", id)).toHaveProperty("first");
  });

  it("takes no place and no answer for nobody", async () => {
    expect((await refused(world.app`select take_post(${key(3000)}::uuid, ''::bytea)`)).code).toMatch(/^(WL001|23502)$/);
    await world.app`select answer_post(${key(1)}::uuid, sha256('hash'), '{"forged": true}')`;
    expect(await world.superuser`select 1 from posts where answer ? 'forged'`).toEqual([]);
  });
});

// Waits until somebody waits for a lock.
async function blocked(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const rows =
      await world.superuser`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody waited");
}
