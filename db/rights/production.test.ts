import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "@/db/install/migrate";
import { moveClock } from "@/db/install/move-clock";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// A production is one for ever: no past times, no moved clock, also for its owner.

let db: TestDatabase;
let operator: SignedIn;

beforeAll(async () => {
  db = await emptyDatabase();
  await migrate(db.url("owner"), "production");
  operator = await signIn(db.signin, "operator", "operator");
});
afterAll(() => db.drop());

describe("in production the database refuses", () => {
  it("the loader", async () => {
    const loaded = db.owner`insert into events (subject_type, step, person_id, loaded, received_at, input)
      values ('system', 'register', ${operator.id}, true, now() - interval '1 day', '{"name": "x", "client": "y"}')`;
    expect(await refusalFrom(loaded)).toMatchObject({ because: "loader" });
  });

  it("the order of a history", async () => {
    const [row] = await db.app`select request_history(${hashOf(operator.token)}, 10) as outcome`;
    expect(row?.outcome).toBe("production");
  });

  it("a moved clock", async () => {
    expect(await refusalFrom(db.owner`update installation set clock_offset = '1 day'`)).toMatchObject({
      code: "23514",
    });
    await expect(moveClock(db.url("owner"), "1 day")).rejects.toThrow(/^Only a demonstration's clock can be moved/);
  });

  it("becoming a demonstration", async () => {
    for (const statement of [
      "update installation set kind = 'demo'",
      "delete from installation",
      "truncate installation",
      "insert into installation (id, kind) values (2, 'demo')",
    ])
      expect((await refusalFrom(db.owner.unsafe(statement))).code).toMatch(/^(WL001|23514)$/);
    await migrate(db.url("owner"), "demo");
    expect(await db.owner`select kind from installation`).toEqual([{ kind: "production" }]);
  });

  it("nothing that the policy allows", async () => {
    const { id } = await takeStep(db.app, operator, "system", null, "register", { name: "dns", client: "Acme" });
    await takeStep(db.app, operator, "change", null, "declare", {
      trigger: "restore_service",
      what: "In words.",
      systems: [id],
    });
  });
});

describe("migrating", () => {
  it("again changes nothing but that each start is recorded, also when two do it at once", async () => {
    const rules = () => db.owner`
      select count(*) as rules, (select count(*) from events where step <> 'record_rulebook') as events from rules`;
    const before = await rules();
    await Promise.all([migrate(db.url("owner"), "production"), migrate(db.url("owner"), "production")]);
    expect(await rules()).toEqual(before);
  });

  it("an empty database by two at once makes one installation", async () => {
    const empty = await emptyDatabase();
    try {
      await Promise.all([migrate(empty.url("owner"), "demo"), migrate(empty.url("owner"), "demo")]);
      expect(await empty.owner`select kind from installation`).toEqual([{ kind: "demo" }]);
    } finally {
      await empty.drop();
    }
  });
});

it("in a demonstration the clock moves for every rule, and sessions live on", async () => {
  const demo = await emptyDatabase();
  try {
    await migrate(demo.url("owner"), "demo");
    const who = await signIn(demo.signin, "operator", "operator");
    await demo.owner`update installation set clock_offset = '40 days'`;
    const { id } = await takeStep(demo.app, who, "system", null, "register", { name: "dns", client: "Acme" });
    const [event] =
      await demo.app`select received_at > clock_timestamp() + interval '39 days' as later from events where subject_type = 'system' and subject_id = ${id}`;
    expect(event).toEqual({ later: true });
    expect((await refusalFrom(demo.app`update installation set clock_offset = '0'`)).code).toBe("42501");
  } finally {
    await demo.drop();
  }
});
