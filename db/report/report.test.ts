import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/connection/typed-sql";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { loadHistory } from "@/db/seed/load-history";
import { lastMonths } from "@/lib/changes/emergency-share";
import { exceptionsOf } from "@/lib/report/exceptions";
import { measuresOf } from "@/lib/report/figures/measures";
import { periodFiguresOf } from "@/lib/report/figures/period-figures";
import { outcomes, totalsOf } from "@/lib/report/outcomes";
import { periodOf, type ReportFilter, type ReportScope, scopeOf } from "@/lib/report/report-filter";
import { changeTypes } from "@/lib/rules/record";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { micros, type Recounted, recount, recountedMeasures, recountedOutcome } from "@/testing/recount";
import { recountedExceptions } from "@/testing/recount-exceptions";
import { readChangeAudits } from "./read-change-audits";
import { readChangeTexts } from "./read-change-texts";
import { readPeriodFigures } from "./read-period-figures";
import { readPopulation } from "./read-population";

// Every number of the report is counted a second time, from the bytes of the events.

let db: TestDatabase;
let app: postgres.Sql;
let reader: Database;
let all: Recounted[];
let whole: ReportScope;
let today: string;
const zone = "Europe/Berlin";

beforeAll(async () => {
  db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: 400, years: 1 }, () => {});
  while (Number((await db.worker`select sequence_events(5000) as placed`)[0]?.placed) > 0);
  app = postgres(db.url("app"), { max: 2, onnotice: () => {} });
  reader = drizzle({ client: app });
  all = await recount(db.owner);
  const [clock] =
    await db.owner`select utc(windlass_now()) as now, (windlass_now() at time zone ${zone})::date as today`;
  today = String(clock?.today);
  whole = covered({ from: "2020-01-01", to: "2030-12-31" });
});
afterAll(async () => {
  await app.end();
  await db.drop();
});

const covered = (filter: ReportFilter) => scopeOf(filter, periodOf(filter, "2026-01-01T00:00:00Z", zone));
const within =
  ({ start, end }: ReportScope) =>
  (change: Recounted) =>
    change.opened >= micros(full(start)) && change.opened < micros(full(end));
const full = (instant: string) => instant.replace(/(\.\d+)?Z$/, ".000000Z");
const read = async (of: ReportScope) => {
  const population = await readPopulation(of, reader);
  return { ...population, audits: await readChangeAudits(population.ids, reader) };
};

/** The middle four months of the history, and what else a filter can say. */
function filters(): [string, ReportScope, (change: Recounted) => boolean][] {
  const opened = all.map((change) => new Date(Number(change.opened / 1000n)).toISOString().slice(0, 10)).sort();
  const months = { from: opened[100] ?? "", to: opened[280] ?? "" };
  const [system = 0] = mostCommon(all.flatMap(({ systems }) => systems));
  return [
    ["everything", whole, () => true],
    ["some months", covered(months), () => true],
    ["a system", { ...whole, system }, ({ systems }) => systems.includes(system)],
    ["a type", covered({ ...months, type: "emergency" }), ({ type }) => type === "emergency"],
  ];
}

const mostCommon = <T>(all: readonly T[]): T[] =>
  [...new Set(all)].sort((one, other) => all.filter((x) => x === other).length - all.filter((x) => x === one).length);

it("tells of everything, of some months, of a system, of a client and of a type what the events say", async () => {
  const [name = ""] = mostCommon(all.flatMap(({ clients }) => clients));
  const [client] = await db.owner<{ id: number }[]>`select id from clients where name = ${name}`;
  const ofClient: [string, ReportScope, (change: Recounted) => boolean] = [
    "a client",
    { ...whole, client: client?.id },
    ({ clients }) => clients.includes(name),
  ];
  for (const [name, of, fits] of [...filters(), ofClient]) {
    const { ids, audits, now } = await read(of);
    const mine = all.filter(within(of)).filter(fits);
    expect(ids, name).toEqual(mine.map(({ number }) => number));
    expect(ids.length, name).toBeGreaterThan(5);
    const measures = measuresOf(audits, now).map((measure) => [
      measure.key,
      measure.kind === "share"
        ? `${measure.part}/${measure.whole}`
        : measure.whole === 0
          ? "none"
          : `${measure.seconds} of ${measure.whole}`,
    ]);
    expect(Object.fromEntries(measures), name).toEqual(recountedMeasures(mine, micros(now)));
    const exceptions = exceptionsOf(audits, { now, zone }).map(
      ({ kind, id, answers }) => `${kind} ${id} ${answers.id}`,
    );
    expect(exceptions.sort(), name).toEqual(mine.flatMap((one) => recountedExceptions(one, micros(now), today)).sort());
    const { rows, all: count } = totalsOf(audits);
    expect(count, name).toBe(mine.length);
    for (const outcome of outcomes)
      for (const type of changeTypes)
        expect(rows.find((row) => row.outcome === outcome)?.counts[type], `${name} ${outcome} ${type}`).toBe(
          mine.filter((one) => one.type === type && recountedOutcome(one) === outcome).length,
        );
  }
});

it("knows exceptions of nearly every kind in a history", async () => {
  const { audits, now } = await read(whole);
  const kinds = new Set(exceptionsOf(audits, { now, zone }).map(({ kind }) => kind));
  expect(kinds.size).toBeGreaterThanOrEqual(8);
});

describe("completeness", () => {
  it("of the register and of a period", async () => {
    const [, months] = filters();
    if (!months) throw new Error("no months");
    const { register, period } = await readPopulation({ ...months[1], type: "emergency" }, reader);
    const numbers = all.map(({ number }) => number);
    expect(register).toEqual({ count: 400, first: numbers[0], last: numbers.at(-1), missing: [] });
    const mine = all.filter(within(months[1])).map(({ number }) => number);
    expect(period).toMatchObject({ count: mine.length, first: mine[0], last: mine.at(-1) });
    const between = numbers.filter(
      (number) => number > (mine[0] ?? 0) && number < (mine.at(-1) ?? 0) && !mine.includes(number),
    );
    expect(
      period.elsewhere.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
    ).toEqual(between);
  });

  it("of a period without changes", async () => {
    const { ids, period } = await readPopulation(covered({ from: "2030-01-01", to: "2030-01-31" }), reader);
    expect([ids, period]).toEqual([[], { count: 0, first: null, last: null, elsewhere: [] }]);
  });

  it("lists numbers that somebody who rules the database made away with", async () => {
    const gone = all[50]?.number ?? 0;
    const superuser = postgres(db.url("superuser"), { max: 1, onnotice: () => {} });
    try {
      await superuser.unsafe(`begin; alter table changes disable trigger all; delete from changes where id = ${gone}`);
      const { register, period } = await readPopulation(whole, drizzle({ client: superuser }));
      expect(register.missing).toEqual([[gone, gone]]);
      expect(period.elsewhere).toEqual([]);
    } finally {
      await superuser.unsafe("rollback");
      await superuser.end();
    }
  });
});

it("tells each person, time and place of a change as its events do", async () => {
  const { audits } = await read(whole);
  const places = new Map(
    (await db.owner`select event_id, log_index from ledger_entries`).map(({ event_id, log_index }) => [
      event_id,
      log_index,
    ]),
  );
  const rows = new Map(
    (await db.owner`select subject_id, seq, canonical from events where subject_type = 'change'`).map((row) => [
      `${row.subject_id} ${row.seq}`,
      row.canonical,
    ]),
  );
  const people = new Map((await db.owner`select id, name from people`).map(({ id, name }) => [id, name]));
  for (const audit of audits) {
    const change = all.find(({ number }) => number === audit.id);
    const events = change?.events ?? [];
    const last = events.findLast(({ revision }) => revision)?.revision;
    const newest = (...steps: string[]) => {
      const found = events.findLast(({ step, revision }) => steps.includes(step) && revision === last);
      return found && { id: found.by, name: people.get(found.by), at: found.at, place: places.get(found.event) };
    };
    expect(audit.reviewed ?? undefined).toEqual(newest("review"));
    expect(audit.approved ?? undefined).toEqual(newest("approve", "approve_routine"));
    expect(audit.scheduled ?? undefined).toEqual(newest("schedule", "reschedule", "schedule_over"));
    expect(audit.started ?? undefined).toEqual(newest("start", "declare"));
    expect(audit.requested.at).toBe(events[0]?.at);
    const canonical = String(rows.get(`${audit.id} ${events.length}`));
    expect(audit.last).toEqual({
      place: places.get(events.at(-1)?.event),
      hash: createHash("sha256").update(canonical).digest("hex"),
    });
    expect([audit.status, audit.events]).toEqual([change?.status, events.length]);
  }
});

it("reads the words of changes, and who redacted one", async () => {
  const [text] =
    await db.owner`select c.id, c.why_text_id, t.text from changes c join texts t on t.id = c.why_text_id order by c.id limit 1`;
  const [lead] =
    await db.owner`select p.id, p.name from people p join person_roles r on r.person_id = p.id where role = 'ops_lead' order by p.id limit 1`;
  const [before] = await readChangeTexts([Number(text?.id)], reader);
  expect(before?.why).toEqual({ text: text?.text });
  await db.owner`insert into events (subject_type, subject_id, step, person_id, received_at, loaded, input)
    values ('change', ${text?.id}, 'redact', ${lead?.id}, windlass_now(), true, ${db.owner.json({ redacted: text?.why_text_id, reason: "A name." })})`;
  const [after] = await readChangeTexts([Number(text?.id)], reader);
  expect(after?.why).toEqual({ redacted: { by: lead?.name, at: expect.stringMatching(/^2/) } });
  expect(after?.stepTexts.at(-1)).toMatchObject({
    of: `CHG-${text?.id}`,
    step: "redact",
    field: "reason",
    text: "A name.",
    name: lead?.name,
  });
  const [audit] = await readChangeAudits([Number(text?.id)], reader);
  expect(audit?.redacted).toMatchObject([{ id: lead?.id, field: "why", of: `CHG-${text?.id}` }]);
});

it("compares periods by the figures that the report of each of them has", async () => {
  const months = lastMonths(`${today}T12:00:00Z`, zone, 13);
  for (const [what, filter] of [
    ["all", {}],
    ["a type", { type: "normal" }],
    ["emergencies", { type: "emergency" }],
    ["a system", { system: mostCommon(all.flatMap(({ systems }) => systems))[0] ?? 0 }],
  ] as const) {
    const figures = await readPeriodFigures(months, filter, reader);
    const reported = [];
    for (const { start, end } of months) {
      const { audits, now } = await read({ start, end, ...filter });
      reported.push(periodFiguresOf(audits, now));
    }
    expect(figures, what).toEqual(reported);
    if (what !== "all") continue;
    const sum = (of: (of: (typeof figures)[number]) => number) => figures.reduce((total, one) => total + of(one), 0);
    for (const counted of [
      sum(({ opened }) => opened),
      sum(({ failed }) => failed.part),
      sum(({ leadTime }) => leadTime.whole),
      sum(({ documentedInTime: { part, whole } }) => whole - part),
    ])
      expect(counted).toBeGreaterThan(0);
  }
});
