import type ICAL from "ical.js";
import { type FileTime, instantOf, numberOf, timeOf, wordOf, type Zones } from "./times";

/** An event as one of the file's calendars holds it. */
export type FileEvent = {
  readonly component: ICAL.Component;
  readonly zones: Zones;
  readonly uid: string;
  /** Which turn of a series it changes; null where it is the series, or stands alone. */
  readonly changes: FileTime | null;
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** Whether the whole calendar says so (METHOD:CANCEL), and so of every event of that name. */
  readonly byMethod: boolean;
};

/** A series or a single event, and the turns of it that were changed. */
export type Standing = {
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
    changes: timeOf(component, "recurrence-id", zones),
    sequence: numberOf(component, "sequence"),
    isCancelled: method === "CANCEL" || wordOf(component, "status") === "CANCELLED",
    byMethod: method === "CANCEL",
  };
}

/** What stands of the events of each UID: of several versions the newest; those of one SEQUENCE at different times are several. */
export function standingOf(all: readonly FileEvent[]): readonly Standing[] {
  return grouped(all, (event) => event.uid || event).map((versions) => {
    const series = newest(versions.filter(({ changes }) => changes === null));
    const turns = grouped(versions.filter(isChange), turnOf).flatMap(newest);
    const live = notCancelled(series);
    const isGone = series.length > 0 && live.length === 0;
    return {
      events: live,
      changed: isGone ? [] : turns,
      older: versions.length - series.length - turns.length,
      cancelled: series.length - live.length + (isGone ? turns.length : 0),
    };
  });
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

const isChange = ({ changes }: FileEvent) => changes !== null;
const turnOf = ({ changes }: FileEvent) => (changes ? `${instantOf(changes)}` : "");

function newest(versions: readonly FileEvent[]): readonly FileEvent[] {
  const last = Math.max(...versions.map(({ sequence }) => sequence));
  return versions.filter(({ sequence }) => sequence === last);
}

/** Those that are held: a cancelled one takes away its like; a calendar of cancellations takes away all of that name. */
function notCancelled(versions: readonly FileEvent[]): readonly FileEvent[] {
  if (versions.some(({ byMethod }) => byMethod)) return [];
  const gone = new Set(versions.filter(({ isCancelled }) => isCancelled).map(startOf));
  return versions.filter((event) => !event.isCancelled && !gone.has(startOf(event)));
}

const startOf = ({ component }: FileEvent) => component.getFirstProperty("dtstart")?.toICALString() ?? "";
