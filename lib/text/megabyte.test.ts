import { expect, it } from "vitest";
import { calendarFilter } from "@/lib/calendar/filter";
import { filterOf as changeFilter } from "@/lib/changes/filter";
import { recordIn } from "@/lib/changes/record-number";
import { asksOf } from "@/lib/form/asks";
import { typedBlanks } from "@/lib/form/declared-rows";
import { partsOf } from "@/lib/form/form-parts";
import { readPosted } from "@/lib/form/read-form";
import { blanksOf, disagreement, filledByExamples, namedIn } from "@/lib/form/template-fields";
import { gateQuestion } from "@/lib/halts/gate";
import { incidentFilterOf } from "@/lib/incidents/filter";
import { deliveryFilterOf } from "@/lib/notices/filter";
import { slackText } from "@/lib/notices/slack-text";
import { readingRosterFile } from "@/lib/on-call/roster-file/roster-file";
import { rotated } from "@/lib/on-call/rotation";
import { singleShift } from "@/lib/on-call/single-shift";
import { documentOf } from "@/lib/policy/policy-document";
import { reportFilter } from "@/lib/report/filter";
import { isField } from "@/lib/rules/fields";
import { type SubjectType, subjectTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { systemFilter } from "@/lib/systems/filter";
import { readingSystemsFile } from "@/lib/systems/systems-file";
import { isZone } from "@/lib/time/local-time";
import { repeated } from "@/lib/time/recurrence";
import { addressOf, limitOf } from "@/lib/web/limits";
import { returnPath } from "@/lib/web/return-path";
import { pieces } from "./links";
import { namesCredential } from "./named-credential";
import { oneLine, paragraph } from "./plain-text";
import { saysSomething } from "./says-something";

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

/** 100 ms, and ten times that for a machine that is busy. */
const most = 1000;

function longestPause(work: Generator<void, unknown>): number {
  let longest = 0;
  for (;;) {
    const began = performance.now();
    const { done } = work.next();
    longest = Math.max(longest, performance.now() - began);
    if (done) return longest;
  }
}

function once(work: (text: string) => unknown): (text: string) => number {
  return (text) => {
    const began = performance.now();
    work(text);
    return performance.now() - began;
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
  ["says something", once(saysSomething)],
  ["names a credential", once((text) => namesCredential(text.slice(0, 21_000)))],
  ["a field's name", once(isField)],
  ["a zone", once(isZone)],
  ["a return address", once(returnPath)],
  ["a number in an address", once((text) => recordIn(text, "CHG"))],
  ["an address behind proxies", once((text) => addressOf(text, text, 10))],
  ["what has a limit", once((text) => limitOf("GET", `/${text}`, new URLSearchParams()))],
  [
    "a form's boundary",
    once((text) => partsOf(new TextEncoder().encode(text), `multipart/form-data; boundary=${text}`)),
  ],
  [
    "filters of lists",
    once((text) =>
      [changeFilter, calendarFilter, deliveryFilterOf, incidentFilterOf, systemFilter, reportFilter].map((read) =>
        read(query(text)),
      ),
    ),
  ],
  [
    "a question to the gate",
    once((text) => gateQuestion(new URLSearchParams({ client: text, include: text, nonce: text }))),
  ],
  ["a rule of a freeze", once((text) => [repeated(text, window), repeated(`FREQ=DAILY;${text}`, window)])],
  [
    "a rotation",
    once((text) =>
      rotated({ people: text.split(","), first: text, offset: text, zone: text, days: text, turns: text, tier: text }),
    ),
  ],
  [
    "a shift",
    once((text) => singleShift({ person: text, from: text, fromOffset: text, until: text, zone: "UTC", tier: text })),
  ],
  ...(["blankName", "blankLabel", "blankExample", "blankPattern", "blankOptions"] as const).map(
    (name): [string, (text: string) => number] => [
      `the ${name} of an entry`,
      once((text) => blanksOf(typedBlanks({ ...row, [name]: text }))),
    ],
  ),
  [
    "an entry's fields in their texts",
    once((text) => [
      namedIn(text.slice(0, 10_000)),
      disagreement([text.slice(0, 10_000)], []),
      filledByExamples(text.slice(0, 10_000), [{ name: "a", label: "A", example: "a".repeat(500) }]),
    ]),
  ],
  // Of what was posted, 10,000 characters are kept.
  ["links", once((text) => pieces(text.slice(0, 10_000)))],
  ["a text of a mail", once((text) => [paragraph(text.slice(0, 10_000), 4000), oneLine(text.slice(0, 10_000), 100)])],
  [
    "a text in Slack",
    once((text) => slackText({ headline: text.slice(0, 10_000), paragraphs: [text.slice(0, 10_000)] })),
  ],
  ["the policy's text", once((text) => documentOf(text.slice(0, 10_000)))],
  ["a file of systems", (text) => longestPause(readingSystemsFile(text, "UTC"))],
  ["a file of systems, after its head", (text) => longestPause(readingSystemsFile(`name,client\n${text}`, "UTC"))],
  ["a file of shifts", (text) => longestPause(readingRosterFile(text, { now: 0, zone: "UTC" }))],
  [
    "a file of shifts, in an event",
    (text) =>
      longestPause(
        readingRosterFile(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:${text}\r\nEND:VEVENT\r\nEND:VCALENDAR`, {
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
      return ms > most ? [`${JSON.stringify(seed)}: ${Math.round(ms)} ms`] : [];
    });
    expect(slow).toEqual([]);
  },
  240_000,
);

const forms = subjectTypes.flatMap((kind: SubjectType) =>
  rulesOf(kind)
    .filter(({ caused }) => !caused)
    .map(({ step, types }): Parameters<typeof asksOf>[0] => ({ kind, step, type: types?.[0] ?? "" })),
);

it("every field of every form: a megabyte of anything", () => {
  const slow = forms.flatMap((form) =>
    [
      ...asksOf(form).map(({ field }) => field),
      "timezone",
      "boxes",
      "windowStartOffset",
      "findingOwner",
      "value.a",
      "stranger",
    ].flatMap((field) =>
      ["a", " ", "https://a ", "{", "1"].flatMap((seed) => {
        const began = performance.now();
        readPosted(
          form.kind,
          form.step,
          form.type,
          { windowStart: "2026-11-01T10:00", windowEnd: "2026-11-01T11:00", [field]: megabyte(seed) },
          "UTC",
        );
        const ms = performance.now() - began;
        return ms > most ? [`${form.step} ${field}: ${Math.round(ms)} ms`] : [];
      }),
    ),
  );
  expect(slow).toEqual([]);
}, 240_000);
