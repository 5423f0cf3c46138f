import { describe, expect, it } from "vitest";
import { drain } from "@/testing/examples/drain";
import { glpiCsv, jiraCsv, jiraJson, serviceNowCsv, serviceNowJson } from "@/testing/examples/past-exports";
import { canonicalRecord } from "./canonical-record";
import { maxImportedRows, parsePastFile } from "./parse-past-file";
import { mappedTexts, missingFields, type Reading, readPast } from "./read-past";
import { rowReport } from "./row-report";
import { guessMapping, type SourceSystemId, sourceSystems } from "./source-systems";

const parse = (text: string) => {
  const file = drain(parsePastFile(text));
  if (!file.ok) throw new Error(file.sentence);
  return file;
};
const problemOf = (text: string) => {
  const file = drain(parsePastFile(text));
  return file.ok ? "" : file.sentence;
};

/** The file read as its source suggests. */
function read(source: SourceSystemId, text: string, options: Partial<Reading> = {}) {
  const file = parse(text);
  const mapping = guessMapping(source, file.columns);
  const { dateOrder } = sourceSystems[source];
  return drain(readPast(file, { mapping, dateOrder, zone: "Europe/Berlin", ...options }));
}

const head = "number,short_description,start_date,end_date,url,close_notes\n";
const readRow = (cells: string) => read("servicenow", `${head}${cells}\n`);

describe("an export of another system", () => {
  it("of ServiceNow is read, in CSV and in JSON", () => {
    expect(read("servicenow", serviceNowCsv)).toMatchObject({
      rows: [
        {
          line: 2,
          record: {
            foreignNumber: "CHG0030001",
            title: "Replace the mail relay",
            foreignType: "Normal",
            client: "Acme",
            system: "dns",
            plannedStart: "2025-02-03T19:00:00.000Z",
            actualEnd: "2025-02-03T20:40:00.000Z",
            outcome: "Successful",
            approvedBy: null,
          },
        },
        { line: 3, record: { title: "Raise the disk alert, again", actualStart: null } },
      ],
      invalid: [],
    });
    expect(read("servicenow", serviceNowJson).rows).toMatchObject([
      { line: 1, record: { foreignStatus: "Closed", system: "db", plannedEnd: "2025-03-05T21:00:00.000Z" } },
    ]);
  });

  it("of Jira is read, in CSV with its named months, and in JSON with its offsets", () => {
    expect(read("jira", jiraCsv).rows).toMatchObject([
      {
        record: {
          foreignNumber: "OPS-12",
          client: "Operations",
          plannedStart: "2025-04-03T20:15:00.000Z",
          plannedEnd: "2025-04-03T23:00:00.000Z",
          outcome: "Done",
        },
      },
      { record: { foreignNumber: "OPS-13", requestedBy: "Requester Two" } },
    ]);
    expect(read("jira", jiraJson).rows).toMatchObject([
      {
        record: {
          foreignNumber: "OPS-14",
          title: "Rotate the keys",
          foreignStatus: "Done",
          requestedBy: "Requester One",
          system: "vault, web",
          actualEnd: "2025-04-09T12:15:00.000Z",
        },
      },
    ]);
  });

  it("of GLPI is read, and another system's by the names that any of them has", () => {
    const expected = { foreignNumber: "1 204", client: "Acme > Berlin", actualStart: "2025-05-06T16:00:00.000Z" };
    expect(read("glpi", glpiCsv).rows).toMatchObject([{ record: { ...expected, requestedBy: "Requester One" } }]);
    expect(read("other", glpiCsv).rows).toMatchObject([{ record: { title: "Extend the storage" } }]);
  });

  it("names each column once, and maps none twice", () => {
    const { columns } = parse(jiraCsv);
    expect(columns.slice(7, 9)).toEqual(["Labels", "Labels (2)"]);
    const mapped = Object.values(guessMapping("jira", columns));
    expect(mapped.length).toBeGreaterThan(6);
    expect(new Set(mapped).size).toBe(mapped.length);
    expect(missingFields(guessMapping("jira", ["Colour", "Size"]))).toEqual(["foreignNumber", "title"]);
  });
});

describe("a row that cannot be read", () => {
  it.each([
    [",Title,,,,", "Number there is missing."],
    ["1,,,,,", "Title is missing."],
    ["1,T,2025-02-30 10:00,,,", "Planned start (“2025-02-30 10:00”) is no date of the calendar."],
    ["1,T,03/04/2025,,,", "Planned start (“03/04/2025”) does not look like 2026-03-31 18:00."],
    [
      "1,T,2025-10-26 02:30,,,",
      "comes twice on that day in Europe/Berlin, when the clocks go back: write it with its offset, +02:00 or +01:00",
    ],
    ["1,T,2025-03-30 02:30,,,", "does not exist in Europe/Berlin: the clocks go forward over it"],
    ["1,T,2025-02-03 10:00,2025-02-03 09:00,,", "Planned end is before planned start."],
    ["1,T,,,javascript:alert(1),", "Link is no link that starts with https:// or http://."],
    ["1,T\u202Eevil,,,,", "Title has invisible control characters."],
    [`1,${"T".repeat(1001)},,,,`, "Title is longer than 1,000 characters."],
    [`1,T,,,,${"o".repeat(10_001)}`, "Outcome is longer than 10,000 characters."],
    ["1,T,,,,,more", "The row has 7 cells, but the first line names 6 columns."],
    ["1,T", "The row has 2 cells, but the first line names 6 columns."],
  ])("%s says why", (cells, sentence) => {
    const { rows, invalid } = readRow(cells);
    expect(rows).toEqual([]);
    expect(invalid).toEqual([{ line: 2, sentence: expect.stringContaining(sentence) }]);
  });

  it("is one with a credential, and one whose number was there before", () => {
    const file = parse(`${head}1,First,,,,\n1,Second,,,,\n2,Third,,,,\n`);
    const reading = { mapping: guessMapping("servicenow", file.columns), dateOrder: "iso", zone: "UTC" } as const;
    const { rows, invalid } = drain(readPast(file, reading, new Set([4])));
    expect(rows.map(({ record }) => record.title)).toEqual(["First"]);
    expect(invalid.map(({ line, sentence }) => `${line} ${sentence}`)).toEqual([
      "3 Number there: row 2 already has it.",
      expect.stringMatching(/^4 It has something that looks like a credential/),
    ]);
    expect(mappedTexts(file.rows[0] ?? { line: 0, cells: [] }, file.columns, { title: "short_description" })).toEqual([
      "First",
    ]);
  });

  it("is reported in a bounded text, whose last line counts the rest", () => {
    const invalid = Array.from({ length: 500 }, (_, index) => ({ line: index + 2, sentence: "Title is missing." }));
    const report = rowReport(invalid, 1000);
    expect(report.length).toBeLessThanOrEqual(1000);
    expect(report).toMatch(/^Row 2: Title is missing\.\n.*and \d{3} more\.$/s);
    expect(rowReport(invalid.slice(0, 1), 1000)).toBe("Row 2: Title is missing.");
  });
});

describe("times", () => {
  const startOf = (cell: string, options: Partial<Reading>) => {
    const { rows, invalid } = read("servicenow", `${head}1,T,"${cell}",,,\n`, options);
    return rows[0]?.record.plannedStart ?? invalid[0]?.sentence;
  };

  it.each([
    ["31/03/2025 18:00", "dmy", "2025-03-31T16:00:00.000Z"],
    ["31.03.2025, 18:00:30", "dmy", "2025-03-31T16:00:30.000Z"],
    ["03/31/2025 6:00 PM", "mdy", "2025-03-31T16:00:00.000Z"],
    ["3/31/25 12:05 am", "mdy", "2025-03-30T22:05:00.000Z"],
    ["31/Mar/25 12:00 PM", "named", "2025-03-31T10:00:00.000Z"],
    ["2025-03-31T18:00:00.000+0530", "dmy", "2025-03-31T12:30:00.000Z"],
    ["2025-03-31 18:00:00Z", "iso", "2025-03-31T18:00:00.000Z"],
    ["2025-10-26T02:30:00+01:00", "iso", "2025-10-26T01:30:00.000Z"],
    ["2025-03-31", "iso", "2025-03-30T22:00:00.000Z"],
  ] as const)("%s is read as %s", (cell, dateOrder, expected) => expect(startOf(cell, { dateOrder })).toBe(expected));

  it("are read in the chosen zone, and refused where they do not fit the chosen order", () => {
    expect(startOf("2025-03-31 18:00", { zone: "America/New_York" })).toBe("2025-03-31T22:00:00.000Z");
    for (const [cell, dateOrder] of [
      ["31/03/2025 18:00", "mdy"],
      ["31/Foo/25 1:00 PM", "named"],
      ["2025-03-31 25:00", "iso"],
      ["31/03/2025 13:00 PM", "dmy"],
      ["1743436800", "iso"],
      ["2250-01-01 00:00", "iso"],
    ] as const)
      expect(startOf(cell, { dateOrder })).toMatch(/^Planned start \(“/);
  });

  it("end with their day where only the day is there", () => {
    expect(readRow("1,T,2025-03-31,2025-03-31,,").rows[0]?.record.plannedEnd).toBe("2025-03-31T22:00:00.000Z");
  });
});

describe("a file that cannot be read", () => {
  it.each([
    ["", "The first line of the file must name its columns"],
    ["number,title\n", "The file has no rows."],
    ["[]", "The file has no rows."],
    ['{"rows": []}', "The file is no list of objects in JSON."],
    ["[1, 2", "The file is no list of objects in JSON."],
    [
      `${Array.from({ length: 301 }, (_, index) => `c${index}`).join(",")}\n1,2\n`,
      "The file has more than 300 columns.",
    ],
    [`number,title\n${"1,T\n".repeat(maxImportedRows + 1)}`, "A file can have at most 20,000 rows."],
    [JSON.stringify(Array(maxImportedRows + 1).fill({})), "A file can have at most 20,000 rows."],
    [`number,title\n1,${"x".repeat(200_001)}\n`, "Line 2 is longer than 200,000 characters, so it cannot be a change."],
    ['number,title\n1,"open\n', "A quotation mark that opens after line"],
  ])("%.30s says why", (text, sentence) => expect(problemOf(text)).toContain(sentence));

  it("is none with ten thousand nested lists, nor with names that every object has", () => {
    expect(
      parse(`[${"[".repeat(10_000)}${"]".repeat(10_000)}, {"key": "1", "__proto__": {"summary": "x"}}]`).rows,
    ).toHaveLength(1);
    const deep = `[{"key": "1", "a": ${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}]`;
    expect(parse(deep).columns).toEqual(["key"]);
  });
});

it("a record is hashed as a text that no other record has", () => {
  const [{ record } = { record: null }] = readRow("1,Ärger,2025-02-03 10:00,,,").rows;
  if (!record) throw new Error("the row was read");
  const text = canonicalRecord(record, 7, "ab".repeat(16));
  expect(text).toBe(`32:${"ab".repeat(16)},1:7,1:1,6:Ärger,-,-,-,-,-,-,27:2025-02-03T09:00:00.000000Z,-,-,-,-,-`);
  expect(canonicalRecord({ ...record, title: "Ärger,-" }, 7, "")).not.toBe(
    canonicalRecord({ ...record, foreignType: "-" }, 7, ""),
  );
});
