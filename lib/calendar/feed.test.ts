import ICAL from "ical.js";
import { convertIcsCalendar, type IcsEvent } from "ts-ics";
import { describe, expect, it } from "vitest";
import { calendarFeed, type FeedChange, type FeedFreeze, type FeedOptions, type FeedRecords } from "./feed";

const look: FeedOptions = { appUrl: "https://changes.example", organisation: "Anchor MSP", withoutTitles: false };
const change: FeedChange = {
  number: "CHG-1001",
  type: "normal",
  status: "scheduled",
  title: "Block a scanner",
  category: "security settings",
  systems: ["edge-1", "edge-2"],
  who: "Operator One",
  stepSeq: 5,
  lastEventAt: "2026-11-20T09:00:00.123456Z",
  windowStart: "2026-11-22T22:00:00.000000Z",
  windowEnd: "2026-11-22T23:30:00.000000Z",
  startedAt: null,
  endedAt: null,
};
const emergency: FeedChange = {
  ...change,
  number: "CHG-1002",
  type: "emergency",
  status: "in_progress",
  windowStart: null,
  windowEnd: null,
  startedAt: "2026-11-21T10:00:00.900000Z",
};
const freeze: FeedFreeze = {
  id: 1,
  name: "Year-end freeze",
  covered: "all systems",
  from: "2026-12-20T00:00:00.000000Z",
  to: "2027-01-02T00:00:00.000000Z",
  stepSeq: 1,
  changedAt: "2026-11-01T08:00:00.000000Z",
};
const records: FeedRecords = {
  now: "2026-11-21T11:07:00.000000Z",
  installedAt: "2026-01-02T03:04:05.678901Z",
  changes: [change],
  freezes: [],
};

const textOf = (changes: readonly FeedChange[], but: Partial<FeedOptions> = {}, freezes: readonly FeedFreeze[] = []) =>
  calendarFeed({ ...records, changes, freezes }, { ...look, ...but });

/** The events as ical.js reads them. */
const byIcal = (text: string) =>
  ICAL.Component.fromString(text)
    .getAllSubcomponents("vevent")
    .map((event) => (name: string) => event.getFirstPropertyValue(name)?.toString());

/** The events as ts-ics reads them. */
const byTsIcs = (text: string): IcsEvent[] => convertIcsCalendar(undefined, text).events ?? [];

describe("a window", () => {
  const text = textOf([change]);

  it("is an event of its record, in UTC", () => {
    const [event] = byIcal(text);
    expect(event?.("uid")).toBe("CHG-1001@20260102030405678901.windlass");
    expect(event?.("summary")).toBe("CHG-1001 Block a scanner (scheduled)");
    expect(event?.("dtstart")).toBe("2026-11-22T22:00:00Z");
    expect(event?.("dtend")).toBe("2026-11-22T23:30:00Z");
    expect(event?.("dtstamp")).toBe("2026-11-20T09:00:00Z");
    expect(event?.("last-modified")).toBe("2026-11-20T09:00:00Z");
    expect(event?.("sequence")).toBe("5");
    expect(event?.("status")).toBe("CONFIRMED");
    expect(event?.("location")).toBe("edge-1, edge-2");
    expect(event?.("url")).toBe("https://changes.example/changes/CHG-1001");
    expect(event?.("description")).toBe(
      "Normal change, scheduled.\nWho: Operator One\nhttps://changes.example/changes/CHG-1001",
    );
    expect(text).toContain("\r\nCATEGORIES:Normal change,security settings\r\n");
  });

  it("is the same to a second parser", () => {
    expect(byTsIcs(text)).toMatchObject([
      {
        uid: "CHG-1001@20260102030405678901.windlass",
        summary: "CHG-1001 Block a scanner (scheduled)",
        start: { date: new Date("2026-11-22T22:00:00Z") },
        end: { date: new Date("2026-11-22T23:30:00Z") },
        sequence: 5,
        status: "CONFIRMED",
        location: "edge-1, edge-2",
      },
    ]);
  });

  it("keeps its UID when it moves, under whatever address, and its SEQUENCE rises", () => {
    const moved = textOf([{ ...change, windowStart: "2026-11-23T22:00:00Z", stepSeq: 6 }], {
      appUrl: "https://elsewhere.example",
    });
    const [was, is] = [byIcal(text)[0], byIcal(moved)[0]];
    expect(is?.("uid")).toBe(was?.("uid"));
    expect(Number(is?.("sequence"))).toBeGreaterThan(Number(was?.("sequence")));
  });

  it.each([
    ["cancelled", "CANCELLED"],
    ["rejected", "CANCELLED"],
    ["approved", "TENTATIVE"],
    ["in_progress", "CONFIRMED"],
    ["closed", "CONFIRMED"],
  ] as const)("of a change that is %s is %s", (status, certainty) => {
    expect(byIcal(textOf([{ ...change, status }]))[0]?.("status")).toBe(certainty);
  });

  it("that a change no longer has is no event", () => {
    expect(byIcal(textOf([{ ...change, windowStart: null, windowEnd: null }]))).toEqual([]);
  });
});

describe("an emergency", () => {
  it("that runs goes on until the next quarter of an hour, so that the text does not change with each reading", () => {
    const [event] = byIcal(textOf([emergency]));
    expect(event?.("dtstart")).toBe("2026-11-21T10:00:00Z");
    expect(event?.("dtend")).toBe("2026-11-21T11:15:00Z");
  });
  it("that ended stands as it happened, and ends after it starts", () => {
    const ended = { ...emergency, status: "executed", endedAt: "2026-11-21T10:40:30.000000Z" } as const;
    expect(byIcal(textOf([ended]))[0]?.("dtend")).toBe("2026-11-21T10:40:30Z");
    const atOnce = { ...ended, endedAt: emergency.startedAt };
    expect(byIcal(textOf([atOnce]))[0]?.("dtend")).toBe("2026-11-21T10:00:01Z");
  });
});

describe("a freeze", () => {
  it("is an event for each of its spans, in which nobody is busy", () => {
    const second = { ...freeze, from: "2027-12-20T00:00:00.000000Z", to: "2028-01-02T00:00:00.000000Z" };
    const events = byIcal(textOf([], {}, [freeze, second]));
    expect(new Set(events.map((event) => event("uid"))).size).toBe(2);
    expect(events[0]?.("summary")).toBe("Change freeze: Year-end freeze (all systems)");
    expect(events[0]?.("transp")).toBe("TRANSPARENT");
    expect(events[0]?.("dtend")).toBe("2027-01-02T00:00:00Z");
  });
  it("that is lifted keeps the UID of the span it cut short", () => {
    const lifted = { ...freeze, to: "2026-12-24T12:00:00.000000Z", stepSeq: 2 };
    const [was, is] = [freeze, lifted].map((each) => byIcal(textOf([], {}, [each]))[0]);
    expect(is?.("uid")).toBe(was?.("uid"));
    expect(is?.("sequence")).toBe("2");
  });
});

it("leaves titles, systems, names and people out when it is told to", () => {
  const text = textOf([change], { withoutTitles: true }, [freeze]);
  const [event, frozen] = byIcal(text);
  expect(event?.("summary")).toBe("CHG-1001 (scheduled)");
  expect(frozen?.("summary")).toBe("Change freeze");
  for (const word of ["scanner", "edge-1", "Operator One", "security settings", "Year-end"])
    expect(text).not.toContain(word);
});

it("says the name of the calendar and how often to ask again", () => {
  const text = textOf([], { organisation: "Ropes; Chains, & Sons\r\nBEGIN:VEVENT" });
  expect(text).toContain("X-WR-CALNAME:Changes of Ropes\\; Chains\\, & Sons\\nBEGIN:VEVENT\r\n");
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
  expect(text).toContain("X-PUBLISHED-TTL:PT1H\r\n");
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(byIcal(text)).toEqual([]);
});

it("is the same text for the same records", () => {
  expect(textOf([change, emergency], {}, [freeze])).toBe(textOf([change, emergency], {}, [freeze]));
});

const hostile: readonly [string, string][] = [
  ["commas, semicolons and colons", "a, b; c: d,;:,"],
  ["backslashes", "C:\\new\\table \\\\ \\n \\N \\, \\; \\"],
  ["line ends", "one\ntwo\n\nthree"],
  ["what looks like properties", "x\nDTSTART:19700101T000000Z\nSUMMARY:forged\nUID:x"],
  ["quotes and carets", `"quoted" 'too' ^n ^' ^^ ="x";VALUE=DATE`],
  ["an emoji at every place of the fold", Array.from({ length: 80 }, (_, n) => `${"x".repeat(n)}🚢`).join("")],
  ["joined emoji and accents", "👩‍🔧👨‍👩‍👧‍👦 e\u0301 ǆ ẞ 漢字 ".repeat(30).trim()],
  ["10,000 characters", "0123456789".repeat(1000)],
  ["10,000 commas", ",".repeat(10_000)],
  ["bidirectional characters", "\u202eevil\u202c \u2066abc\u2069 \u200f\u061cשלום"],
  ["line ends that are none in a calendar", "a\u2028b\u2029c"],
  ["a tab and spaces", "a\tb  c"],
  ["what looks like a folded line", "a\n b\n\tc"],
];

describe("a title", () => {
  it.each(hostile)("with %s comes back as it was, from two parsers", (_, title) => {
    const text = textOf([{ ...change, title, systems: [title], who: title }]);
    const summary = `CHG-1001 ${title} (scheduled)`;
    const [event, ...others] = byIcal(text);
    expect(others).toEqual([]);
    expect(event?.("summary")).toBe(summary);
    expect(event?.("location")).toBe(title);
    const [second, ...more] = byTsIcs(text);
    expect(more).toEqual([]);
    expect(second?.summary).toBe(summary);
    expect(second?.location).toBe(title);
  });

  // ts-ics takes the words BEGIN:VEVENT and END:VEVENT for what they say wherever in a line they stand; RFC 5545 does not.
  it("with a whole event in it comes back as it was", () => {
    const title = "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:forged";
    const events = byIcal(textOf([{ ...change, title }]));
    expect(events.map((event) => event("summary"))).toEqual([`CHG-1001 ${title} (scheduled)`]);
  });

  it.each(["\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT", "\rBEGIN:VEVENT\r", "\u0000\u0007\u000b\u000c\u001b"])(
    "cannot begin a line: %j",
    (title) => {
      const text = textOf([{ ...change, title }]);
      expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
      expect(byIcal(text)).toHaveLength(1);
      expect(byTsIcs(text)).toHaveLength(1);
    },
  );

  it("is folded at 75 octets, never within a character", () => {
    for (const [, title] of hostile) {
      const text = textOf([{ ...change, title }]);
      const bytes = Buffer.from(text);
      for (let at = 0, end = bytes.indexOf("\r\n"); end >= 0; at = end + 2, end = bytes.indexOf("\r\n", at)) {
        const line = bytes.subarray(at, end);
        expect(line.length).toBeLessThanOrEqual(75);
        expect(line.toString()).not.toContain("\ufffd");
      }
    }
  });
});
