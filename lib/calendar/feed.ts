import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import type { Category, ChangeStatus, ChangeType } from "@/lib/rules/record";
import { statusWords, stepWords, typeWords } from "@/lib/rules/words";

/** A change in a calendar feed. Instants are ISO 8601 in UTC. */
export type FeedChange = {
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly title: string;
  readonly category: Category | null;
  readonly systems: readonly string[];
  readonly who: string;
  /** The sequence number of its last step, for SEQUENCE: it rises with each step, rescheduling included. */
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

export type FeedLook = {
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
export function calendarFeed(records: FeedRecords, look: FeedLook): string {
  const calendar = new ICAL.Component("vcalendar");
  add(calendar, "version", "2.0");
  add(calendar, "prodid", "-//Windlass//Production change calendar//EN");
  add(calendar, "calscale", "GREGORIAN");
  add(calendar, "x-wr-calname", clean(`Changes of ${look.organisation}`));
  calendar.addProperty(new ICAL.Property(["refresh-interval", {}, "duration", "PT1H"]));
  add(calendar, "x-published-ttl", "PT1H");
  const site = `${records.installedAt.replaceAll(/\D/g, "")}.windlass`;
  for (const change of records.changes) {
    const span = spanOf(change, records.now);
    if (span) calendar.addSubcomponent(eventOf(change, span, site, look));
  }
  for (const freeze of records.freezes) calendar.addSubcomponent(freezeEvent(freeze, site, look));
  return `${calendar.toString()}\r\n`;
}

type Span = { readonly from: string; readonly to: string };

/** An emergency lasts as it happened, and while it runs until the next quarter of an hour; any other its window. */
function spanOf({ type, windowStart, windowEnd, startedAt, endedAt }: FeedChange, now: string): Span | null {
  if (type === "emergency") return startedAt ? { from: startedAt, to: endedAt ?? nextQuarter(now) } : null;
  return windowStart && windowEnd ? { from: windowStart, to: windowEnd } : null;
}

function eventOf(change: FeedChange, span: Span, site: string, { appUrl, withoutTitles }: FeedLook): ICAL.Component {
  const { number, type, status, title, category, systems, who, stepSeq, lastEventAt } = change;
  const url = `${appUrl}/changes/${number}`;
  const said = `${typeWords[type]}, ${statusWords[status]}.`;
  const event = begin({ uid: `${number}@${site}`, span, sequence: stepSeq, at: lastEventAt });
  add(event, "summary", clean(`${number}${withoutTitles ? "" : ` ${title}`} (${statusWords[status]})`));
  add(event, "status", certaintyOf(status));
  add(event, "url", url);
  add(event, "description", clean(withoutTitles ? `${said}\n${url}` : `${said}\nWho: ${who}\n${url}`));
  if (!withoutTitles && systems.length > 0) add(event, "location", clean(systems.join(", ")));
  const categories = new ICAL.Property("categories");
  categories.setValues([typeWords[type], ...(category && !withoutTitles ? [category] : [])]);
  event.addProperty(categories);
  return event;
}

function freezeEvent(freeze: FeedFreeze, site: string, { appUrl, withoutTitles }: FeedLook): ICAL.Component {
  const { id, name, covered, from, to, stepSeq, changedAt } = freeze;
  const uid = `FRZ-${id}-${from.replaceAll(/\D/g, "")}@${site}`;
  const event = begin({ uid, span: { from, to }, sequence: stepSeq, at: changedAt });
  add(event, "summary", clean(withoutTitles ? "Change freeze" : `Change freeze: ${name} (${covered})`));
  add(event, "status", "CONFIRMED");
  add(event, "transp", "TRANSPARENT");
  add(event, "url", `${appUrl}/freezes`);
  add(event, "description", stepWords.place_freeze.hint ?? "");
  if (!withoutTitles) add(event, "location", clean(covered));
  add(event, "categories", "Change freeze");
  return event;
}

type Begun = { readonly uid: string; readonly span: Span; readonly sequence: number; readonly at: string };

function begin({ uid, span, sequence, at }: Begun): ICAL.Component {
  const event = new ICAL.Component("vevent");
  const [from, to] = [seconds(span.from), seconds(span.to)];
  add(event, "uid", uid);
  add(event, "dtstamp", utc(seconds(at)));
  add(event, "last-modified", utc(seconds(at)));
  add(event, "sequence", sequence);
  add(event, "dtstart", utc(from));
  // An event ends after it starts (3.8.2.2), also what was over within its second.
  add(event, "dtend", utc(Temporal.Instant.compare(to, from) > 0 ? to : from.add({ seconds: 1 })));
  return event;
}

const tentative: readonly ChangeStatus[] = ["draft", "documented", "submitted", "reviewed", "approved"];
const gone: readonly ChangeStatus[] = ["rejected", "cancelled"];

const certaintyOf = (status: ChangeStatus) =>
  gone.includes(status) ? "CANCELLED" : tentative.includes(status) ? "TENTATIVE" : "CONFIRMED";

const add = (to: ICAL.Component, name: string, value: string | number | ICAL.Time): void => {
  to.addPropertyWithValue(name, value);
};

/** Line ends as one kind, which is escaped; other control characters are no part of a text in a calendar (3.3.11). */
const clean = (text: string): string =>
  text.replaceAll(/\r\n?/g, "\n").replaceAll(/\p{Cc}/gu, (character) => ("\n\t".includes(character) ? character : ""));

const seconds = (at: string) => Temporal.Instant.from(at).round({ smallestUnit: "second", roundingMode: "floor" });
const utc = (at: Temporal.Instant) => ICAL.Time.fromDateTimeString(at.toString());
const nextQuarter = (now: string) =>
  Temporal.Instant.from(now).round({ smallestUnit: "minute", roundingIncrement: 15, roundingMode: "ceil" }).toString();
