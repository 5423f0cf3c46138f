import { describe, expect, it } from "vitest";
import { drain } from "@/testing/examples/drain";
import { parseRosterFile } from "./parse-roster-file";
import { matchColleague } from "./people";

const now = Date.parse("2026-03-23T12:00:00Z");
const read = (text: string) => drain(parseRosterFile(text.replaceAll("\n", "\r\n"), { now, zone: "UTC" }));
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n${events.map((event) => `BEGIN:VEVENT\n${event}\nEND:VEVENT`).join("\n")}\nEND:VCALENDAR\n`;
const parsed = (text: string) => {
  const file = read(text);
  if (!file.ok) throw new Error(file.sentence);
  const spelt = file.turns.map(
    ([person, from, until]) =>
      `${file.people[person]?.name} ${new Date(from).toISOString()} ${new Date(until).toISOString()}`,
  );
  return { ...file, spelt };
};

// A schedule as PagerDuty exports it: one event a shift, in UTC, its person as attendee.
const pagerDuty = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//PagerDuty//EN
METHOD:PUBLISH
X-WR-CALNAME:On Call Schedule for Platform
BEGIN:VEVENT
UID:Q1@pagerduty.example
DTSTART;VALUE=DATE-TIME:20260309T090000Z
DTEND;VALUE=DATE-TIME:20260316T090000Z
ATTENDEE:mailto:operator-2@example.com
SUMMARY:On Call - Operator Two
END:VEVENT
BEGIN:VEVENT
UID:Q2@pagerduty.example
DTSTART;VALUE=DATE-TIME:20260316T090000Z
DTEND;VALUE=DATE-TIME:20260330T080000Z
ATTENDEE;CN="Operator One":mailto:Operator-1@Example.com
SUMMARY:On Call - Operator One - Platform
END:VEVENT
BEGIN:VEVENT
UID:Q3@pagerduty.example
DTSTART;VALUE=DATE-TIME:20260330T080000Z
DTEND;VALUE=DATE-TIME:20260406T080000Z
SUMMARY:On Call - Jane O'Neil - Platform
END:VEVENT
END:VCALENDAR
`;

// A rotation as Opsgenie exports it: by the clocks of a zone that the file describes, repeated, one turn swapped.
const opsgenie = `BEGIN:VCALENDAR
PRODID:-//Atlassian//OpsGenie//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Berlin office
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:weekly
SUMMARY:operator-1@example.com (Weekly rotation)
DTSTART;TZID=Berlin office:20260302T090000
DTEND;TZID=Berlin office:20260309T090000
RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4
EXDATE;TZID=Berlin office:20260413T090000
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Berlin office:20260330T090000
SUMMARY:Jane Doe (Weekly rotation)
DTSTART;TZID=Berlin office:20260330T090000
DTEND;TZID=Berlin office:20260406T090000
END:VEVENT
BEGIN:VEVENT
UID:gone
STATUS:CANCELLED
SUMMARY:Jane Doe
DTSTART:20260401T090000Z
DTEND:20260402T090000Z
END:VEVENT
END:VCALENDAR
`;

describe("a file of PagerDuty", () => {
  it("gives its shifts: the past is left out, the running one begins now", () => {
    const { spelt, leftOut, people } = parsed(pagerDuty);
    expect(spelt).toEqual([
      "Operator One 2026-03-23T12:00:00.000Z 2026-03-30T08:00:00.000Z",
      "Jane O'Neil 2026-03-30T08:00:00.000Z 2026-04-06T08:00:00.000Z",
    ]);
    expect(leftOut).toEqual({ over: 1 });
    expect(people.map(({ email }) => email)).toEqual(["operator-1@example.com", null]);
  });

  it("names colleagues by e-mail, then by name; of two who are called so, neither", () => {
    const colleagues = [
      { id: 1, name: "Operator One", email: "operator-1@example.com" },
      { id: 2, name: "Jane O'Neil", email: null },
      { id: 3, name: "Twin", email: null },
      { id: 4, name: "twin", email: null },
    ];
    expect(parsed(pagerDuty).people.map((person) => matchColleague(person, colleagues))).toEqual([1, 2]);
    expect(matchColleague({ name: "Twin", email: null }, colleagues)).toBeNull();
    expect(matchColleague({ name: "Operator One", email: "else@example.com" }, colleagues)).toBe(1);
  });
});

describe("a file of Opsgenie", () => {
  it("is followed by its own zone's clocks over their change, with what was swapped and left out", () => {
    const { spelt } = parsed(opsgenie.replace("COUNT=4", "COUNT=5"));
    expect(spelt).toEqual([
      "Jane Doe 2026-03-30T07:00:00.000Z 2026-04-06T07:00:00.000Z",
      "operator-1@example.com 2026-04-27T07:00:00.000Z 2026-05-04T07:00:00.000Z",
    ]);
    expect(parsed(opsgenie.replaceAll("Berlin office", "Europe/Berlin")).spelt).toHaveLength(1);
  });

  it("is followed in a zone that it only names, and without one in that of the reader", () => {
    const weekly = (zone: string) =>
      calendar(
        `UID:1\nSUMMARY:On-call: Jane Doe\nDTSTART${zone}:20260323T090000\nDTEND${zone}:20260330T090000\nRRULE:FREQ=WEEKLY;COUNT=2`,
      );
    expect(parsed(weekly(";TZID=Europe/Berlin")).spelt).toEqual([
      "Jane Doe 2026-03-23T12:00:00.000Z 2026-03-30T07:00:00.000Z",
      "Jane Doe 2026-03-30T07:00:00.000Z 2026-04-06T07:00:00.000Z",
    ]);
    expect(parsed(weekly("")).spelt[1]).toBe("Jane Doe 2026-03-30T09:00:00.000Z 2026-04-06T09:00:00.000Z");
  });
});

describe("any file", () => {
  it("that repeats without an end is followed for a year", () => {
    const { turns } = parsed(
      calendar("UID:1\nSUMMARY:Jane\nDTSTART:20260323T090000Z\nDTEND:20260330T090000Z\nRRULE:FREQ=WEEKLY"),
    );
    expect(turns).toHaveLength(53);
  });

  it("of whole days is read by days", () => {
    expect(
      parsed(calendar("UID:1\nSUMMARY:Jane\nDTSTART;VALUE=DATE:20260324\nDTEND;VALUE=DATE:20260326")).spelt,
    ).toEqual(["Jane 2026-03-24T00:00:00.000Z 2026-03-26T00:00:00.000Z"]);
  });

  const daily = "UID:1\nSUMMARY:Jane\nDTSTART:20260324T090000Z\nRRULE:FREQ=DAILY\n";
  const often = (line: string, times: number) => Array.from({ length: times }, () => line).join("\n");
  it.each([
    ["names thousands at each repetition", calendar(`${daily}${often("ATTENDEE:mailto:a@example.com", 20_000)}`)],
    ["lasts for ever", calendar("UID:1\nDTSTART:20260324T090000Z\nDURATION:P99999999999999W")],
    ["lasts for ever, again and again", calendar(`${daily}DTEND:99990325T090000Z`)],
    ["has too many events", calendar(often("END:VEVENT\nBEGIN:VEVENT", 20_000))],
    ["is named by hundreds, often", calendar(`${daily}${often("ATTENDEE:mailto:a@example.com", 400)}`)],
  ])("that %s is refused before it is read", (_, text) => {
    const file = read(text);
    expect(file.ok ? "" : file.sentence).toContain("too many");
  });

  it("with a summary of a megabyte names its beginning", () => {
    const { people } = parsed(
      calendar(`UID:1\nDTSTART:20260324T090000Z\nDTEND:20260325T090000Z\nSUMMARY:${"(".repeat(900_000)}`),
    );
    expect(people.map(({ name }) => name.length)).toEqual([100]);
  });

  it.each([
    ["", "not a readable calendar file"],
    ["<html>", "not a readable calendar file"],
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT", "not a readable calendar file"],
    ["BEGIN:VCARD\nEND:VCARD\n", "not a readable calendar file"],
    [calendar(), "no shifts"],
    [calendar("UID:1\nSUMMARY:Jane\nDTSTART:20200324T000000Z\nDTEND:20200325T000000Z"), "are over"],
    [calendar("UID:1\nSUMMARY:Jane\nDTSTART:20260324T000000Z\nDTEND:20300325T000000Z"), "three years"],
    [
      calendar(
        "UID:1\nSUMMARY:Jane\nDTSTART:20260324T000000Z\nDTEND:20260325T000000Z\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
      ),
      "not supported",
    ],
    [
      calendar(
        "UID:1\nSUMMARY:Jane\nDTSTART:20260324T000000Z\nDTEND:20260325T000000Z\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO",
      ),
      "not supported",
    ],
    [
      calendar("UID:1\nSUMMARY:Jane\nDTSTART:20260324T000000Z\nDTEND:20260325T000000Z\nRRULE:FREQ=SECONDLY"),
      "not supported",
    ],
    [opsgenie.replace("BYMONTH=3;BYDAY=-1SU", "BYMONTHDAY=30;BYMONTH=2;BYDAY=5SU"), "not supported"],
  ])("that cannot be placed says why: %#", (text, sentence) => {
    const file = read(text);
    expect(file.ok ? "" : file.sentence).toContain(sentence);
  });
});
