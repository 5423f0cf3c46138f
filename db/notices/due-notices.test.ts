import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveClock } from "@/db/install/move-clock";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { exceptionsOf } from "@/lib/report/exceptions";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { claimDeliveries, configure, recordAttempt } from "@/testing/notice-queue";
import {
  at,
  iso,
  type Moment,
  normalDraft,
  scheduledAt,
  type Timeline,
  timelineWithCast,
  windowOf,
} from "@/testing/timeline";

// What the clock makes due is queued once, at its second, for those whom it is for; a worker that slept catches up without a storm.

let db: TestDatabase;
let line: Timeline;
let dns: number;
beforeAll(async () => {
  db = await newDatabase();
  line = await timelineWithCast(db);
  dns = await line.system("dns");
  await configure(db, "slack", "email");
});
afterAll(() => db.drop());

const day = 24 * 60;
/** What is due at that moment is queued: everything of `kind` (reminders, windows, findings). */
const due = async (kind: "reminders" | "windows", { minutes, micros }: Moment) =>
  Number(
    (
      await db.owner.unsafe(`select queue_${kind}($1::timestamptz + $2 * interval '1 microsecond') as queued`, [
        iso(minutes),
        micros,
      ])
    )[0]?.queued,
  );
/** Which notices of a change were queued, and to whom. */
const queuedOf = async (change: number) =>
  (
    await db.owner<{ words: string }[]>`
    select d.kind || ': ' || coalesce(p.name, d.channel) as words from deliveries d left join people p on p.id = d.person_id where change_id = ${change} order by d.id`
  ).map(({ words }) => words);

describe("an emergency that is not documented", () => {
  const declared = (minutes: number) =>
    line.load(at(minutes), "change", null, "declare", line.cast.operator, {
      trigger: "restore_service",
      what: "Failing over.",
      systems: [dns],
      startedAt: iso(0),
    });
  const fiveFacts = { what: "We failed over.", why: "It was down.", rollbackPlan: "Fail back." };
  const second = 1_000_000;

  it("is told of to the second, 12 and 20 hours after its claimed start and when the 24 are over; each once", async () => {
    const change = await declared(90);
    const moments: [Moment, string[]][] = [
      [at(12 * 60, -second), []],
      [at(12 * 60), ["documentation_due: slack", "documentation_due: Operator One"]],
      [at(12 * 60 + 1), []],
      [at(20 * 60, -second), []],
      [at(20 * 60), ["documentation_pressing: slack", "documentation_pressing: Operator One"]],
      [at(day, -second), []],
      [at(day), []],
      [
        at(day, second),
        ["slack", "Operator One", "Ops Lead One", "Ops Lead Two"].map((whom) => `documentation_overdue: ${whom}`),
      ],
      [at(day, 2 * second), []],
      [at(90 * day), []],
    ];
    const all: string[] = [];
    for (const [moment, notices] of moments) {
      await due("reminders", moment);
      all.push(...notices);
      expect(await queuedOf(change)).toEqual(all);
    }
  });

  it("is on time at 23:59:59 and late at 24:00:01, in its record as in its reminders", async () => {
    const [onTime, late] = [await declared(2), await declared(3)];
    for (const [id, offset] of [
      [onTime, -second],
      [late, second],
    ] as const) {
      await line.load(at(5), "change", id, "finish", line.cast.operator, { actual: "Done." });
      await line.load(at(day, offset), "change", id, "document", line.cast.operator, { ...fiveFacts, category: "DNS" });
    }
    const app = drizzle({ client: db.app });
    const found = exceptionsOf(await readChangeAudits([onTime, late], app), { now: iso(2 * day), zone: "UTC" });
    expect(found.filter(({ kind }) => kind === "documented_late").map(({ number }) => number)).toEqual([`CHG-${late}`]);
    await due("reminders", at(2 * day));
    expect([...(await queuedOf(onTime)), ...(await queuedOf(late))]).toEqual([]);
  });

  it("after a worker slept: the latest reminder alone", async () => {
    const change = await declared(1);
    await due("reminders", at(21 * 60));
    expect(await queuedOf(change)).toEqual(["documentation_pressing: slack", "documentation_pressing: Operator One"]);
  });
});

describe("a window", () => {
  it("that opens in 15 minutes is told to whoever is to carry it out, else to its author; once, and again when it was moved", async () => {
    const change = await scheduledAt(line, at(10), [await line.system("w1")], 60, 90);
    await due("windows", at(45, -1));
    expect(await queuedOf(change)).toEqual([]);
    const once = ["window_opening: slack", "window_opening: Operator One"];
    for (const moment of [at(45), at(45), at(50)]) {
      await due("windows", moment);
      expect(await queuedOf(change)).toEqual(once);
    }
    const moved = { ...windowOf(120, 180), implementer: line.cast.reviewer.id };
    await line.load(at(55), "change", change, "reschedule", line.cast.operator, moved);
    await due("windows", at(110));
    expect(await queuedOf(change)).toEqual([...once, "window_opening: slack", "window_opening: Reviewer One"]);
    await line.load(at(115), "change", change, "reschedule", line.cast.operator, windowOf(200, 230));
    await due("windows", at(200));
    expect(await queuedOf(change)).toHaveLength(4);
  });

  it("that a running change overruns is told to whoever started it; once, and again when the longer one is overrun", async () => {
    const change = await scheduledAt(line, at(300), [await line.system("w2")], 310, 330);
    await line.load(at(311), "change", change, "start", line.cast.reviewer2);
    await due("windows", at(330, -1));
    expect(await queuedOf(change)).toEqual([]);
    const once = ["window_overrun: slack", "window_overrun: Reviewer Two"];
    for (const moment of [at(330), at(331)]) {
      await due("windows", moment);
      expect(await queuedOf(change)).toEqual(once);
    }
    const longer = { windowEnd: iso(400), reason: "It takes longer." };
    await line.load(at(335), "change", change, "extend", line.cast.lead, longer);
    await due("windows", at(399));
    expect(await queuedOf(change)).toEqual(once);
    await due("windows", at(400));
    expect(await queuedOf(change)).toEqual([...once, ...once]);
  });

  it("that was overrun a day ago tells nobody anything any more, nor one that was finished", async () => {
    const [late, finished] = [
      await scheduledAt(line, at(500), [await line.system("w3")], 510, 530),
      await scheduledAt(line, at(500), [await line.system("w4")], 510, 530),
    ];
    for (const id of [late, finished]) await line.load(at(511), "change", id, "start", line.cast.reviewer2);
    await line.load(at(520), "change", finished, "finish", line.cast.reviewer2, { actual: "Done." });
    await due("windows", at(530 + day));
    await due("windows", at(600));
    expect(await queuedOf(finished)).toEqual([]);
    expect(await queuedOf(late)).toEqual(["window_overrun: slack", "window_overrun: Reviewer Two"]);
  });
});

describe("the findings of the week", () => {
  const findings = async (moment: string, zone: string) =>
    Number((await db.owner`select queue_findings(${moment}::timestamptz, ${zone}) as queued`)[0]?.queued);
  const keys = async () =>
    (await db.owner<{ key: string }[]>`select key from deliveries where kind = 'findings_open' order by id`).map(
      ({ key }) => key,
    );

  it("are told on Monday at eight of the site, also when the clocks change; to each owner once, and in one message in Slack", async () => {
    expect(await findings("2020-03-23T12:00:00Z", "UTC")).toBe(0);
    const change = await line.load(at(700), "change", null, "draft", line.cast.operator, normalDraft([dns]));
    const [incident] = await failedAt(change);
    const finding = (owner: { id: number }) => ({ finding: "Mend it.", owner: owner.id, due: "2020-02-01" });
    await line.load(at(720), "incident", incident ?? 0, "investigate", line.cast.operator, {
      rootCause: "A typing error.",
      findings: [line.cast.operator, line.cast.operator, line.cast.lead].map(finding),
    });
    // In Berlin 08:00 is 07:00 UTC on March 23, and 06:00 on the Monday after the clocks changed.
    expect(await findings("2020-03-23T06:59:59Z", "Europe/Berlin")).toBe(0);
    expect(await findings("2020-03-23T07:00:00Z", "Europe/Berlin")).toBe(3);
    expect(await findings("2020-03-23T07:00:05Z", "Europe/Berlin")).toBe(0);
    expect(await findings("2020-03-30T05:59:59Z", "Europe/Berlin")).toBe(0);
    expect(await findings("2020-03-30T06:00:00Z", "Europe/Berlin")).toBe(3);
    const { operator, lead } = line.cast;
    expect(await keys()).toEqual(
      ["W13", "W14"].flatMap((week) =>
        ["slack", `email ${operator.id}`, `email ${lead.id}`].map((whom) => `findings_open 2020-${week} ${whom}`),
      ),
    );
    expect(await findings("2020-04-08T08:00:00Z", "UTC")).toBe(0);
  });

  async function failedAt(change: number): Promise<number[]> {
    const { load, cast } = line;
    await load(at(701), "change", change, "submit", cast.operator);
    await load(at(702), "change", change, "review", cast.reviewer);
    await load(at(703), "change", change, "approve", cast.lead);
    await load(at(704), "change", change, "schedule", cast.operator, windowOf(700, 760));
    await load(at(705), "change", change, "start", cast.operator);
    await load(at(706), "change", change, "fail", cast.operator, { reason: "It broke." });
    return (await db.owner`select id from incidents where change_id = ${change}`).map(({ id }) => Number(id));
  }
});

describe("asked for by the workers", () => {
  const ask = (sql: Pick<TestDatabase, "worker">["worker"]) => sql`select queue_due_notices('UTC') as queued`;

  it("by one at a time, and the same is not queued twice", async () => {
    const first = await db.worker.begin(async (one) => {
      const queued = await one`select queue_due_notices('UTC') as queued`;
      expect(await ask(db.worker)).toEqual([{ queued: null }]);
      return queued;
    });
    expect(Number(first[0]?.queued)).toBeGreaterThanOrEqual(0);
    expect(await ask(db.worker)).toEqual([{ queued: 0 }]);
    expect((await db.owner`select key from deliveries group by key having count(*) > 1`).length).toBe(0);
  });

  it("with the clock moved a day: one reminder of each change arrives in Slack, and an earlier one that waited is dropped", async () => {
    const waiting = await claimDeliveries(db.worker, "slack", 500);
    await recordAttempt(
      db.worker,
      waiting.map(({ id }) => id),
      { ok: true, words: "cleared" },
    );
    const changes: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      const [row] = await db.owner<{ id: number }[]>`
        insert into events (subject_type, step, person_id, loaded, received_at, input) values ('change', 'declare', ${line.cast.operator.id}, true, windlass_now(),
          '{"trigger": "restore_service", "what": "Failing over."}') returning subject_id as id`;
      changes.push(row?.id ?? 0);
    }
    await moveClock(db.url("owner"), "13 hours");
    await ask(db.worker);
    await moveClock(db.url("owner"), "12 hours");
    await ask(db.worker);
    await ask(db.worker);
    const sent = (await claimDeliveries(db.worker, "slack", 500))
      .filter((message) => message.change)
      .map(({ key }) => key);
    expect(sent.sort()).toEqual(changes.map((id) => `documentation_overdue ${id} slack`).sort());
    const dropped = await db.owner`
      select count(*)::integer as n from deliveries where change_id = any (${changes}) and kind = 'documentation_due' and channel = 'slack' and status = 'dropped'`;
    expect(dropped).toEqual([{ n: 4 }]);
  });

  it("where no worker can send, nothing is queued, and what still is of use is told once one can", async () => {
    await db.owner`update channel_states set configured = false`;
    const [row] = await db.owner<{ id: number }[]>`
      insert into events (subject_type, step, person_id, loaded, received_at, input) values ('change', 'declare', ${line.cast.operator.id}, true, windlass_now() - interval '13 hours',
        '{"trigger": "restore_service", "what": "Failing over."}') returning subject_id as id`;
    expect(await ask(db.worker)).toEqual([{ queued: 0 }]);
    await configure(db, "slack");
    await ask(db.worker);
    expect(await queuedOf(row?.id ?? 0)).toEqual(["documentation_due: slack"]);
  });
});
