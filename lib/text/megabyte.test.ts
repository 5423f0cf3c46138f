import { expect, it } from "vitest";
import { checkFile } from "@/lib/attachments/check-file";
import { fileDescribedBy } from "@/lib/attachments/file-description";
import { safeFileName } from "@/lib/attachments/safe-file-name";
import { parseCalendarFilter } from "@/lib/calendar/calendar-filter";
import { parseChangeFilter as changeFilter } from "@/lib/changes/change-filter";
import { parseRecordNumber } from "@/lib/changes/record-number";
import { countFormParts } from "@/lib/form/count-form-parts";
import { formInputsOf } from "@/lib/form/form-inputs";
import { parseStepForm } from "@/lib/form/parse-step-form";
import { fillWithExamples, placeholdersIn, templateMismatch, toTemplateFields } from "@/lib/form/parse-template-fields";
import { templateFieldRows } from "@/lib/form/template-field-rows";
import { parseGateQuestion } from "@/lib/halts/gate";
import { parseIncidentFilter } from "@/lib/incidents/incident-filter";
import { parseDeliveryFilter } from "@/lib/notices/delivery-filter";
import { slackText } from "@/lib/notices/slack-text";
import { parseRosterFile } from "@/lib/on-call/roster-file/parse-roster-file";
import { rotationShifts } from "@/lib/on-call/rotation";
import { shiftFromInput } from "@/lib/on-call/single-shift";
import { parsePolicyDocument } from "@/lib/policy/policy-document";
import { parseReportFilter } from "@/lib/report/report-filter";
import { isField } from "@/lib/rules/fields";
import { type RecordType, recordTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { parseSystemsFile } from "@/lib/systems/parse-systems-file";
import { parseSystemFilter } from "@/lib/systems/system-filter";
import { expandRecurrence } from "@/lib/time/expand-recurrence";
import { isTimeZone } from "@/lib/time/local-time";
import { clientAddressOf, rateLimitOf } from "@/lib/web/rate-limits";
import { returnPath } from "@/lib/web/return-path";
import { containsCredential } from "./contains-credential";
import { hasVisibleText } from "./has-visible-text";
import { toOneLine, toParagraph } from "./plain-text";
import { splitLinks } from "./split-links";

// A text can be as long as a form, and of any shape: whatever is done with it takes a time that grows with its length alone.

const hostile = [
  ...[
    "a",
    " ",
    "\n",
    "\t",
    "\r\n",
    "-",
    "/",
    ".",
    ",",
    ";",
    ":",
    "=",
    "@",
    "(",
    ")",
    "[",
    "{",
    "}",
    "\\",
    '"',
    "<",
    "|",
    "#",
  ],
  ...[
    "secret=",
    "http://a.",
    "https://",
    "https://a)",
    "http://....",
    "{a}",
    "{a",
    "a b",
    " \n",
    "\u200b",
    "\u202e",
    "é",
    "\u{1f600}",
    "٣",
  ],
  ...[
    "FREQ=DAILY;",
    "BYDAY=MO,",
    "# a\n",
    "- a\n",
    "1,",
    "a,b\n",
    '"a""',
    "on call ",
    "a@b.c ",
    "0000-00-00T00:00",
    "+",
    "%00",
    "..//",
  ],
];
const megabyte = (seed: string) => seed.repeat(Math.ceil(1_000_000 / seed.length)).slice(0, 1_000_000);

/** Ten times what it takes. Time on the processor: a busy machine adds little to it. */
const mostMs = 1000;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function longestPause(work: Generator<void, unknown>): number {
  let longest = 0;
  for (;;) {
    const began = cpuMs();
    const { done } = work.next();
    longest = Math.max(longest, cpuMs() - began);
    if (done) return longest;
  }
}

function once(work: (text: string) => unknown): (text: string) => number {
  return (text) => {
    const began = cpuMs();
    work(text);
    return cpuMs() - began;
  };
}

const window = { starts: "2026-11-01T10:00:00Z", ends: "2026-11-01T11:00:00Z", zone: "UTC" };
const row = { blankName: "a", blankLabel: "A", blankExample: "a", blankPattern: "a", blankOptions: "" };
const query = (text: string) => ({
  q: text,
  type: text,
  status: text,
  from: text,
  to: text,
  client: text,
  system: text,
  seed: text,
  sample: text,
  view: text,
  date: text,
  person: text,
  kind: text,
  channel: text,
  change: text,
});

/** What takes a text of a form, an address or a file, each as it comes from whoever sent it. */
const paths: readonly [name: string, (text: string) => number][] = [
  ["says something", once(hasVisibleText)],
  ["names a credential", once((text) => containsCredential(text.slice(0, 21_000)))],
  ["a field's name", once(isField)],
  ["a zone", once(isTimeZone)],
  ["a return address", once(returnPath)],
  [
    "a file",
    once((text) =>
      ["", "%PDF-1.4\n", "\x89PNG\r\n\x1a\n"].map((start) => checkFile(Buffer.from(start + text, "latin1"))),
    ),
  ],
  ["a file's name", once((text) => [safeFileName(text, "text/plain"), fileDescribedBy(text)])],
  ["a number in an address", once((text) => parseRecordNumber(text, "CHG"))],
  ["an address behind proxies", once((text) => clientAddressOf(text, text, 10))],
  ["what has a limit", once((text) => rateLimitOf("GET", `/${text}`, new URLSearchParams()))],
  [
    "a form's boundary",
    once((text) => countFormParts(new TextEncoder().encode(text), `multipart/form-data; boundary=${text}`)),
  ],
  [
    "filters of lists",
    once((text) =>
      [
        changeFilter,
        parseCalendarFilter,
        parseDeliveryFilter,
        parseIncidentFilter,
        parseSystemFilter,
        parseReportFilter,
      ].map((read) => read(query(text))),
    ),
  ],
  [
    "a question to the gate",
    once((text) => parseGateQuestion(new URLSearchParams({ client: text, include: text, nonce: text }))),
  ],
  [
    "a rule of a freeze",
    once((text) => [expandRecurrence(text, window), expandRecurrence(`FREQ=DAILY;${text}`, window)]),
  ],
  [
    "a rotation",
    once((text) =>
      rotationShifts({
        people: text.split(","),
        first: text,
        offset: text,
        zone: text,
        days: text,
        turns: text,
        tier: text,
      }),
    ),
  ],
  [
    "a shift",
    once((text) =>
      shiftFromInput({ person: text, from: text, fromOffset: text, until: text, zone: "UTC", tier: text }),
    ),
  ],
  ...(["blankName", "blankLabel", "blankExample", "blankPattern", "blankOptions"] as const).map(
    (name): [string, (text: string) => number] => [
      `the ${name} of an entry`,
      once((text) => toTemplateFields(templateFieldRows({ ...row, [name]: text }))),
    ],
  ),
  [
    "an entry's fields in their texts",
    once((text) => [
      placeholdersIn(text.slice(0, 10_000)),
      templateMismatch([text.slice(0, 10_000)], []),
      fillWithExamples(text.slice(0, 10_000), [{ name: "a", label: "A", example: "a".repeat(500) }]),
    ]),
  ],
  // At most 10,000 characters of a posted value are stored.
  ["links", once((text) => splitLinks(text.slice(0, 10_000)))],
  [
    "a text of a mail",
    once((text) => [toParagraph(text.slice(0, 10_000), 4000), toOneLine(text.slice(0, 10_000), 100)]),
  ],
  [
    "a text in Slack",
    once((text) => slackText({ headline: text.slice(0, 10_000), paragraphs: [text.slice(0, 10_000)] })),
  ],
  ["the policy's text", once((text) => parsePolicyDocument(text.slice(0, 10_000)))],
  ["a file of systems", (text) => longestPause(parseSystemsFile(text, "UTC"))],
  ["a file of systems, after its head", (text) => longestPause(parseSystemsFile(`name,client\n${text}`, "UTC"))],
  ["a file of shifts", (text) => longestPause(parseRosterFile(text, { now: 0, zone: "UTC" }))],
  [
    "a file of shifts, in an event",
    (text) =>
      longestPause(
        parseRosterFile(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:${text}\r\nEND:VEVENT\r\nEND:VCALENDAR`, {
          now: 0,
          zone: "UTC",
        }),
      ),
  ],
];

it.each(paths)(
  "%s: a megabyte of anything",
  (_, work) => {
    work("warm");
    const slow = hostile.flatMap((seed) => {
      const ms = work(megabyte(seed));
      return ms > mostMs ? [`${JSON.stringify(seed)}: ${Math.round(ms)} ms`] : [];
    });
    expect(slow).toEqual([]);
  },
  240_000,
);

const forms = recordTypes.flatMap((kind: RecordType) =>
  rulesOf(kind)
    .filter(({ derived }) => !derived)
    .map(({ step, types }): Parameters<typeof formInputsOf>[0] => ({ recordType: kind, step, type: types?.[0] ?? "" })),
);

it("every field of every form: a megabyte of anything", () => {
  const slow = forms.flatMap((form) =>
    [
      ...formInputsOf(form).map(({ field }) => field),
      "timezone",
      "boxes",
      "windowStartOffset",
      "findingOwner",
      "value.a",
      "stranger",
    ].flatMap((field) =>
      ["a", " ", "https://a ", "{", "1"].flatMap((seed) => {
        const began = cpuMs();
        parseStepForm(
          form.recordType,
          form.step,
          form.type,
          { windowStart: "2026-11-01T10:00", windowEnd: "2026-11-01T11:00", [field]: megabyte(seed) },
          "UTC",
        );
        const ms = cpuMs() - began;
        return ms > mostMs ? [`${form.step} ${field}: ${Math.round(ms)} ms`] : [];
      }),
    ),
  );
  expect(slow).toEqual([]);
}, 240_000);
