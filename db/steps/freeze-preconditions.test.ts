import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { approvedAt, at, iso, type LoadedStep, type Timeline, timelineWithCast, windowOf } from "@/testing/timeline";

const day = 24 * 60;
let db: TestDatabase;
let line: Timeline;
let operator: { id: number };
let lead: { id: number };
// Each test has a system of its own, and ten days of its own: a freeze of all systems is in nobody else's way.
let [count, start, system, client] = [0, 0, 0, 0];

beforeAll(async () => {
  db = await newDatabase();
  line = await timelineWithCast(db);
  ({ operator, lead } = line.cast);
});
afterAll(() => db.drop());
beforeEach(async () => {
  count += 1;
  start = count * 10 * day;
  system = await line.load(at(-day), "system", null, "register", operator, {
    name: `system ${count}`,
    client: `client ${count}`,
  });
  const [row] = await db.owner`select client_id from systems where id = ${system}`;
  client = Number(row?.client_id);
});

const reason = { reason: "In words." };
const now = (minutes = 0, micros = 0) => at(start + minutes, micros);
const window = (from: number, to: number) => windowOf(start + from, start + to);
const freeze = (covers: string, from: number, to: number, more: object = {}): LoadedStep => [
  "freeze",
  null,
  "place_freeze",
  lead,
  { name: `Freeze ${count}`, covers, ...window(from, to), ...reason, ...more },
];
const placeFreeze = (...placed: Parameters<typeof freeze>) => line.load(now(), ...freeze(...placed));
const approved = () => approvedAt(line, now(), [system]);
const scheduled = async (from: number, to: number) => {
  const id = await approved();
  await line.load(now(), "change", id, "schedule", operator, window(from, to));
  return id;
};
const ask = (minutes: number, id: number | null, step: string, by = operator, input: object = {}) =>
  line.wouldRefuse(now(minutes), "change", id, step, by, { ...input });
const until = (minutes: number) => iso(start + minutes).replace("Z", "000Z");
const own = () => ({
  all: "all",
  client: `client:${client}`,
  system: `system:${system}`,
});

describe("window_unfrozen: nothing is scheduled into a freeze of one of its systems", () => {
  it.each([
    ["all", "all systems"],
    ["client", "client"],
    ["system", "system"],
  ] as const)("of %s: refused with its name, what it covers and its end", async (scope, scopeWords) => {
    await placeFreeze(own()[scope], 60, 120);
    const found = await ask(0, await approved(), "schedule", operator, window(90, 150));
    expect(found).toMatchObject({
      need: "window_unfrozen",
      sentence: expect.stringContaining("(Normal Changes: Scheduled)"),
      fact: {
        with: [
          { name: `Freeze ${count}`, of: scope === "all" ? scopeWords : `${scopeWords} ${count}`, until: until(120) },
        ],
      },
    });
  });

  it.each([
    [0, 60, "taken"],
    [0, 61, "refused"],
    [119, 180, "refused"],
    [120, 180, "taken"],
    [70, 80, "refused"],
    [30, 180, "refused"],
  ])("from 60 to 120, half-open: a window from %i to %i is %s", async (from, to, expected) => {
    await placeFreeze(`system:${system}`, 60, 120);
    const found = await ask(0, await approved(), "schedule", operator, window(from, to));
    expect(found === "taken" ? found : "refused").toBe(expected);
  });

  it("of another client or system is in nobody's way", async () => {
    const other = await line.load(at(-day), "system", null, "register", operator, {
      name: `other ${count}`,
      client: `client ${count}`,
    });
    await placeFreeze(`system:${other}`, 60, 120);
    expect(await ask(0, await approved(), "schedule", operator, window(60, 120))).toBe("taken");
    await placeFreeze(`client:${client}`, 60, 120);
    expect(await ask(0, await approved(), "schedule", operator, window(60, 120))).toMatchObject({
      need: "window_unfrozen",
    });
  });

  it("that repeats: each of its times, and not between them", async () => {
    const spans = [0, 1, 2].map((n) => [iso(start + 60 + n * day), iso(start + 120 + n * day)]);
    await placeFreeze("all", 60, 120, { repeats: "FREQ=DAILY;COUNT=3", spans });
    const id = await approved();
    for (const n of [0, 1, 2])
      expect(await ask(0, id, "schedule", operator, window(n * day + 100, n * day + 200))).toMatchObject({
        fact: { with: [{ until: until(120 + n * day) }] },
      });
    expect(await ask(0, id, "schedule", operator, window(120, 60 + day))).toBe("taken");
    expect(await ask(0, id, "schedule", operator, window(60 + 3 * day, 120 + 3 * day))).toBe("taken");
  });

  it("holds for reschedule; only a lead who wrote none of it schedules over it", async () => {
    await placeFreeze("all", 60, 120);
    const id = await scheduled(200, 260);
    expect(await ask(0, id, "reschedule", operator, window(60, 120))).toMatchObject({ need: "window_unfrozen" });
    expect(await ask(0, id, "reschedule", lead, window(60, 120))).toMatchObject({ need: "window_unfrozen" });
    expect(await ask(0, id, "schedule_over", operator, { ...window(60, 120), ...reason })).toMatchObject({
      because: "who",
    });
    expect(await ask(0, id, "schedule_over", lead, { ...window(60, 120), ...reason })).toBe("taken");
  });
});

describe("not_frozen: nothing starts in a freeze", () => {
  it.each(["all", "client", "system"] as const)("of %s, half-open", async (scope) => {
    const id = await scheduled(0, 240);
    await placeFreeze(own()[scope], 60, 120);
    expect(await line.wouldRefuse(now(60, -1), "change", id, "start", operator)).toBe("taken");
    expect(await ask(60, id, "start")).toMatchObject({
      need: "not_frozen",
      sentence: expect.stringContaining("(Normal Changes: Executed)"),
      fact: { with: [{ name: `Freeze ${count}`, until: until(120) }] },
    });
    expect(await line.wouldRefuse(now(120, -1), "change", id, "start", operator)).toMatchObject({ need: "not_frozen" });
    expect(await ask(120, id, "start")).toBe("taken");
  });

  it("is waived for a revision by scheduling over it, until it is rescheduled or revised", async () => {
    await placeFreeze("all", 60, 120);
    const over = async () => {
      const id = await approved();
      await line.load(now(), "change", id, "schedule_over", lead, { ...window(30, 240), ...reason });
      return id;
    };
    const waived = await over();
    expect(await ask(90, waived, "start")).toBe("taken");
    await line.load(now(125), "change", waived, "reschedule", operator, window(125, 240));
    await line.load(now(126), ...freeze("all", 130, 200));
    expect(await ask(140, waived, "start")).toMatchObject({ need: "not_frozen" });
    const [row] = await db.owner`select window_waived from changes where id = ${waived}`;
    expect(row?.window_waived).toBe(false);
  });

  it("and a revision starts without the waiver", async () => {
    const id = await approved();
    await line.load(now(), "change", id, "schedule_over", lead, { ...window(0, 240), ...reason });
    await line.load(now(1), "change", id, "revise", operator, reason);
    await line.load(now(1), "change", id, "submit", operator);
    await line.load(now(1), "change", id, "review", line.cast.reviewer);
    await line.load(now(1), "change", id, "approve", lead);
    await line.load(now(1), "change", id, "schedule", operator, window(1, 240));
    await line.load(now(2), ...freeze("all", 60, 120));
    expect(await ask(90, id, "start")).toMatchObject({ need: "not_frozen" });
  });

  it.each([
    [false, "refused"],
    [true, "taken"],
  ])("a standard change whose entry says %s is %s", async (allowedInFreeze, expected) => {
    const entry = await line.load(now(), "entry", null, "propose", operator, {
      entryKind: "standard",
      title: "An entry",
      category: "DNS",
      systems: [system],
      what: "A.",
      rollbackPlan: "Undo it.",
      verification: "See.",
      blanks: [],
      allowedInFreeze,
    });
    await line.load(now(), "entry", entry, "approve_entry", lead);
    const draft = { type: "standard", title: "A", entry, entryValues: {}, systems: [system], why: "Asked for." };
    const id = await line.load(now(), "change", null, "draft", operator, draft);
    await line.load(now(), "change", id, "document", operator);
    await placeFreeze(`client:${client}`, 60, 120);
    expect(await ask(59, id, "start")).toBe("taken");
    const found = await ask(60, id, "start");
    if (expected === "taken") return expect(found).toBe("taken");
    expect(found).toMatchObject({ need: "not_frozen", sentence: expect.stringContaining("(Standard Changes") });
  });

  it("an entry that may be started in a freeze lets no normal change start in one", async () => {
    const entry = await line.load(now(), "entry", null, "propose", operator, {
      entryKind: "routine",
      title: "An entry",
      category: "DNS",
      systems: [system],
      what: "A.",
      rollbackPlan: "Undo it.",
      verification: "See.",
      blanks: [],
      allowedInFreeze: true,
    });
    await line.load(now(), "entry", entry, "approve_entry", lead);
    const draft = { type: "normal", title: "A", entry, entryValues: {}, systems: [system], why: "Asked for." };
    const id = await line.load(now(), "change", null, "draft", operator, draft);
    await line.load(now(), "change", id, "submit", operator);
    await line.load(now(), "change", id, "review", line.cast.reviewer);
    await line.load(now(), "change", id, "approve", lead);
    await line.load(now(), "change", id, "schedule", operator, window(0, 240));
    await placeFreeze("all", 60, 120);
    expect(await ask(60, id, "start")).toMatchObject({ need: "not_frozen" });
  });

  it("stops no emergency and no rollback, nor what already runs", async () => {
    const running = await scheduled(0, 240);
    await line.load(now(1), "change", running, "start", operator);
    await line.load(now(2), ...freeze("all", 3, 200));
    expect(
      await ask(60, null, "declare", operator, { trigger: "restore_service", what: "A.", systems: [system] }),
    ).toBe("taken");
    expect(await ask(60, running, "finish", operator, { actual: "Did it." })).toBe("taken");
    await line.load(now(60), "change", running, "fail", operator, reason);
    expect(await ask(61, running, "roll_back", operator, { outcome: "complete", actual: "Undid it." })).toBe("taken");
  });
});

describe("lift_freeze: from that moment", () => {
  it("what was frozen starts and is scheduled at once; what it covered until then stays", async () => {
    const id = await scheduled(0, 240);
    const spans = [0, 1].map((n) => [iso(start + 60 + n * day), iso(start + 120 + n * day)]);
    const placed = await placeFreeze("all", 60, 120, { repeats: "FREQ=DAILY;COUNT=2", spans });
    expect(await ask(90, id, "start")).toMatchObject({ need: "not_frozen" });
    await line.load(now(90), "freeze", placed, "lift_freeze", lead, reason);
    expect(await ask(90, id, "start")).toBe("taken");
    expect(await ask(91, await approved(), "schedule", operator, window(day + 60, day + 120))).toBe("taken");
    const reserved =
      await db.owner`select utc(lower(during)) as starts, utc(upper(during)) as ends from freeze_spans where freeze_id = ${placed}`;
    expect([...reserved]).toEqual([{ starts: until(60), ends: until(90) }]);
    expect(await line.wouldRefuse(now(92), "freeze", placed, "lift_freeze", lead, reason)).toMatchObject({
      because: "status",
    });
  });

  it("before it began leaves none of its times", async () => {
    const placed = await placeFreeze("all", 60, 120);
    await line.load(now(10), "freeze", placed, "lift_freeze", lead, reason);
    expect(await db.owner`select from freeze_spans where freeze_id = ${placed}`).toHaveLength(0);
  });

  it("takes a reason", async () => {
    const placed = await placeFreeze("all", 60, 120);
    expect(await line.wouldRefuse(now(10), "freeze", placed, "lift_freeze", lead)).toMatchObject({ field: "reason" });
  });
});

describe("who places and lifts", () => {
  it("an operations lead alone", async () => {
    const { cast } = line;
    const placed = await placeFreeze(`system:${system}`, 60, 120);
    for (const [who, may] of [
      [cast.operator, false],
      [cast.reviewer, false],
      [cast.auditor, false],
      [cast.nobody, false],
      [cast.lead2, true],
    ] as const) {
      const [recordType, id, step, , input] = freeze(`system:${system}`, 60, 120);
      const placing = await line.wouldRefuse(now(), recordType, id, step, who, input);
      const lifting = await line.wouldRefuse(now(), "freeze", placed, "lift_freeze", who, reason);
      if (may) expect([placing, lifting]).toEqual(["taken", "taken"]);
      else
        for (const found of [placing, lifting])
          expect(found).toMatchObject({
            because: "who",
            sentence: expect.stringMatching(/^Only an operations lead can .* \(Normal Changes: Scheduled\)$/),
          });
    }
  });
});

describe("freeze_bounded: it ends after it starts and after now, and so does one that repeats", () => {
  const probe = (from: number, to: number, more: object = {}) =>
    line.wouldRefuse(now(), ...freeze("all", from, to, more));
  const times = (...minutes: readonly (readonly [number, number])[]) =>
    minutes.map(([from, to]) => [iso(start + from), iso(start + to)]);

  it.each([
    ["ends when it starts", 60, 60, { order: true }],
    ["ends before it starts", 60, 59, { order: true }],
    ["ends now", -60, 0, { past: true }],
    ["began before, and ends later", -60, 1, "taken"],
  ])("%s", async (_, from, to, expected) => {
    const found = await probe(from, to);
    expect(found).toEqual(
      expected === "taken" ? "taken" : expect.objectContaining({ need: "freeze_bounded", fact: expected }),
    );
  });

  it.each<[string, unknown, string]>([
    ["no times", undefined, "refused"],
    ["an empty list", [], "refused"],
    [
      "its times",
      [
        [60, 120],
        [180, 240],
      ],
      "taken",
    ],
    [
      "a first time that is not the one given",
      [
        [61, 120],
        [180, 240],
      ],
      "refused",
    ],
    [
      "times in another order",
      [
        [60, 120],
        [300, 360],
        [180, 240],
      ],
      "refused",
    ],
    [
      "the same time twice",
      [
        [60, 120],
        [60, 120],
      ],
      "refused",
    ],
    [
      "a time that ends before it starts",
      [
        [60, 120],
        [240, 180],
      ],
      "refused",
    ],
  ])("one that repeats with %s", async (_, minutes, expected) => {
    const spans = Array.isArray(minutes) ? times(...minutes) : undefined;
    const found = await probe(60, 120, { repeats: "FREQ=DAILY;COUNT=2", spans });
    if (expected === "taken") expect(found).toBe("taken");
    else expect(found).toMatchObject({ need: "freeze_bounded", fact: { spans: true } });
  });

  it("400 times are taken, 401 are not", async () => {
    const many = (n: number) => times(...Array.from({ length: n }, (_, k) => [60 + k * 10, 65 + k * 10] as const));
    const repeats = "FREQ=DAILY;COUNT=400";
    expect(await probe(60, 65, { repeats, spans: many(400) })).toBe("taken");
    expect(await probe(60, 65, { repeats, spans: many(401) })).toMatchObject({ field: "spans" });
  });

  it.each<[string, object]>([
    ["covers", { covers: "client:999999" }],
    ["covers", { covers: "system:0" }],
    ["covers", { covers: "ALL" }],
    ["covers", { covers: "client:1; drop table freezes" }],
    ["covers", { covers: "system:999999999999999999999" }],
    ["covers", { covers: ["all"] }],
    ["covers", { covers: null }],
    ["name", { name: " " }],
    ["name", { name: "Year\u202eend" }],
    ["reason", { reason: "" }],
    ["windowEnd", { windowEnd: "infinity" }],
    ["windowStart", { windowStart: "yesterday" }],
    ["windowStart", { windowStart: 5 }],
    ["timezone", { timezone: "Mars/Olympus" }],
    ["repeats", { repeats: "freq=daily" }],
    ["repeats", { repeats: "x".repeat(10_000) }],
    ["repeats", { repeats: { FREQ: "DAILY" } }],
    ["spans", { spans: "[]" }],
    ["spans", { spans: { 0: 1 } }],
    ["spans", { spans: [1, 2] }],
    ["spans", { spans: [["soon", "later"]] }],
    ["spans", { spans: [[]] }],
    ["spans", { spans: [[null, null]] }],
    ["hours", { hours: 3 }],
  ])("garbage in %s is refused in words: %j", async (field, more) => {
    const found = await probe(60, 120, more);
    expect(found).toMatchObject({ code: "WL001", sentence: expect.stringContaining(" ") });
    expect(found).toMatchObject({ field });
  });
});

describe("freezes are written by their events alone", () => {
  const statements = [
    "insert into freezes select * from freezes",
    "update freezes set name = 'Other'",
    "update freezes set status = 'lifted'",
    "delete from freezes",
    "truncate freezes cascade",
    "insert into freeze_spans select freeze_id, tstzrange(now(), now() + interval '1 hour') from freeze_spans",
    "update freeze_spans set during = tstzrange(lower(during), lower(during) + interval '1 second')",
    "delete from freeze_spans",
    "truncate freeze_spans",
  ];
  it.each(statements)("%s", async (statement) => {
    await placeFreeze("all", 60, 120);
    await expect(db.app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
    await expect(db.owner.unsafe(statement)).rejects.toMatchObject({ code: "WL001" });
  });
});
