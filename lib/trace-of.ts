import { microsOf } from "./exact-time";
import { reviewOutcomes, rollbackOutcomes } from "./record";
import type { ChangeStep } from "./rules";
import type { Deed, Named, ReviewAfter, Rollback, Trace } from "./trace";

/** One event of a change as the database tells it, people by their ids; `data` and `field` only where a trace needs them. */
export type ToldEvent = readonly [
  step: ChangeStep,
  person: number,
  at: string,
  place: number | null,
  revision: number,
  outcome: string | null,
  endedAt: string | null,
  field: string | null,
];

type FromEvents =
  | "requested"
  | "documented"
  | "submitted"
  | "reviewed"
  | "approved"
  | "routine"
  | "scheduled"
  | "started"
  | "executed"
  | "verified"
  | "reviewedAfter"
  | "failed"
  | "rolledBack"
  | "settled"
  | "ended"
  | "failures"
  | "reviewsAfter"
  | "waived"
  | "authors"
  | "events";
type WithNames = "systems" | "clients" | "entry" | "redacted" | "attested" | "incidents";

/** A change as the database tells it: its columns, its events, and ids in place of names. */
export type ToldChange = Omit<Trace, FromEvents | WithNames> & {
  readonly systems: readonly number[];
  readonly entry: number | null;
  readonly events: readonly ToldEvent[];
  /** Who attested or redacted in which of its incidents. */
  readonly besides: readonly (readonly [
    what: "attested" | "redacted",
    person: number,
    at: string,
    place: number | null,
    of: string,
    field: string | null,
  ])[];
  readonly incidents: readonly (Omit<Trace["incidents"][number], "unanswered"> & {
    readonly unanswered: readonly { readonly id: number; readonly owner: number; readonly dueOn: string }[];
  })[];
};

/** The names behind the ids. */
export type Names = {
  readonly people: ReadonlyMap<number, string>;
  readonly systems: ReadonlyMap<number, { readonly name: string; readonly client: string }>;
  readonly entries: ReadonlyMap<number, string>;
};

/** The trace of a change out of what the database tells of it. */
export function traceOf(told: ToldChange, names: Names): Trace {
  const named = (id: number): Named => ({ id, name: names.people.get(id) ?? "" });
  const way = wayOf(told, named);
  const { events, besides, systems, entry, incidents, ...columns } = told;
  const places = systems.flatMap((id) => names.systems.get(id) ?? []);
  return {
    ...columns,
    ...way,
    systems: places.map(({ name }) => name).sort(),
    clients: [...new Set(places.map(({ client }) => client))].sort(),
    entry: entry === null ? null : (names.entries.get(entry) ?? null),
    redacted: [
      ...events.flatMap(([step, person, at, place, , , , field]) =>
        step === "redact" ? [{ ...named(person), at, place, of: told.number, field: field ?? "" }] : [],
      ),
      ...besides.flatMap(([what, person, at, place, of, field]) =>
        what === "redacted" ? [{ ...named(person), at, place, of, field: field ?? "" }] : [],
      ),
    ],
    attested: besides.flatMap(([what, person, at, place, of]) =>
      what === "attested" ? [{ ...named(person), at, place, of }] : [],
    ),
    incidents: incidents.map(({ unanswered, ...incident }) => ({
      ...incident,
      unanswered: unanswered.map(({ owner, ...finding }) => ({ ...finding, owner: named(owner) })),
    })),
  };
}

type Done = Deed & {
  readonly step: ChangeStep;
  readonly revision: number;
  readonly outcome: string | null;
  readonly endedAt: string | null;
};

const authoring: readonly ChangeStep[] = ["draft", "edit", "take_over", "declare"];

function wayOf({ events, revision, startedAt }: ToldChange, named: (id: number) => Named): Pick<Trace, FromEvents> {
  const done = events.map(
    ([step, person, at, place, revision, outcome, endedAt]): Done => ({
      ...named(person),
      at,
      place,
      step,
      revision,
      outcome,
      endedAt,
    }),
  );
  const [first] = done;
  if (!first) throw new Error("a change without an event");
  const newest = (...steps: readonly ChangeStep[]) =>
    done.findLast((one) => one.revision === revision && steps.includes(one.step)) ?? null;
  const deed = (...steps: readonly ChangeStep[]) => deedOf(newest(...steps));
  const step = (...steps: readonly ChangeStep[]) => stepOf(newest(...steps));
  const returned = done.findLastIndex((one) => one.step === "return");
  const failures = failuresOf(done, startedAt);
  const reviewsAfter = done.flatMap(reviewOf);
  return {
    requested: plain(first),
    documented: deedOf(
      done.findLast((one, place) => place > returned && one.revision === revision && one.step === "document") ?? null,
    ),
    submitted: deed("submit"),
    reviewed: deed("review"),
    approved: deed("approve", "approve_routine"),
    routine: newest("approve", "approve_routine")?.step === "approve_routine",
    scheduled: deed("schedule", "reschedule", "schedule_over"),
    started: deed("start", "declare"),
    executed: step("log", "finish", "stand_down"),
    verified: deed("verify"),
    reviewedAfter: reviewsAfter.at(-1) ?? null,
    failed: failures.at(-1)?.failed ?? null,
    rolledBack: failures.at(-1)?.rolledBack ?? null,
    settled: deed("settle"),
    ended: step("reject", "cancel", "call_off"),
    failures,
    reviewsAfter,
    waived: done.filter((one) => one.step === "schedule_over").map(plain),
    authors: authorsOf(done),
    events: done.length,
  };
}

/** Each failure and the rollback that came after it, if one did. */
function failuresOf(done: readonly Done[], startedAt: string | null): Trace["failures"] {
  return done.flatMap((one, place) => {
    if (one.step !== "fail") return [];
    const next = done.slice(place + 1).find(({ step }) => step === "fail" || step === "roll_back");
    return [{ failed: plain(one), rolledBack: next ? rollbackOf(next, startedAt) : null }];
  });
}

function rollbackOf(deed: Done, startedAt: string | null): Rollback | null {
  const outcome = rollbackOutcomes.find((known) => known === deed.outcome);
  if (deed.step !== "roll_back" || !outcome) return null;
  const claimed = deed.endedAt ?? deed.at;
  const endedAt = startedAt && microsOf(claimed) < microsOf(startedAt) ? startedAt : claimed;
  return { ...plain(deed), outcome, endedAt };
}

function reviewOf(deed: Done): readonly ReviewAfter[] {
  const outcome = reviewOutcomes.find((known) => known === deed.outcome);
  return deed.step === "review_after" && outcome ? [{ ...plain(deed), outcome }] : [];
}

const authorsOf = (done: readonly Done[]): readonly Named[] =>
  [...new Map(done.filter(({ step }) => authoring.includes(step)).map(({ id, name }) => [id, name]))].map(
    ([id, name]) => ({ id, name }),
  );

const plain = ({ id, name, at, place }: Done): Deed => ({ id, name, at, place });
const deedOf = (done: Done | null): Deed | null => done && plain(done);
const stepOf = (done: Done | null) => done && { ...plain(done), step: done.step };
