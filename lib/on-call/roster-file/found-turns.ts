import type ICAL from "ical.js";
import { maxShifts } from "@/lib/on-call/shifts";
import { exceptionsOf, type Occurrence, seriesOf, startAndDuration } from "./event-series";
import type { CurrentEvents, FileEvent } from "./event-versions";
import { endOf, type FileTime, instantOf, TooManyError, timeProperties, UnreadableError } from "./file-times";
import { absenteesIn, type FilePerson, peopleIn } from "./people";
import { rulesOf } from "./recurrence-rules";
import type { SkipReason } from "./skipped";

/** Somebody's time, in milliseconds since 1970. */
export type TimedTurn = { readonly people: readonly FilePerson[]; readonly from: number; readonly until: number };

/** What was found so far in a file at `now`. */
export class FoundTurns {
  readonly turns: TimedTurn[] = [];
  readonly skipped = new Map<SkipReason, number>();
  /** How many series go on after the year that is placed. */
  goOn = 0;
  private monthlyRules = 0;
  private nameCount = 0;
  private occurrenceCount = 0;

  constructor(readonly now: number) {}

  skip(kind: SkipReason, count = 1): void {
    if (count > 0) this.skipped.set(kind, (this.skipped.get(kind) ?? 0) + count);
  }

  /** Counts a series by months or years, whose times take long to find. */
  countMonthlyRules(rules: readonly ICAL.Recur[]): void {
    this.monthlyRules += rules.filter(({ freq }) => freq === "MONTHLY" || freq === "YEARLY").length;
    if (this.monthlyRules > maxMonthlyRules) throw new TooManyError();
  }

  /** Whom an event invites that gives a turn ahead, and who is not on call by it. */
  skipAbsentees(event: ICAL.Component, turnsBefore: number): void {
    if (this.turns.length === turnsBefore) return;
    const { absent, room } = absenteesIn(event);
    this.skip("absent", absent);
    this.skip("room", room);
  }

  /** A turn that lies ahead, or why it is none. */
  addTurn(people: ReturnType<typeof peopleIn>, { at, duration }: Occurrence): void {
    const [from, until] = [instantOf(at), endOf(at, duration)];
    const isOver = until <= this.now && until > from;
    this.occurrenceCount += 1;
    this.nameCount += isOver || typeof people === "string" ? 0 : people.length;
    if (this.occurrenceCount > maxOccurrences || this.nameCount > maxNames) throw new TooManyError();
    if (isOver) this.skip("over");
    else if (until <= from) this.skip("endless");
    else if (typeof people === "string") this.skip(people);
    else this.turns.push({ people, from, until });
  }
}

const yearMs = 366 * 24 * 3_600_000;
const maxOccurrences = 20_000;
const maxNames = 5 * maxShifts;
const maxMonthlyRules = 200;
const maxOccurrencesPerEvent = 1500;

/** Adds the turns of an event: of a series those of the year ahead, with what was changed, cancelled or moved of it. */
export function addTurns(turns: FoundTurns, { events, changed, older, cancelled }: CurrentEvents): void {
  turns.skip("older", older);
  turns.skip("cancelled", cancelled);
  for (const event of events) addWithAbsentees(turns, event, () => addSeries(turns, event, changed));
  for (const change of changed) addWithAbsentees(turns, change, () => addChange(turns, change, events));
}

function addWithAbsentees(turns: FoundTurns, { component }: FileEvent, add: () => void): void {
  const before = turns.turns.length;
  skipUnreadable(turns, add);
  turns.skipAbsentees(component, before);
}

function skipUnreadable(turns: FoundTurns, add: () => void): void {
  try {
    add();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    turns.skip("unreadable");
  }
}

function addSeries(turns: FoundTurns, event: FileEvent, changed: readonly FileEvent[]): void {
  const people = peopleIn(event.component);
  const { start } = startAndDuration(event);
  turns.countMonthlyRules(rulesOf(event.component));
  const isChanged = exceptionsOf(
    changed.flatMap(({ recurrenceId }) => recurrenceId ?? []),
    start,
  );
  const { occurrences, skippedCount, isUnfinished } = seriesOf(
    event,
    turns.now,
    turns.now + yearMs,
    maxOccurrencesPerEvent,
  );
  const after = changesAfter(changed, start);
  turns.skip("over", skippedCount);
  if (isUnfinished) turns.goOn += 1;
  for (const one of occurrences) {
    if (isChanged(one)) continue;
    const change = after.findLast(({ from }) => from <= one.instant);
    if (!change) turns.addTurn(people, one);
    else if (change.event.isCancelled) turns.skip("cancelled");
    else turns.addTurn(peopleIn(change.event.component), moveOccurrence(one, change));
  }
}

type ChangeFrom = { readonly event: FileEvent; readonly from: number };

/** The changes of a turn and all that follow it (RANGE=THISANDFUTURE), in their order. */
const changesAfter = (changed: readonly FileEvent[], start: FileTime): readonly ChangeFrom[] =>
  changed
    .filter(({ component }) => /^THISANDFUTURE$/i.test(rangeOf(component)))
    .flatMap((event) => (event.recurrenceId ? [{ event, from: recurrenceInstant(event.recurrenceId, start) }] : []))
    .sort((one, other) => one.from - other.from);

const rangeOf = (component: FileEvent["component"]): string =>
  String(component.getFirstProperty("recurrence-id")?.getFirstParameter("range") ?? "");

const recurrenceInstant = ({ localMs, clock, isFloating }: FileTime, start: FileTime): number =>
  (isFloating ? start.clock : clock).toInstant(localMs);

/** A turn as far away from where it was as the first that was changed. */
function moveOccurrence(one: Occurrence, { event, from }: ChangeFrom): Occurrence {
  const { start, length } = startAndDuration(event);
  const shiftMs = start.localMs - start.clock.toLocal(from);
  return { ...one, at: { ...start, localMs: start.clock.toLocal(one.instant) + shiftMs }, duration: length };
}

/** A turn that was changed stands by itself, unless its series excepts it. */
function addChange(turns: FoundTurns, change: FileEvent, events: readonly FileEvent[]): void {
  if (change.isCancelled) {
    turns.skip("cancelled");
    return;
  }
  const { start, length } = startAndDuration(change);
  if (events.some((event) => isExcluded(event, change.recurrenceId))) return;
  turns.addTurn(peopleIn(change.component), { at: start, instant: instantOf(start), duration: length });
}

function isExcluded(event: FileEvent, turn: FileTime | null): boolean {
  if (!turn) return false;
  const { start } = startAndDuration(event);
  const at = { ...turn, clock: turn.isFloating ? start.clock : turn.clock };
  return exceptionsOf(
    timeProperties(event.component, "exdate", event.zones),
    start,
  )({
    at: { ...start, localMs: start.clock.toLocal(instantOf(at)) },
    instant: instantOf(at),
    duration: { days: 0, elapsedMs: 0 },
  });
}
