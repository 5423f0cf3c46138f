import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/connection/typed-sql";
import { exceptionKinds } from "@/lib/report/exception-kinds";
import { exceptionsOf } from "@/lib/report/exceptions";
import { clauses } from "@/lib/rules/clauses";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { approvedEntry } from "@/testing/fixture";
import { allowAnybody, withLooserRules } from "@/testing/model/looser-rules";
import { loader } from "@/testing/model/prepare";
import { type SignedIn, signIn } from "@/testing/people";
import { withoutTriggers } from "@/testing/raw";
import { readChangeAudits } from "./read-change-audits";
import { readPopulation } from "./read-population";

// Each kind of exception is provoked once, by real steps through the database's rules, beside changes of each type
// that went as the policy asks: the report lists those and no other.

type Steps = readonly (readonly [step: string, by: string, minutes: number, input?: object])[];

let db: TestDatabase;
let app: postgres.Sql;
let reader: Database;
let load: ReturnType<typeof loader>;
let entry: number;
let systems: number[];

beforeAll(async () => {
  db = await newDatabase();
  app = postgres(db.url("app"), { max: 2, onnotice: () => {} });
  reader = drizzle({ client: app });
  const people: Record<string, SignedIn> = {};
  for (const name of ["writer", "second"]) people[name] = await signIn(db.signin, name, "operator");
  people.reviewer = await signIn(db.signin, "reviewer", "reviewer");
  for (const name of ["lead", "other lead"]) people[name] = await signIn(db.signin, name, "ops_lead", "reviewer");
  load = loader(db, people);
  systems = [];
  for (let index = 0; index < 20; index += 1)
    systems.push(await load("system", null, "register", "writer", { name: `s${index}`, client: "Acme" }, -99_999));
  const { writer, lead } = people;
  if (!writer || !lead) throw new Error("nobody is there");
  entry = await approvedEntry(db, { operator: writer, lead }, "standard", systems);
});
afterAll(async () => {
  await app.end();
  await db.drop();
});

const day = 24 * 60;
const reason = { reason: "As it had to be." };
const fiveFacts = { what: "Set a value.", why: "Asked for.", rollbackPlan: "Set it back." };
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const window = (from: number, to: number) => ({ windowStart: at(from), windowEnd: at(to) });
const draft = () => ({
  type: "normal",
  title: "A value",
  category: "configuration",
  systems: [systems.pop()],
  ...fiveFacts,
});

const approved = (t: number): Steps => [
  ["draft", "writer", t, draft()],
  ["submit", "writer", t + 1],
  ["review", "reviewer", t + 2],
  ["approve", "lead", t + 3],
];
const started = (t: number): Steps => [
  ...approved(t),
  ["schedule", "writer", t + 4, window(t + 5, t + 65)],
  ["start", "second", t + 6],
];
const executed = (t: number, after = 20): Steps => [
  ...started(t),
  ["finish", "second", t + after, { actual: "Done." }],
];
const verified = { comment: "It works.", monitoring: "Quiet." };
const emergency = (t: number, trigger = "restore_service"): Steps => [
  ["declare", "writer", t, { trigger, what: "Failing over.", systems: [systems.pop()] }],
  ["finish", "writer", t + 5, { actual: "Failed over." }],
];
const documented = (t: number, minutes: number, trigger?: string): Steps => [
  ...emergency(t, trigger),
  ["document", "writer", t + minutes, { ...fiveFacts, category: "configuration" }],
];
const reviewed = (t: number, outcome: string): Steps => [["review_after", "lead", t, { outcome, ...reason }]];
const failed = (t: number, outcome: string): Steps => [
  ...executed(t),
  ["fail", "second", t + 25, reason],
  ["roll_back", "second", t + 30, { outcome, actual: "Set back." }],
];

async function take(steps: Steps): Promise<number> {
  let id: number | null = null;
  for (const [step, by, minutes, input = {}] of steps) id = await load("change", id, step, by, input, minutes);
  return id ?? 0;
}

async function onIncident(change: number, steps: Steps): Promise<void> {
  const [row] = await db.owner<{ id: number }[]>`select id from incidents where change_id = ${change}`;
  for (const [step, by, minutes, input = {}] of steps) await load("incident", row?.id ?? 0, step, by, input, minutes);
}

const clean: Record<string, () => Promise<number>> = {
  standard: () =>
    take([
      [
        "draft",
        "writer",
        -900,
        {
          type: "standard",
          title: "A dashboard",
          why: "Asked for.",
          entry,
          entryValues: { name: "latency" },
          systems: [systems.pop()],
        },
      ],
      ["document", "writer", -899],
      ["start", "second", -890],
      ["log", "second", -880, { actual: "Added." }],
    ]),
  normal: () => take([...executed(-900), ["verify", "writer", -870, verified]]),
  emergency: () => take([...documented(-900, 60), ...reviewed(-800, "justified")]),
  failed: () => take(failed(-900, "complete")),
  cancelled: () => take([...approved(-900), ["cancel", "writer", -890, reason]]),
};

const provoked: Record<(typeof exceptionKinds)[number], () => Promise<number>> = {
  against_rulebook: () =>
    withLooserRules(db.owner, allowAnybody("review"), () =>
      take([...approved(-900).slice(0, 2), ["review", "writer", -898], ["cancel", "writer", -890, reason]]),
    ),
  documented_late: () => take(documented(-2 * day, day + 1)),
  off_roster: async () => {
    const second = Number((await db.owner`select id from people where name = 'second'`)[0]?.id);
    const shifts = [[second, at(-100), at(-90), "primary"]];
    await load("roster", null, "place_shifts", "second", { name: "Ten minutes", shifts }, -100);
    const [declare, finish] = emergency(-95);
    if (!declare || !finish) throw new Error("an emergency is declared and finished");
    return take([
      declare,
      finish,
      ["document", "writer", -80, { ...fiveFacts, category: "DNS", explanation: "I was nearest." }],
    ]);
  },
  // As older records stand, from before the rule.
  scope_unsettled: async () => {
    const id = await take([...documented(-900, 60), ...reviewed(-800, "justified")]);
    await withoutTriggers(db.owner, (tx) => tx`update changes set category = null where id = ${id}`);
    return id;
  },
  made_without_record: () => take(documented(-900, 60, "made_without_record")),
  called_off: () => take([...started(-900), ["call_off", "second", -890, reason]]),
  window_overrun: () => take([...executed(-900, 66), ["verify", "writer", -800, verified]]),
  waived: () =>
    take([
      ...approved(-900),
      ["schedule_over", "other lead", -896, { ...window(-895, -835), ...reason }],
      ["start", "second", -890],
      ["finish", "second", -880, { actual: "Done." }],
      ["verify", "writer", -870, verified],
    ]),
  rollback_incomplete: () => take(failed(-900, "partial")),
  alert_attested: async () => {
    const id = await take(failed(-900, "complete"));
    await onIncident(id, [["attest", "lead", -800, { channel: "By phone.", ...reason }]]);
    return id;
  },
  not_justified: () => take([...documented(-900, 60), ...reviewed(-800, "not_justified")]),
  verified_late: () => take([...executed(-3 * day), ["verify", "writer", -3 * day + 20 + day + 1, verified]]),
  finding_overdue: async () => {
    const id = await take(failed(-5 * day, "complete"));
    const finding = {
      finding: "Mend it.",
      owner: (await db.owner`select id from people where name = 'second'`)[0]?.id,
      due: at(-2 * day).slice(0, 10),
    };
    await onIncident(id, [["investigate", "writer", -4 * day, { rootCause: "A typing error.", findings: [finding] }]]);
    return id;
  },
  text_redacted: async () => {
    const id = await take([...executed(-900), ["verify", "writer", -870, verified]]);
    const [text] =
      await db.owner`select verification_text_id as verification, why_text_id as why from changes where id = ${id}`;
    await load("change", id, "redact", "lead", { redacted: text?.why, ...reason }, -100);
    return id;
  },
};

it("lists each kind that was provoked, once, with its clause, and nothing else", async () => {
  for (const make of Object.values(clean)) await make();
  const expected: string[] = [];
  for (const kind of exceptionKinds) expected.push(`${kind} CHG-${await provoked[kind]()}`);
  const span = { start: at(-30 * day), end: at(day) };
  const { ids, now } = await readPopulation(span, reader);
  const found = exceptionsOf(await readChangeAudits(ids, reader), { now, zone: "UTC" });
  expect(ids.length).toBe(Object.keys(clean).length + exceptionKinds.length);
  expect(found.map(({ kind, number }) => `${kind} ${number}`).sort()).toEqual(expected.sort());
  for (const { clause, sentence, answers } of found) {
    expect(clauses[clause]).toBeTruthy();
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(["writer", "second", "lead", "other lead"]).toContain(answers.name);
  }
});
