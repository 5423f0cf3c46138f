import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { statusLabels, stepLabels, typeLabels } from "@/lib/rules/labels";
import type { Category, ChangeStatus, ChangeType } from "@/lib/rules/record";

/** A change in a calendar feed. Instants are ISO 8601 in UTC. */
export type FeedChange = {
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly title: string;
  readonly category: Category | null;
  readonly systems: readonly string[];
  readonly who: string;
  /** The number of its last step, for SEQUENCE: it rises with each step, such as rescheduling. */
  readonly stepSeq: number;
  readonly lastEventAt: string;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
};

/** One span of a freeze. */
export type FeedFreeze = {
  readonly id: number;
  readonly name: string;
  /** "all systems", or the name of the client or the system. */
  readonly covered: string;
  readonly from: string;
  readonly to: string;
  readonly stepSeq: number;
  readonly changedAt: string;
};

/** The rows from which a feed is built. */
export type FeedRecords = {
  readonly now: string;
  /** When the installation was created: keeps its UIDs apart from those of another installation at the same address. */
  readonly installedAt: string;
  readonly changes: readonly FeedChange[];
  readonly freezes: readonly FeedFreeze[];
};

export type FeedOptions = {
  readonly appUrl: string;
  readonly organisation: string;
  /** Numbers, types and states only. */
  readonly withoutTitles: boolean;
};

// ical.js counts the octets of a continued line without the space it begins with; RFC 5545 counts it (3.1).
ICAL.foldLength = 74;
// ical.js does not know the property and would not escape its value.
ICAL.design.icalendar.property["x-wr-calname"] = { defaultType: "text" };

/** Windows, emergencies and freezes as one VCALENDAR (RFC 5545). Deterministic: equal records give equal bytes, so ETags work. */
export function calendarFeed(records: FeedRecords, options: FeedOptions): string {
  const calendar = new ICAL.Component("vcalendar");
  addProperty(calendar, "version", "2.0");
  addProperty(calendar, "prodid", "-//Windlass//Production change calendar//EN");
  addProperty(calendar, "calscale", "GREGORIAN");
  addProperty(calendar, "x-wr-calname", cleanText(`Changes of ${options.organisation}`));
  calendar.addProperty(new ICAL.Property(["refresh-interval", {}, "duration", "PT1H"]));
  addProperty(calendar, "x-published-ttl", "PT1H");
  const uidDomain = `${records.installedAt.replaceAll(/\D/g, "")}.windlass`;
  for (const change of records.changes) {
    const range = timeRangeOf(change, records.now);
    if (range) calendar.addSubcomponent(changeEvent(change, range, uidDomain, options));
  }
  for (const freeze of records.freezes) calendar.addSubcomponent(freezeEvent(freeze, uidDomain, options));
  return `${calendar.toString()}\r\n`;
}

type TimeRange = { readonly from: string; readonly to: string };

/** An emergency from start to end, while it runs to the next quarter of an hour; any other change its window. */
function timeRangeOf({ type, windowStart, windowEnd, startedAt, endedAt }: FeedChange, now: string): TimeRange | null {
  if (type === "emergency") return startedAt ? { from: startedAt, to: endedAt ?? nextQuarter(now) } : null;
  return windowStart && windowEnd ? { from: windowStart, to: windowEnd } : null;
}

function changeEvent(
  change: FeedChange,
  range: TimeRange,
  uidDomain: string,
  { appUrl, withoutTitles }: FeedOptions,
): ICAL.Component {
  const { number, type, status, title, category, systems, who, stepSeq, lastEventAt } = change;
  const url = `${appUrl}/changes/${number}`;
  const summary = `${typeLabels[type]}, ${statusLabels[status]}.`;
  const event = newEvent({ uid: `${number}@${uidDomain}`, range, sequence: stepSeq, at: lastEventAt });
  addProperty(event, "summary", cleanText(`${number}${withoutTitles ? "" : ` ${title}`} (${statusLabels[status]})`));
  addProperty(event, "status", icalStatusOf(status));
  addProperty(event, "url", url);
  addProperty(
    event,
    "description",
    cleanText(withoutTitles ? `${summary}\n${url}` : `${summary}\nWho: ${who}\n${url}`),
  );
  if (!withoutTitles && systems.length > 0) addProperty(event, "location", cleanText(systems.join(", ")));
  const categories = new ICAL.Property("categories");
  categories.setValues([typeLabels[type], ...(category && !withoutTitles ? [category] : [])]);
  event.addProperty(categories);
  return event;
}

function freezeEvent(freeze: FeedFreeze, uidDomain: string, { appUrl, withoutTitles }: FeedOptions): ICAL.Component {
  const { id, name, covered, from, to, stepSeq, changedAt } = freeze;
  const uid = `FRZ-${id}-${from.replaceAll(/\D/g, "")}@${uidDomain}`;
  const event = newEvent({ uid, range: { from, to }, sequence: stepSeq, at: changedAt });
  addProperty(event, "summary", cleanText(withoutTitles ? "Change freeze" : `Change freeze: ${name} (${covered})`));
  addProperty(event, "status", "CONFIRMED");
  addProperty(event, "transp", "TRANSPARENT");
  addProperty(event, "url", `${appUrl}/freezes`);
  addProperty(event, "description", stepLabels.place_freeze.hint ?? "");
  if (!withoutTitles) addProperty(event, "location", cleanText(covered));
  addProperty(event, "categories", "Change freeze");
  return event;
}

type EventStart = { readonly uid: string; readonly range: TimeRange; readonly sequence: number; readonly at: string };

function newEvent({ uid, range, sequence, at }: EventStart): ICAL.Component {
  const event = new ICAL.Component("vevent");
  const [from, to] = [toWholeSeconds(range.from), toWholeSeconds(range.to)];
  addProperty(event, "uid", uid);
  addProperty(event, "dtstamp", toIcalTime(toWholeSeconds(at)));
  addProperty(event, "last-modified", toIcalTime(toWholeSeconds(at)));
  addProperty(event, "sequence", sequence);
  addProperty(event, "dtstart", toIcalTime(from));
  // An event must end after it starts (3.8.2.2), even if it lasted less than a second.
  addProperty(event, "dtend", toIcalTime(Temporal.Instant.compare(to, from) > 0 ? to : from.add({ seconds: 1 })));
  return event;
}

const tentativeStatuses: readonly ChangeStatus[] = ["draft", "documented", "submitted", "reviewed", "approved"];
const cancelledStatuses: readonly ChangeStatus[] = ["rejected", "cancelled"];

const icalStatusOf = (status: ChangeStatus) =>
  cancelledStatuses.includes(status) ? "CANCELLED" : tentativeStatuses.includes(status) ? "TENTATIVE" : "CONFIRMED";

const addProperty = (component: ICAL.Component, name: string, value: string | number | ICAL.Time): void => {
  component.addPropertyWithValue(name, value);
};

/** Normalises line breaks, which ical.js escapes, and removes control characters, which TEXT cannot contain (3.3.11). */
const cleanText = (text: string): string =>
  text.replaceAll(/\r\n?/g, "\n").replaceAll(/\p{Cc}/gu, (character) => ("\n\t".includes(character) ? character : ""));

const toWholeSeconds = (at: string) =>
  Temporal.Instant.from(at).round({ smallestUnit: "second", roundingMode: "floor" });
const toIcalTime = (at: Temporal.Instant) => ICAL.Time.fromDateTimeString(at.toString());
const nextQuarter = (now: string) =>
  Temporal.Instant.from(now).round({ smallestUnit: "minute", roundingIncrement: 15, roundingMode: "ceil" }).toString();
