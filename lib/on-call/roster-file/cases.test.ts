import { readFileSync } from "node:fs";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { calendarFile, parsedTurns } from "@/testing/examples/roster-file";

const fileOf = (name: string) => readFileSync(new URL(`../../../testing/cases/${name}.ics`, import.meta.url), "utf8");
const one = (...lines: string[]) => calendarFile([["UID:1", "SUMMARY:On Call - Jane", ...lines].join("\n")]);
const turnsOf = (text: string) => parsedTurns(text).turns;
const weekly = [
  "DTSTART;TZID=Europe/Berlin:20261201T080000",
  "DTEND;TZID=Europe/Berlin:20261202T080000",
  "RRULE:FREQ=WEEKLY;COUNT=3",
];
const first = "Jane 2026-12-01T07:00 2026-12-02T07:00";
const third = "Jane 2026-12-15T07:00 2026-12-16T07:00";

describe("files of calendar programs", () => {
  it.each([
    ["cancelled-turn", ["One 2026-12-01T07:00 2026-12-02T07:00", "One 2026-12-15T07:00 2026-12-16T07:00"]],
    ["exdate-in-utc", ["One 2026-12-01T07:00 2026-12-02T07:00", "One 2026-12-15T07:00 2026-12-16T07:00"]],
    ["two-calendars", ["Two 2026-12-08T08:00 2026-12-08T20:00", "One 2026-12-09T08:00 2026-12-09T20:00"]],
    ["unknown-zone", ["One 2026-12-07T13:00 2026-12-08T01:00"]],
    ["duration-over-dst", ["One 2027-03-27T19:00 2027-03-28T07:00"]],
    ["seconds", ["Two 2026-12-08T00:00 2026-12-09T00:00", "One 2026-12-09T00:00 2026-12-10T00:00"]],
    ["older-sequence", ["One 2026-12-09T08:00 2026-12-09T20:00"]],
    ["declined-and-room", ["Two 2026-12-08T08:00 2026-12-08T20:00"]],
  ])("%s", (name, turns) => {
    expect(turnsOf(fileOf(`roster-${name}`))).toEqual(turns.map((turn) => `Operator ${turn}`));
  });
});

describe("exceptions to a series", () => {
  it.each([
    ["in UTC", "EXDATE:20261208T070000Z"],
    ["in another zone", "EXDATE;TZID=America/New_York:20261208T020000"],
    ["by a Windows name", "EXDATE;TZID=W. Europe Standard Time:20261208T080000"],
    ["by the series' own clocks", "EXDATE:20261208T080000"],
    ["by their day", "EXDATE;VALUE=DATE:20261208"],
    ["in a list", "EXDATE:20261201T070001Z,20261208T070000Z"],
    ["in a second property", "EXDATE:20261201T070001Z\nEXDATE:20261208T070000Z"],
    ["cancelled by their day", "END:VEVENT\nBEGIN:VEVENT\nUID:1\nSTATUS:CANCELLED\nRECURRENCE-ID;VALUE=DATE:20261208"],
    ["cancelled without a time", "END:VEVENT\nBEGIN:VEVENT\nUID:1\nSTATUS:cancelled\nRECURRENCE-ID:20261208T070000Z"],
  ])("are left out, given %s", (_, exception) => {
    expect(turnsOf(one(...weekly, exception))).toEqual([first, third]);
  });

  it("of whole days are left out by their day, however it is written", () => {
    for (const exception of ["EXDATE;VALUE=DATE:20261202", "EXDATE:20261202T000000", "EXDATE:20261201T230000Z"])
      expect(turnsOf(one("DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=DAILY;COUNT=3", exception))).toEqual([
        "Jane 2026-11-30T23:00 2026-12-01T23:00",
        "Jane 2026-12-02T23:00 2026-12-03T23:00",
      ]);
  });

  const swapped = (...lines: string[]) =>
    turnsOf(calendarFile([["UID:1", "SUMMARY:Jane", ...weekly].join("\n"), ["UID:1", ...lines].join("\n")]));
  const later = ["SUMMARY:Joe", "DTSTART:20261210T070000Z", "DTEND:20261211T070000Z"];
  it("are moved, to somebody else, also by one that stands before its series", () => {
    const moved = [first, "Joe 2026-12-10T07:00 2026-12-11T07:00", third];
    expect(swapped("RECURRENCE-ID:20261208T070000Z", ...later)).toEqual(moved);
    expect(swapped("RECURRENCE-ID;TZID=Europe/Berlin:20261208T080000", ...later)).toEqual(moved);
    expect(
      turnsOf(
        calendarFile([
          ["UID:1", "RECURRENCE-ID:20261208T080000", ...later].join("\n"),
          ["UID:1", "SUMMARY:Jane", ...weekly].join("\n"),
        ]),
      ),
    ).toEqual(moved);
    expect(turnsOf(calendarFile([["UID:1", "RECURRENCE-ID:20261208T070000Z", ...later].join("\n")]))).toEqual([
      moved[1],
    ]);
  });

  it("of several changes of one turn the newest counts, and a changed turn that is excepted is none", () => {
    const change = ["RECURRENCE-ID:20261208T070000Z", ...later];
    expect(
      swapped(
        "SEQUENCE:2",
        ...change,
        "END:VEVENT\nBEGIN:VEVENT\nUID:1\nSEQUENCE:3\nSTATUS:CANCELLED",
        change[0] ?? "",
      ),
    ).toEqual([first, third]);
    expect(
      turnsOf(
        calendarFile([
          ["UID:1", "SUMMARY:Jane", ...weekly, "EXDATE:20261208T070000Z"].join("\n"),
          ["UID:1", ...change].join("\n"),
        ]),
      ),
    ).toEqual([first, third]);
  });

  it("change or cancel what follows", () => {
    const range = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T070000Z";
    expect(swapped(range, ...later)).toEqual([
      first,
      "Joe 2026-12-10T07:00 2026-12-11T07:00",
      "Joe 2026-12-17T07:00 2026-12-18T07:00",
    ]);
    expect(swapped(range, "STATUS:CANCELLED", ...later)).toEqual([first]);
  });

  it("add times: days, instants and periods", () => {
    const [starts = "", ends = ""] = weekly;
    expect(
      turnsOf(
        one(
          starts,
          ends,
          "RDATE;VALUE=DATE:20261203",
          "RDATE:20261205T070000Z",
          "RDATE;VALUE=PERIOD:20261207T070000Z/PT2H",
        ),
      ),
    ).toEqual([
      first,
      "Jane 2026-12-03T07:00 2026-12-04T07:00",
      "Jane 2026-12-05T07:00 2026-12-06T07:00",
      "Jane 2026-12-07T07:00 2026-12-07T09:00",
    ]);
  });
});

describe("versions of one event", () => {
  const at = (day: number, ...lines: string[]) =>
    ["UID:1", "SUMMARY:Jane", `DTSTART:202612${day}T080000Z`, `DTEND:202612${day}T200000Z`, ...lines].join("\n");
  const parsed = (...events: string[]) => parsedTurns(calendarFile(events));
  it("the newest counts in whatever order they stand; those of one SEQUENCE are several", () => {
    expect(parsed(at(11, "SEQUENCE:10"), at(12, "SEQUENCE:9"))).toMatchObject({
      turns: ["Jane 2026-12-11T08:00 2026-12-11T20:00"],
      leftOut: { older: 1 },
    });
    expect(parsed(at(11, "SEQUENCE:1"), at(12, "SEQUENCE:1")).turns).toHaveLength(2);
    expect(parsed(at(11), at(11)).turns).toHaveLength(1);
  });

  it("a cancelled one is no shift, whether it says so itself or its calendar does", () => {
    const secondEvent = at(20).replace("UID:1", "UID:2");
    expect(parsed(secondEvent, at(11, "STATUS:CANCELLED", "SEQUENCE:1"), at(11)).leftOut).toEqual({
      cancelled: 1,
      older: 1,
    });
    const cancels = calendarFile([at(11, "SEQUENCE:1")], "METHOD:CANCEL\n");
    expect(parsedTurns(`${calendarFile([secondEvent, at(11)])}${cancels}`).turns).toHaveLength(1);
    expect(parsedTurns(`${calendarFile([secondEvent, at(11, "SEQUENCE:2")])}${cancels}`).turns).toHaveLength(2);
  });
});

describe("zones", () => {
  const starting = (zone: string, beside = "") =>
    parsedTurns(
      calendarFile(
        [`UID:1\nSUMMARY:Jane\nDTSTART;TZID=${zone}:20261207T080000\nDTEND;TZID=${zone}:20261207T200000`],
        beside,
      ),
    ).turns[0];
  it.each([
    ["Eastern Standard Time", "13:00"],
    ["W. Europe Standard Time", "07:00"],
    ["w. europe standard time", "07:00"],
    ["India Standard Time", "02:30"],
    ["UTC", "08:00"],
    ["Etc/UTC", "08:00"],
    ["GMT Standard Time", "08:00"],
    ["America/Argentina/Buenos_Aires", "11:00"],
    ["/mozilla.org/20050126_1/Europe/Berlin", "07:00"],
    ["/freeassociation.sourceforge.net/Tzfile/America/New_York", "13:00"],
    ["/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires", "11:00"],
    ['"Tokyo Standard Time"', "2026-12-06T23:00"],
  ])("%s is known", (zone, starts) => expect(starting(zone)).toContain(starts));

  it.each(["Berlin office", "BST", "IST", "CEST", "Europe/Atlantis", "UTC+1", "Customized Time Zone"])(
    "%s is refused by its name, unless the file describes it",
    (zone) => {
      expect(starting(zone)).toContain(`“${zone}”`);
      const described = `BEGIN:VTIMEZONE\nTZID:${zone}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n`;
      expect(starting(zone, described)).toContain("T05:00");
      const located = described.replace("BEGIN:STANDARD", "X-LIC-LOCATION:Europe/Berlin\nBEGIN:STANDARD");
      expect(starting(zone, located)).toContain("T07:00");
      expect(parsedTurns(calendarFile([`UID:1\nSUMMARY:J\nDTSTART;TZID=${zone}:20261207T080000`])).turns[0]).toContain(
        zone,
      );
    },
  );

  it("with a name as long as a page is not known, whatever it ends with", () => {
    expect(starting(`/${"a".repeat(300)}/Europe/Berlin`)).toContain("is not known here");
  });

  it("of the whole calendar is that of times that name none; without it the reader's is, and said", () => {
    const floating = "UID:1\nSUMMARY:Jane\nDTSTART:20261207T080000\nDURATION:PT1H";
    expect(parsedTurns(calendarFile([floating]))).toMatchObject({
      turns: ["Jane 2026-12-07T07:00 2026-12-07T08:00"],
      floating: "Europe/Berlin",
    });
    expect(parsedTurns(calendarFile([floating], "X-WR-TIMEZONE:America/New_York\n"))).toMatchObject({
      turns: ["Jane 2026-12-07T13:00 2026-12-07T14:00"],
      floating: "America/New_York",
    });
    expect(parsedTurns(calendarFile([floating], "X-WR-TIMEZONE:Nowhere\n")).turns[0]).toContain("“Nowhere”");
  });
});

describe("how long a shift lasts", () => {
  const lasting = (...lines: string[]) => turnsOf(one("DTSTART;TZID=Europe/Berlin:20270327T200000", ...lines))[0];
  it.each([
    ["DURATION:PT12H", "2027-03-28T07:00"],
    ["DURATION:PT24H", "2027-03-28T19:00"],
    ["DURATION:P1D", "2027-03-28T18:00"],
    ["DURATION:P1DT2H", "2027-03-28T20:00"],
    ["DURATION:P1W", "2027-04-03T18:00"],
    ["DURATION:+PT90M30S", "2027-03-27T20:30:30.000Z"],
    ["DTEND;TZID=Europe/Berlin:20270328T200000", "2027-03-28T18:00"],
    ["DTEND:20270328T060000Z", "2027-03-28T06:00"],
  ])("%s", (line, ends) => expect(lasting(line)).toBe(`Jane 2027-03-27T19:00 ${ends}`));

  it("without an end: a whole day, or it is left out and said", () => {
    expect(turnsOf(one("DTSTART;VALUE=DATE:20261201"))).toEqual(["Jane 2026-11-30T23:00 2026-12-01T23:00"]);
    const more = `UID:2\nSUMMARY:Joe\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z`;
    const times = [
      "DTSTART:20261201T080000Z",
      "DTSTART:20261201T080000Z\nDTEND:20261201T070000Z",
      "DTSTART:20261201T080000Z\nDURATION:-PT1H",
    ];
    for (const time of times)
      expect(parsedTurns(calendarFile([`UID:1\nSUMMARY:Jane\n${time}`, more]))).toMatchObject({
        turns: ["Joe 2026-12-01T08:00 2026-12-01T09:00"],
        leftOut: { endless: 1 },
      });
  });

  it.each([
    ["20261208T235959Z", "20261209T000000Z", "Jane 2026-12-08T08:00 2026-12-09T00:00"],
    ["20261208T235900Z", "20261209T000000Z", "Jane 2026-12-08T08:00 2026-12-09T00:00"],
    ["20261208T235930Z", "20261209T000000Z", "Jane 2026-12-08T08:00 2026-12-09T00:00"],
    ["20261208T235500Z", "20261209T000000Z", "Jane 2026-12-08T08:00 2026-12-08T23:55"],
    ["20261208T200000Z", "20261208T200030Z", "Jane 2026-12-08T08:00 2026-12-08T20:00:30.000Z"],
  ])("that ends %s before one at %s leaves nobody without", (ends, starts, turn) => {
    const next = `UID:2\nSUMMARY:Joe\nDTSTART:${starts}\nDTEND:20261210T080000Z`;
    expect(turnsOf(calendarFile([`UID:1\nSUMMARY:Jane\nDTSTART:20261208T080000Z\nDTEND:${ends}`, next]))[0]).toBe(turn);
  });
});

describe("who is meant", () => {
  const people = (...lines: string[]) =>
    parsedTurns(
      calendarFile([
        ["UID:1", "DTSTART:20261208T080000Z", "DTEND:20261208T200000Z", ...lines].join("\n"),
        "UID:2\nSUMMARY:Else\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z",
      ]),
    );
  const names = (...lines: string[]) =>
    people(...lines)
      .turns.slice(1)
      .map((turn) => turn.split(" 2026")[0]);
  it.each([
    [["Two"], ["ATTENDEE;CN=One;PARTSTAT=declined:mailto:1@a.b", "ATTENDEE;CN=Two:mailto:2@a.b"]],
    [["Two"], ["ATTENDEE;CN=One;PARTSTAT=DELEGATED:mailto:1@a.b", "ATTENDEE;CN=Two;PARTSTAT=TENTATIVE:mailto:2@a.b"]],
    [["Two"], ["ATTENDEE;CN=Car;CUTYPE=RESOURCE:mailto:1@a.b", "ATTENDEE;CN=Two;CUTYPE=INDIVIDUAL:mailto:2@a.b"]],
    [["Two"], ["ATTENDEE;CN=All;CUTYPE=GROUP:mailto:1@a.b", "ATTENDEE;CN=Two:mailto:2@a.b"]],
    [["Two"], ["ATTENDEE;CN=One;ROLE=NON-PARTICIPANT:mailto:1@a.b", "ATTENDEE;CN=Two:mailto:2@a.b"]],
    [["Two"], ["ORGANIZER;CN=Lead:mailto:l@a.b", "ATTENDEE;CN=Two:mailto:2@a.b"]],
    [["Jane"], ["ORGANIZER;CN=Lead:mailto:l@a.b", "SUMMARY:On call: Jane"]],
    [["Jane"], ["ATTENDEE;CN=Room;CUTYPE=ROOM:mailto:r@a.b", "SUMMARY:On call - Jane"]],
    [[], ["ATTENDEE;CN=Jane;PARTSTAT=DECLINED:mailto:1@a.b", "SUMMARY:On call - Jane"]],
    [[], ["ORGANIZER;CN=Lead:mailto:l@a.b", "SUMMARY:On call"]],
  ])("%j", (meant, lines) => expect(names(...lines)).toEqual(meant));

  it("nobody is counted, and why", () => {
    expect(parsedTurns(fileOf("roster-declined-and-room")).leftOut).toEqual({ absent: 1, room: 1 });
    expect(people("ATTENDEE;PARTSTAT=DECLINED:mailto:1@a.b").leftOut).toEqual({ declined: 1 });
    expect(people("ATTENDEE;CUTYPE=ROOM:mailto:1@a.b").leftOut).toEqual({ unnamed: 1 });
  });
});

describe("what lies behind", () => {
  it.each([
    ["FREQ=DAILY", 367],
    ["FREQ=DAILY;COUNT=5082", 2],
    ["FREQ=DAILY;UNTIL=20261201T070000Z", 3],
    ["FREQ=DAILY;UNTIL=20261201", 3],
    ["FREQ=DAILY;INTERVAL=2;UNTIL=20261203T070000Z", 3],
    ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=5082", 2],
    ["FREQ=WEEKLY;BYDAY=TU;COUNT=727", 1],
    ["FREQ=MONTHLY;BYDAY=1TU", 12],
    ["FREQ=YEARLY", 1],
  ])("a series since 2013 by %s is read from now on", (rule, count) => {
    const { turns } = parsedTurns(
      one("DTSTART;TZID=Europe/Berlin:20130101T080000", "DTEND;TZID=Europe/Berlin:20130102T080000", `RRULE:${rule}`),
    );
    expect(turns).toHaveLength(count);
  });

  it.each([
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,MO;COUNT=230;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,WE,MO;COUNT=345",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
    "FREQ=WEEKLY;INTERVAL=5",
    "FREQ=DAILY;INTERVAL=7",
    "FREQ=DAILY;BYDAY=SA,SU,WE",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  ])("%s is skipped to where counting from its beginning leads", (rule) => {
    const starts = Temporal.Instant.from("2020-06-03T08:00:00Z").toZonedDateTimeISO("UTC");
    const until = Temporal.Instant.from("2027-11-30T12:00:00Z").toZonedDateTimeISO("UTC");
    const counted = new RRuleTemporal({
      rruleString: `RRULE:${rule.replace(/;COUNT=\d+/, "")}`,
      dtstart: starts,
      until,
      temporal: Temporal,
    })
      .all()
      .slice(0, Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? 5000))
      .map((at) => at.toInstant().toString().slice(0, 16))
      .filter((at) => at > "2026-11-29T11:00");
    const turns = turnsOf(one("DTSTART:20200603T080000Z", "DURATION:PT1H", `RRULE:${rule}`));
    expect(turns.map((turn) => turn.split(" ")[1])).toEqual(counted);
  });

  it("counts for no limit", () => {
    const past = Array.from(
      { length: 6000 },
      (_, index) => `UID:${index}\nSUMMARY:Jane\nDTSTART:20200101T080000Z\nDURATION:PT1H`,
    );
    const { turns, leftOut } = parsedTurns(
      calendarFile([...past, "UID:x\nSUMMARY:Joe\nDTSTART:20261201T080000Z\nDURATION:PT1H"]),
    );
    expect([turns, leftOut]).toEqual([["Joe 2026-12-01T08:00 2026-12-01T09:00"], { over: 6000 }]);
  });
});

describe("the parts of a file", () => {
  const text = calendarFile(["UID:1\nSUMMARY:Jane\nDTSTART:20261201T080000Z\nDURATION:PT1H"]);
  it("are read whatever ends, folds or comes before its lines", () => {
    const turns = ["Jane 2026-12-01T08:00 2026-12-01T09:00"];
    expect(turnsOf(`\ufeff${text}`)).toEqual(turns);
    expect(turnsOf(text.replaceAll("\r\n", "\n"))).toEqual(turns);
    expect(turnsOf(text.replaceAll("\r\n", "\r"))).toEqual(turns);
    expect(turnsOf(text.replace("SUMMARY:Jane", "SUMM\r\n ARY:Ja\r\n\tne"))).toEqual(turns);
    expect(turnsOf(text.replaceAll("VEVENT", "vevent").replace("BEGIN", "begin"))).toEqual(turns);
    expect(turnsOf(`\r\n${text}\r\n\r\n`)).toEqual(turns);
  });

  it("that give no shift are counted, a kind each", () => {
    const others = ["VTODO", "VTODO", "VJOURNAL", "VFREEBUSY", "X-ELSE"].map((name) => `BEGIN:${name}\nEND:${name}\n`);
    const answers = calendarFile(["UID:9\nSUMMARY:Jane\nDTSTART:20261201T080000Z"], "METHOD:REPLY\n");
    const events = [
      "UID:1\nSUMMARY:Jane\nDTSTART:20261201T080000Z\nDURATION:PT1H",
      "UID:2\nno line",
      "UID:3\nDTSTART:20261350T080000Z",
      "UID:4",
    ];
    expect(parsedTurns(`${calendarFile(events, others.join(""))}${answers}`).leftOut).toEqual({
      ...{ todo: 2, journal: 1, other: 2, answer: 1, unreadable: 3 },
    });
  });

  it("that end too early are no file", () => {
    for (const cut of ["END:VCALENDAR\r\n", "END:VEVENT\r\nEND:VCALENDAR\r\n"])
      expect(turnsOf(text.replace(cut, ""))[0]).toContain("not a readable calendar file");
  });
});
