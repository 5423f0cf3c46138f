import type ICAL from "ical.js";
import { mostShifts } from "@/lib/on-call/shifts";
import type { LeftOutKind } from "./left-out";
import { type FilePerson, othersIn, peopleIn } from "./people";
import { rulesOf } from "./rules";
import { exceptionsOf, type Occurrence, seriesOf, timeAndLength } from "./series";
import { endOf, type FileTime, instantOf, TooMany, timesOf, Unreadable } from "./times";
import type { FileEvent, Standing } from "./versions";

/** Somebody's time, in milliseconds since 1970. */
export type Timed = { readonly people: readonly FilePerson[]; readonly from: number; readonly until: number };

/** What was found so far in a file at `now`. */
export class Found {
  readonly turns: Timed[] = [];
  readonly leftOut = new Map<LeftOutKind, number>();
  /** How many series go on after the year that is placed. */
  goOn = 0;
  private months = 0;
  private named = 0;
  private looked = 0;

  constructor(readonly now: number) {}

  leaveOut(kind: LeftOutKind, count = 1): void {
    if (count > 0) this.leftOut.set(kind, (this.leftOut.get(kind) ?? 0) + count);
  }

  /** Counts a series by months or years, whose times take long to find. */
  follow(rules: readonly ICAL.Recur[]): void {
    this.months += rules.filter(({ freq }) => freq === "MONTHLY" || freq === "YEARLY").length;
    if (this.months > mostByMonths) throw new TooMany();
  }

  /** Whom an event invites that gives a turn ahead, and who is not on call by it. */
  leaveOutOthers(event: ICAL.Component, turnsBefore: number): void {
    if (this.turns.length === turnsBefore) return;
    const { absent, room } = othersIn(event);
    this.leaveOut("absent", absent);
    this.leaveOut("room", room);
  }

  /** A turn that lies ahead, or why it is none. */
  put(people: ReturnType<typeof peopleIn>, { at, length }: Occurrence): void {
    const [from, until] = [instantOf(at), endOf(at, length)];
    const isOver = until <= this.now && until > from;
    this.looked += 1;
    this.named += isOver || typeof people === "string" ? 0 : people.length;
    if (this.looked > mostLooked || this.named > mostNamed) throw new TooMany();
    if (isOver) this.leaveOut("over");
    else if (until <= from) this.leaveOut("endless");
    else if (typeof people === "string") this.leaveOut(people);
    else this.turns.push({ people, from, until });
  }
}

const year = 366 * 24 * 3_600_000;
const mostLooked = 20_000;
const mostNamed = 5 * mostShifts;
const mostByMonths = 200;
const mostOfOne = 1500;

/** Adds the turns of an event: of a series those of the year ahead, with what was changed, cancelled or moved of it. */
export function addTurns(found: Found, { events, changed, older, cancelled }: Standing): void {
  found.leaveOut("older", older);
  found.leaveOut("cancelled", cancelled);
  for (const event of events) withOthers(found, event, () => addSeries(found, event, changed));
  for (const change of changed) withOthers(found, change, () => addChange(found, change, events));
}

function withOthers(found: Found, { component }: FileEvent, add: () => void): void {
  const before = found.turns.length;
  orUnreadable(found, add);
  found.leaveOutOthers(component, before);
}

function orUnreadable(found: Found, add: () => void): void {
  try {
    add();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    found.leaveOut("unreadable");
  }
}

function addSeries(found: Found, event: FileEvent, changed: readonly FileEvent[]): void {
  const people = peopleIn(event.component);
  const { start } = timeAndLength(event);
  found.follow(rulesOf(event.component));
  const isChanged = exceptionsOf(
    changed.flatMap(({ changes }) => changes ?? []),
    start,
  );
  const { occurrences, before, goesOn } = seriesOf(event, found.now, found.now + year, mostOfOne);
  const after = changesAfter(changed, start);
  found.leaveOut("over", before);
  if (goesOn) found.goOn += 1;
  for (const one of occurrences) {
    if (isChanged(one)) continue;
    const change = after.findLast(({ from }) => from <= one.instant);
    if (!change) found.put(people, one);
    else if (change.event.isCancelled) found.leaveOut("cancelled");
    else found.put(peopleIn(change.event.component), moved(one, change));
  }
}

type After = { readonly event: FileEvent; readonly from: number };

/** The changes of a turn and all that follow it (RANGE=THISANDFUTURE), in their order. */
const changesAfter = (changed: readonly FileEvent[], start: FileTime): readonly After[] =>
  changed
    .filter(({ component }) => /^THISANDFUTURE$/i.test(rangeOf(component)))
    .flatMap((event) => (event.changes ? [{ event, from: meant(event.changes, start) }] : []))
    .sort((one, other) => one.from - other.from);

const rangeOf = (component: FileEvent["component"]): string =>
  String(component.getFirstProperty("recurrence-id")?.getFirstParameter("range") ?? "");

const meant = ({ shown, clocks, isFloating }: FileTime, start: FileTime): number =>
  (isFloating ? start.clocks : clocks).instant(shown);

/** A turn as far away from where it was as the first that was changed. */
function moved(one: Occurrence, { event, from }: After): Occurrence {
  const { start, length } = timeAndLength(event);
  const away = start.shown - start.clocks.shown(from);
  return { ...one, at: { ...start, shown: start.clocks.shown(one.instant) + away }, length };
}

/** A turn that was changed stands by itself, unless its series excepts it. */
function addChange(found: Found, change: FileEvent, events: readonly FileEvent[]): void {
  if (change.isCancelled) {
    found.leaveOut("cancelled");
    return;
  }
  const { start, length } = timeAndLength(change);
  if (events.some((event) => excepts(event, change.changes))) return;
  found.put(peopleIn(change.component), { at: start, instant: instantOf(start), length });
}

function excepts(event: FileEvent, turn: FileTime | null): boolean {
  if (!turn) return false;
  const { start } = timeAndLength(event);
  const at = { ...turn, clocks: turn.isFloating ? start.clocks : turn.clocks };
  return exceptionsOf(
    timesOf(event.component, "exdate", event.zones),
    start,
  )({
    at: { ...start, shown: start.clocks.shown(instantOf(at)) },
    instant: instantOf(at),
    length: { days: 0, elapsed: 0 },
  });
}
