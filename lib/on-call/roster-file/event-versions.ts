import type ICAL from "ical.js";
import { type FileTime, instantOf, numberProperty, timeProperty, upperCaseProperty, type Zones } from "./file-times";

/** An event as one of the file's calendars holds it. */
export type FileEvent = {
  readonly component: ICAL.Component;
  readonly zones: Zones;
  readonly uid: string;
  /** Which turn of a series it changes; null where it is the series, or stands alone. */
  readonly recurrenceId: FileTime | null;
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** Whether the whole calendar says so (METHOD:CANCEL), and so of every event of that name. */
  readonly isCancelledByMethod: boolean;
};

/** A series or a single event, and the turns of it that were changed. */
export type CurrentEvents = {
  readonly events: readonly FileEvent[];
  readonly changed: readonly FileEvent[];
  readonly older: number;
  readonly cancelled: number;
};

/** Reads what tells events apart; throws what cannot be read. */
export function eventOf(component: ICAL.Component, zones: Zones, method: string): FileEvent {
  return {
    component,
    zones,
    uid: String(component.getFirstPropertyValue("uid") ?? ""),
    recurrenceId: timeProperty(component, "recurrence-id", zones),
    sequence: numberProperty(component, "sequence"),
    isCancelled: method === "CANCEL" || upperCaseProperty(component, "status") === "CANCELLED",
    isCancelledByMethod: method === "CANCEL",
  };
}

/** What stands of the events of each UID: of several versions the newest; those of one SEQUENCE at different times are several. */
export function currentEventsOf(all: readonly FileEvent[]): readonly CurrentEvents[] {
  return groupBy(all, (event) => event.uid || event).map((versions) => {
    const series = newest(versions.filter(({ recurrenceId }) => recurrenceId === null));
    const changedTurns = groupBy(versions.filter(isChange), turnOf).flatMap(newest);
    const current = notCancelled(series);
    const isCancelled = series.length > 0 && current.length === 0;
    return {
      events: current,
      changed: isCancelled ? [] : changedTurns,
      older: versions.length - series.length - changedTurns.length,
      cancelled: series.length - current.length + (isCancelled ? changedTurns.length : 0),
    };
  });
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

const isChange = ({ recurrenceId }: FileEvent) => recurrenceId !== null;
const turnOf = ({ recurrenceId }: FileEvent) => (recurrenceId ? `${instantOf(recurrenceId)}` : "");

function newest(versions: readonly FileEvent[]): readonly FileEvent[] {
  const last = Math.max(...versions.map(({ sequence }) => sequence));
  return versions.filter(({ sequence }) => sequence === last);
}

/** Those that are held: a cancelled one takes away its like; a calendar of cancellations takes away all of that name. */
function notCancelled(versions: readonly FileEvent[]): readonly FileEvent[] {
  if (versions.some(({ isCancelledByMethod }) => isCancelledByMethod)) return [];
  const cancelledStarts = new Set(versions.filter(({ isCancelled }) => isCancelled).map(startOf));
  return versions.filter((event) => !event.isCancelled && !cancelledStarts.has(startOf(event)));
}

const startOf = ({ component }: FileEvent) => component.getFirstProperty("dtstart")?.toICALString() ?? "";
