import { expect, it } from "vitest";
import { at, changeAuditFrom, lead, normalColumns, normalSteps } from "@/testing/examples/change-audit-from-steps";
import { parseCsv } from "@/testing/examples/parse-csv";
import { csvHead, csvRows } from "./csv";
import { exceptionsIn } from "./exceptions";
import { type ReportRow, reportColumns } from "./report-columns";

const audit = changeAuditFrom([...normalSteps, ["redact", 300, { by: lead, field: "why" }]], normalColumns);
const words = (texts: Partial<ReportRow["texts"]>): ReportRow["texts"] => ({
  number: audit.number,
  title: null,
  what: null,
  why: null,
  rollbackPlan: null,
  verification: null,
  systemInWords: null,
  stepTexts: [],
  ...texts,
});
const rowOf = (texts: Partial<ReportRow["texts"]>) => {
  const csv = csvRows([{ audit, texts: words(texts), exceptions: exceptionsIn(audit, { now: at(400), zone: "UTC" }) }]);
  const [fields = []] = parseCsv(csv);
  return Object.fromEntries(reportColumns.map(([name], index) => [name, fields[index]]));
};

it("tells a change with its facts, its people and times, its exceptions and where it stands in the log", () => {
  expect(rowOf({ title: { text: "Add a record" }, why: { redacted: { by: "Lea Lead", at: at(300) } } })).toMatchObject({
    number: "CHG-1001",
    type: "normal",
    status: "closed",
    outcome: "Closed",
    title: "Add a record",
    who: "Wendy Writer",
    what: "",
    why: `[redacted by Lea Lead, ${at(300)}]`,
    systems: "web",
    clients: "Acme",
    "window end": at(200),
    started: at(150),
    ended: at(170),
    "reviewed by": "Rob Reviewer",
    "reviewed at": at(30),
    "approved by": "Lea Lead",
    "approved as routine": "no",
    exceptions:
      "Text redacted (Change Records): Lea Lead redacted “why” of CHG-1001 on 1 May 2026, 14:00 UTC. Lea Lead is accountable.",
    "place in the log of the last event": "9",
    "hash of the last event": "00",
  });
});

it.each(["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])("leaves no formula: %j", (text) => {
  expect(rowOf({ what: { text } }).what).toBe(`'${text}`);
});

it.each([
  "a,b",
  'say "so"',
  "two\nlines",
  "two\r\nlines",
  " blank ",
  "ünïcödé 漢字 🎲 e\u0301",
  "\u202fnarrow",
  "1.5",
  "' quoted",
])("keeps %j as it is", (text) => {
  expect(rowOf({ what: { text } }).what).toBe(text);
});

it("heads each file, with a byte order mark if wanted, and ends each line as RFC 4180 says", () => {
  expect([...Buffer.from(csvHead(true)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csvHead(true).slice(1)).toBe(csvHead(false));
  expect(csvHead(false)).toMatch(/^number,type,status,[^\r\n]*\r\n$/);
  expect(new Set(reportColumns.map(([name]) => name)).size).toBe(reportColumns.length);
});
