import type postgres from "postgres";
import type { TestDatabase } from "./database";
import { type Cast, signInEverybody } from "./people";
import { type RefusalDetails, refusalFrom } from "./steps";

type Json = Readonly<Record<string, unknown>>;
/** Minutes after the timeline's first moment; `at(60, -1)` is a microsecond before its sixtieth minute. */
export type Moment = { readonly minutes: number; readonly micros: number };
export const at = (minutes: number, micros = 0): Moment => ({ minutes, micros });

const first = Date.UTC(2020, 0, 1);
export const iso = (minutes: number, milliseconds = 0) =>
  new Date(first + minutes * 60_000 + milliseconds).toISOString();

export type LoadedStep = readonly [
  recordType: string,
  id: number | null,
  step: string,
  by: { readonly id: number },
  input?: Json,
];

/** A history loaded by the demo's loader, to the microsecond, so that rules are checked at exact instants. */
export function timeline(db: TestDatabase, zone = "UTC") {
  const insert = async (
    sql: postgres.Sql | postgres.TransactionSql,
    moment: Moment,
    [recordType, id, step, by, input]: LoadedStep,
  ) => {
    const [row] = await sql<{ id: number }[]>`
      insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
      values (${recordType}, ${id}, ${step}, ${by.id}, true, ${iso(moment.minutes)}::timestamptz + ${moment.micros} * interval '1 microsecond',
        ${JSON.stringify(input ?? {})}::text::jsonb)
      returning subject_id as id`;
    return row?.id ?? 0;
  };
  const inZone = <T>(work: (tx: postgres.TransactionSql) => Promise<T>) =>
    db.owner.begin(async (tx) => {
      await tx`select set_config('timezone', ${zone}, true)`;
      return work(tx);
    });
  return {
    /** Loads a step for good. */
    load: async (moment: Moment, ...take: LoadedStep): Promise<number> =>
      Number(await inZone((tx) => insert(tx, moment, take))),
    /** Whether a step would be taken at that moment; leaves nothing behind. */
    wouldRefuse: async (moment: Moment, ...take: LoadedStep): Promise<"taken" | RefusalDetails> => {
      const taken = new Error("taken");
      const attempt = inZone(async (tx) => {
        await insert(tx, moment, take);
        throw taken;
      });
      const error = await attempt.catch((thrown: unknown) => thrown);
      return error === taken ? "taken" : refusalFrom(Promise.reject(error));
    },
  };
}

export type Timeline = ReturnType<typeof timeline> & {
  readonly cast: Cast;
  readonly system: (name: string) => Promise<number>;
};

/** A timeline with its cast, and systems registered a day before it begins. */
export async function timelineWithCast(db: TestDatabase, zone?: string): Promise<Timeline> {
  const line = timeline(db, zone);
  const cast = await signInEverybody(db.signin);
  const system = (name: string) =>
    line.load(at(-1440), "system", null, "register", cast.operator, { name, client: "Acme" });
  return { ...line, cast, system };
}

const text = "In words.";
export const normalDraft = (systems: readonly number[], more: Json = {}): Json => ({
  type: "normal",
  title: text,
  category: "DNS",
  systems,
  what: text,
  why: text,
  rollbackPlan: text,
  ...more,
});

/** A normal change approved at a moment, of the operator, the reviewer and the lead. */
export async function approvedAt(
  { load, cast }: Timeline,
  moment: Moment,
  systems: readonly number[],
  more: Json = {},
): Promise<number> {
  const id = await load(moment, "change", null, "draft", cast.operator, normalDraft(systems, more));
  await load(moment, "change", id, "submit", cast.operator);
  await load(moment, "change", id, "review", cast.reviewer);
  await load(moment, "change", id, "approve", cast.lead);
  return id;
}

export const windowOf = (from: number, to: number, milliseconds = 0): Json => ({
  windowStart: iso(from),
  windowEnd: iso(to, milliseconds),
});

/** The same, scheduled at that moment into a window given in minutes. */
export async function scheduledAt(
  line: Timeline,
  moment: Moment,
  systems: readonly number[],
  from: number,
  to: number,
): Promise<number> {
  const id = await approvedAt(line, moment, systems);
  await line.load(moment, "change", id, "schedule", line.cast.operator, windowOf(from, to));
  return id;
}
