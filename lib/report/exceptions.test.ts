import { describe, expect, it } from "vitest";
import { allowedActorsSentence } from "@/lib/refusals/allowed-actors-sentence";
import { clauses } from "@/lib/rules/clauses";
import { stepLabels } from "@/lib/rules/labels";
import type { NamedRef } from "@/lib/rules/record";
import { firstRuleOf } from "@/lib/rules/rules";
import {
  at,
  changeAuditFrom,
  emergencyColumns,
  emergencySteps,
  lead,
  normalColumns,
  normalSteps,
  reviewer,
  writer,
} from "@/testing/examples/change-audit-from-steps";
import type { ChangeAudit } from "./change-audit";
import type { ChangeAuditRow } from "./change-audit-row";
import { exceptionDefinitions, exceptionKinds } from "./exception-kinds";
import { exceptionsByKind, exceptionsIn, exceptionsOf } from "./exceptions";

const day = 24 * 60;
const now = at(10 * day);
const found = (audit: ChangeAudit, moment = { now, zone: "UTC" }) => exceptionsIn(audit, moment);
const kinds = (audit: ChangeAudit, moment?: Parameters<typeof found>[1]) =>
  found(audit, moment).map(({ kind }) => kind);
const normal = (more: Partial<ChangeAuditRow> = {}) => changeAuditFrom(normalSteps, { ...normalColumns, ...more });
const emergency = (more: Partial<ChangeAuditRow> = {}) =>
  changeAuditFrom(emergencySteps, { ...emergencyColumns, ...more });
const failing = (outcome: string) =>
  changeAuditFrom(
    [
      ...normalSteps.slice(0, 6),
      ["fail", 160],
      ["roll_back", 190, { outcome, endedAt: at(185) }],
      ["settle", 500, { by: lead }],
    ],
    { ...normalColumns, failedAt: at(160), rolledBackAt: at(185), endedAt: at(185) },
  );
const reviewRule = firstRuleOf("change", "review") ?? null;
const provoked: Record<
  (typeof exceptionKinds)[number],
  readonly [audit: ChangeAudit, clause: string, answers: NamedRef, words: string][]
> = {
  against_rulebook: [
    [
      {
        ...normal(),
        breaches: [
          { ...writer, at: at(20), place: 3, of: "CHG-1001", step: "review", because: "who", rule: reviewRule },
        ],
      },
      "normal-reviewed",
      writer,
      `took “${stepLabels.review.label}” of CHG-1001 on 1 May 2026, 09:20 UTC. ${reviewRule && allowedActorsSentence(reviewRule)}`,
    ],
  ],
  documented_late: [
    [
      changeAuditFrom(
        [
          ["declare", 0],
          ["finish", 20],
          ["document", 1431],
        ],
        { ...emergencyColumns, factsCompleteAt: at(1431) },
      ),
      "emergency-documented",
      writer,
      "2 May 2026, 08:51 UTC, 1 min late",
    ],
    [
      changeAuditFrom(
        [
          ["declare", 0],
          ["finish", 20],
        ],
        { ...emergencyColumns, status: "executed", factsCompleteAt: null },
      ),
      "emergency-documented",
      writer,
      "still missing",
    ],
  ],
  scope_unsettled: [
    [
      changeAuditFrom([...emergencySteps, ["review_after", 600, { by: lead, outcome: "justified" }]], {
        ...emergencyColumns,
        status: "closed",
        isScopeSettled: false,
      }),
      "scope",
      lead,
      "without a category or a managed system",
    ],
  ],
  off_roster: [
    [
      changeAuditFrom([...emergencySteps, ["record_roster", 0]], {
        ...emergencyColumns,
        offRoster: { rostered: [[reviewer.id, "primary"]], explained: true },
      }),
      "emergency-executed",
      writer,
      "Wendy Writer was not on call then: Rob Reviewer was (primary). The documentation explains it.",
    ],
    [
      changeAuditFrom([...emergencySteps, ["record_roster", 0]], {
        ...emergencyColumns,
        offRoster: { rostered: [], explained: false },
      }),
      "emergency-executed",
      writer,
      "Wendy Writer was not on call then: nobody was. It is not explained yet.",
    ],
  ],
  made_without_record: [
    [
      changeAuditFrom(emergencySteps, { ...emergencyColumns, trigger: "made_without_record" }),
      "exceptions",
      writer,
      "Made on 1 May 2026, 08:50 UTC, and declared by Wendy Writer on 1 May 2026, 09:00 UTC",
    ],
  ],
  called_off: [
    [
      changeAuditFrom([...normalSteps.slice(0, 6), ["call_off", 160]], {
        ...normalColumns,
        status: "cancelled",
        endedAt: at(160),
      }),
      "normal-executed",
      writer,
      "nothing was changed",
    ],
    [
      changeAuditFrom(
        [
          ["draft", 0],
          ["document", 1],
          ["start", 2],
          ["call_off", 3],
        ],
        { type: "standard", status: "cancelled", startedAt: at(2), endedAt: at(3) },
      ),
      "standard-operator",
      writer,
      "nothing was changed",
    ],
  ],
  window_overrun: [
    [
      changeAuditFrom(normalSteps, { ...normalColumns, windowEnd: at(169) }),
      "normal-scheduled",
      writer,
      "the execution 1 min later",
    ],
    [
      changeAuditFrom(normalSteps.slice(0, 6), { ...normalColumns, status: "in_progress", endedAt: null }),
      "normal-scheduled",
      writer,
      "still in progress",
    ],
    [
      changeAuditFrom([...normalSteps.slice(0, 6), ["fail", 201]], {
        ...normalColumns,
        status: "failed",
        endedAt: null,
        failedAt: at(201),
      }),
      "normal-scheduled",
      writer,
      "the execution 1 min later",
    ],
  ],
  waived: [
    [
      changeAuditFrom(
        [...normalSteps.slice(0, 4), ["schedule_over", 100, { by: lead }], ...normalSteps.slice(5)],
        normalColumns,
      ),
      "normal-scheduled",
      lead,
      "Lea Lead overrode conflicts and freezes",
    ],
    [
      changeAuditFrom(
        [
          ["draft", -60],
          ["submit", -50],
          ["review", -40, { by: reviewer }],
          ["approve", -30, { by: lead }],
          ["schedule_over", -20, { by: lead }],
          ["revise", -10],
          ...normalSteps.slice(1).map(([step, minutes, more]) => [step, minutes, { ...more, revision: 2 }] as const),
        ],
        normalColumns,
      ),
      "normal-scheduled",
      lead,
      "overrode conflicts",
    ],
  ],
  rollback_incomplete: [
    [failing("partial"), "failed-rollback", writer, "was partial"],
    [failing("impossible"), "failed-rollback", writer, "was impossible"],
  ],
  alert_attested: [
    [
      changeAuditFrom(normalSteps, {
        ...normalColumns,
        besides: [["attested", lead.id, at(300), 40, "INC-1001", null]],
      }),
      "failed-alert",
      lead,
      "attested in INC-1001",
    ],
  ],
  not_justified: [
    [
      changeAuditFrom(
        [...emergencySteps.slice(0, 3), ["review_after", 600, { by: lead, outcome: "not_justified" }]],
        emergencyColumns,
      ),
      "emergency",
      writer,
      "Lea Lead reviewed the emergency on 1 May 2026, 19:00 UTC: not justified. No change follows it.",
    ],
    ...(
      [
        [["CHG-1005"], "not justified. CHG-1005 follows it."],
        [["CHG-1005", "CHG-1009"], "not justified. CHG-1005 and CHG-1009 follow it."],
      ] as const
    ).map(([followUps, words]): [ChangeAudit, string, NamedRef, string] => [
      changeAuditFrom([...emergencySteps.slice(0, 3), ["review_after", 600, { by: lead, outcome: "not_justified" }]], {
        ...emergencyColumns,
        followUps,
      }),
      "emergency",
      writer,
      words,
    ]),
  ],
  verified_late: [
    [
      changeAuditFrom([...normalSteps.slice(0, 7), ["verify", 170 + day + 1]], normalColumns),
      "normal-verified",
      writer,
      "1 day after its execution",
    ],
    [
      changeAuditFrom(normalSteps.slice(0, 7), { ...normalColumns, status: "executed" }),
      "normal-verified",
      writer,
      "still not verified",
    ],
  ],
  finding_overdue: [
    [
      changeAuditFrom(normalSteps, {
        ...normalColumns,
        incidents: [
          { number: "INC-1001", status: "closed", unanswered: [{ id: 1, owner: reviewer.id, dueOn: "2026-05-10" }] },
        ],
      }),
      "failed-incident",
      reviewer,
      "A finding of INC-1001 was due on 10 May 2026",
    ],
  ],
  text_redacted: [
    [
      changeAuditFrom([...normalSteps, ["redact", 900, { by: lead, field: "why" }]], normalColumns),
      "records",
      lead,
      "Lea Lead redacted “why” of CHG-1001",
    ],
    [
      changeAuditFrom(normalSteps, {
        ...normalColumns,
        besides: [["redacted", lead.id, at(900), 41, "INC-1001", "rootCause"]],
      }),
      "records",
      lead,
      "redacted “rootCause” of INC-1001",
    ],
  ],
};

describe("what was provoked appears, with its clause and who answers, and nothing else does", () => {
  for (const kind of exceptionKinds)
    it.each(provoked[kind].map((one, index) => [index, ...one] as const))(
      `${kind} %i`,
      (_, audit, clause, { id, name }, words) => {
        const [one, ...others] = found(audit);
        expect(others).toEqual([]);
        expect(one).toMatchObject({ kind, clause, number: "CHG-1001", answers: { id, name } });
        expect(one?.sentence).toContain(words);
        expect(Object.keys(clauses)).toContain(one?.clause);
      },
    );
});

describe("what the policy allows is no exception", () => {
  const before = { now: at(10), zone: "UTC" };
  it.each<[string, ChangeAudit, Parameters<typeof found>[1]?]>([
    ["a normal change in its window", normal()],
    ["an emergency documented in time", emergency()],
    ["a failure that was rolled back", failing("complete")],
    [
      "a rollback after the window of what failed in it",
      changeAuditFrom([...normalSteps.slice(0, 6), ["fail", 199], ["roll_back", 260, { outcome: "complete" }]], {
        ...normalColumns,
        failedAt: at(199),
        rolledBackAt: at(260),
        endedAt: at(260),
      }),
    ],
    ["an end at the very end of the window", normal({ windowEnd: at(170) })],
    [
      "a run up to the end of its window",
      changeAuditFrom(normalSteps.slice(0, 6), { ...normalColumns, status: "in_progress", endedAt: null }),
      { now: at(200), zone: "UTC" },
    ],
    ["documentation at the last moment", emergency({ factsCompleteAt: at(1430) })],
    [
      "documentation that is not due yet",
      changeAuditFrom([["declare", 0]], {
        ...emergencyColumns,
        status: "in_progress",
        endedAt: null,
        factsCompleteAt: null,
      }),
      before,
    ],
    [
      "a return, which does not begin the 24 hours anew",
      changeAuditFrom(
        [
          ...emergencySteps.slice(0, 3),
          ["return", 2000, { by: lead }],
          ["document", 2500],
          ["review_after", 2600, { by: lead, outcome: "justified_with_findings" }],
        ],
        emergencyColumns,
      ),
    ],
    [
      "verification a day after the end",
      changeAuditFrom([...normalSteps.slice(0, 7), ["verify", 170 + day]], normalColumns),
    ],
    [
      "a finding on its day",
      normal({
        incidents: [{ number: "INC-1001", status: "closed", unanswered: [{ id: 1, owner: 2, dueOn: "2026-05-11" }] }],
      }),
    ],
    ["a draft", changeAuditFrom([["draft", 0]], { status: "draft" })],
    [
      "a rejected change",
      changeAuditFrom(
        [
          ["draft", 0],
          ["submit", 1],
          ["reject", 2, { by: reviewer }],
        ],
        { status: "rejected" },
      ),
    ],
    [
      "a cancelled change that missed its window",
      changeAuditFrom([...normalSteps.slice(0, 5), ["cancel", 900]], {
        ...normalColumns,
        status: "cancelled",
        startedAt: null,
        endedAt: null,
      }),
    ],
  ])("%s", (_, audit, moment) => expect(kinds(audit, moment)).toEqual([]));
});

it("ends days by the site's zone", () => {
  const audit = normal({
    incidents: [{ number: "INC-1001", status: "closed", unanswered: [{ id: 1, owner: 2, dueOn: "2026-05-11" }] }],
  });
  const evening = "2026-05-11T22:30:00.000000Z";
  expect(kinds(audit, { now: evening, zone: "UTC" })).toEqual([]);
  expect(kinds(audit, { now: evening, zone: "Europe/Berlin" })).toEqual(["finding_overdue"]);
});

it("keeps what a lead did in an earlier revision, and each rollback and review of a change that failed twice", () => {
  const twice = changeAuditFrom(
    [
      ...emergencySteps.slice(0, 3),
      ["review_after", 600, { by: lead, outcome: "not_justified" }],
      ["fail", 700],
      ["roll_back", 720, { outcome: "partial" }],
      ["document", 800],
      ["review_after", 900, { by: lead, outcome: "justified" }],
      ["fail", 1000],
      ["roll_back", 1020, { outcome: "complete" }],
    ],
    emergencyColumns,
  );
  expect(kinds(twice)).toEqual(["not_justified", "rollback_incomplete"]);
});

it("lists a population by kind and then by number", () => {
  const [late, waived] = [provoked.verified_late[0]?.[0], provoked.waived[0]?.[0]];
  if (!late || !waived) throw new Error("nothing was provoked");
  const listed = exceptionsOf([late, { ...waived, id: 1002, number: "CHG-1002" }, normal()], { now, zone: "UTC" });
  expect(listed.map(({ kind, number }) => `${kind} ${number}`)).toEqual(["waived CHG-1002", "verified_late CHG-1001"]);
  const byKind = exceptionsByKind(listed).map(({ kind, exceptions }) => [kind, exceptions.map(({ index }) => index)]);
  expect(byKind).toEqual([
    ["waived", [1]],
    ["verified_late", [2]],
  ]);
});

it("says of each kind what it is, and who is accountable", () => {
  for (const kind of exceptionKinds)
    expect(exceptionDefinitions[kind].definition).toMatch(/\. [A-Z][^.]* is accountable\.$/);
});
