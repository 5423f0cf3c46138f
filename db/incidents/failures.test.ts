import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { type ChangeType, changeTypes, rollbackOutcomes } from "@/lib/rules/record";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// What fails is rolled back, treated as an incident, and settled or reviewed (Failed Changes): whatever it was, whenever it
// failed, however the rollback ended.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

type Who = "operator" | "operator2" | "reviewer" | "lead" | "lead2";
type StoryStep = readonly [step: string, by: Who, input?: Readonly<Record<string, unknown>>];

const words = "In words.";
const minutes = (from: number) => new Date(Date.now() + from * 60_000).toISOString();
const actual = { actual: words };
const fiveFacts = { what: words, why: words, rollbackPlan: words };

/** The steps of each type up to the status in which it fails. */
const paths: Record<ChangeType, readonly (readonly [status: string, ...StoryStep])[]> = {
  standard: [
    ["documented", "document", "operator"],
    ["in_progress", "start", "operator"],
    ["closed", "log", "operator", actual],
  ],
  normal: [
    ["submitted", "submit", "operator"],
    ["reviewed", "review", "reviewer"],
    ["approved", "approve", "lead"],
    ["scheduled", "schedule", "operator", { windowStart: minutes(-1), windowEnd: minutes(60) }],
    ["in_progress", "start", "operator"],
    ["executed", "finish", "operator", actual],
    ["closed", "verify", "operator", { comment: words, monitoring: words }],
  ],
  emergency: [
    ["executed", "finish", "operator", actual],
    ["documented", "document", "operator", { ...fiveFacts, category: "DNS" }],
    ["closed", "review_after", "lead2", { outcome: "justified", reason: words }],
  ],
};

const failing = {
  standard: ["in_progress", "closed"],
  normal: ["in_progress", "executed", "closed"],
  emergency: ["in_progress", "executed", "documented", "closed"],
} as const satisfies Record<ChangeType, readonly string[]>;

const cases = changeTypes.flatMap((type) =>
  failing[type].flatMap((status) => rollbackOutcomes.map((outcome) => ({ type, status, outcome }))),
);

const take = (id: number, [name, by, input]: StoryStep) =>
  takeStep(fixture.app, fixture[by], "change", id, name, input);

/** A change of that type where it stands when it fails; on a system of its own, so that nothing is in its way. */
async function at(type: ChangeType, status: string): Promise<number> {
  const { id: own } = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
    name: `${type} ${status} ${Math.random()}`,
    client: "Acme",
  });
  await approvedAgain(fixture.standardEntry);
  const first = { ...firstInput[type](fixture), ...(type !== "standard" && { systems: [own] }) };
  const begin = type === "emergency" ? "declare" : "draft";
  const { id, status: begun } = await takeStep(fixture.app, fixture.operator, "change", null, begin, first);
  if (begun === status) return id;
  for (const [to, ...storyStep] of paths[type]) {
    expect((await take(id, storyStep)).status).toBe(to);
    if (to === status) return id;
  }
  throw new Error(`${type} never stands at ${status}`);
}

/** A failure suspends the entry of a standard change, until a lead approves it again. */
async function approvedAgain(entry: number): Promise<void> {
  const [row] = await fixture.owner<{ status: string }[]>`select status from entries where id = ${entry}`;
  if (row?.status !== "approved") await takeStep(fixture.app, fixture.lead, "entry", entry, "approve_entry");
}

type Incident = { id: number; status: string; severity: string; severities: string[] };
const incidentsOf = (change: number) => fixture.app<Incident[]>`
  select i.id, i.status, i.severity, array(select e.canonical::jsonb -> 'data' ->> 'severity' from events e
    where e.subject_type = 'incident' and e.subject_id = i.id and e.step = 'raise') as severities
  from incidents i where change_id = ${change} order by i.id`;

/** The step that ends a change that failed: it needs what the policy asks of a failure. */
const end = (id: number, type: ChangeType) =>
  type === "emergency"
    ? take(id, ["review_after", "lead2", { outcome: "justified", reason: words }])
    : take(id, ["settle", "lead2"]);

const closes = async (incident: number) => {
  const findings = [{ finding: words, owner: fixture.operator2.id, due: "2030-01-01" }];
  await takeStep(fixture.app, fixture.operator2, "incident", incident, "investigate", { rootCause: words, findings });
  for (const who of [fixture.operator, fixture.operator2])
    expect(await refusalFrom(takeStep(fixture.app, who, "incident", incident, "close_incident"))).toMatchObject({
      because: "who",
    });
  await takeStep(fixture.app, fixture.reviewer, "incident", incident, "close_incident");
};

const severities = { complete: "medium", partial: "high", impossible: "critical" } as const;

describe.each(cases)("a $type change that fails while $status, rolled back: $outcome", ({ type, status, outcome }) => {
  it("opens an incident, waits for its rollback, and ends only when the incident is closed and the team was told", async () => {
    const id = await at(type, status);
    const { event, status: failed } = await take(id, ["fail", "operator2", { reason: words }]);
    expect(failed).toBe("failed");
    const [incident, ...others] = await incidentsOf(id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ status: "open", severity: "medium", severities: [] });
    const alerts = await fixture.app`
      select d.key, d.channel, d.status, d.attestation_event_id, d.incident_id from deliveries d where d.change_id = ${id} and d.channel = 'slack' and d.kind = 'change_failed'`;
    expect(alerts).toEqual([
      {
        key: `change_failed ${event} slack`,
        channel: "slack",
        status: "queued",
        attestation_event_id: null,
        incident_id: incident?.id,
      },
    ]);

    // Nothing but the rollback leads on; who says that they are doing it leaves it where it is, and may be anybody.
    expect(await refusalFrom(end(id, type))).toMatchObject({ because: "status" });
    if (type === "emergency")
      expect(await refusalFrom(take(id, ["document", "operator", { ...fiveFacts, category: "DNS" }]))).toMatchObject({
        because: "status",
      });
    expect(await take(id, ["begin_rollback", "operator"])).toMatchObject({ status: "failed" });
    expect(await take(id, ["begin_rollback", "operator2"])).toMatchObject({ status: "failed" });
    expect(await refusalFrom(takeStep(fixture.app, fixture.auditor, "change", id, "begin_rollback"))).toMatchObject({
      because: "who",
    });
    expect(await refusalFrom(take(id, ["roll_back", "operator2", { ...actual, outcome: "justified" }]))).toMatchObject({
      field: "outcome",
    });
    expect(await take(id, ["roll_back", "operator2", { ...actual, outcome }])).toMatchObject({ status: "rolled_back" });
    expect(await refusalFrom(take(id, ["begin_rollback", "operator"]))).toMatchObject({ because: "status" });
    const severity = severities[outcome];
    expect(await incidentsOf(id)).toMatchObject([{ severity, severities: severity === "medium" ? [] : [severity] }]);

    // An emergency is documented all the same before a lead reviews it.
    if (type === "emergency") {
      expect(await refusalFrom(end(id, type))).toMatchObject({ because: "status" });
      await take(id, ["document", "operator", { ...fiveFacts, category: "DNS" }]);
    }
    const number = `INC-${incident?.id}`;
    expect(await refusalFrom(end(id, type))).toMatchObject({ need: "incident_closed", fact: { open: [number] } });
    await closes(incident?.id ?? 0);
    expect(await refusalFrom(end(id, type))).toMatchObject({ need: "alert_delivered", fact: { waiting: 1 } });
    await takeStep(fixture.app, fixture.lead, "incident", incident?.id ?? 0, "attest", {
      channel: "Phone",
      reason: words,
    });
    expect(await end(id, type)).toMatchObject({ status: "closed" });
  });
});

describe("a failed change", () => {
  it("that the alert reached ends without anybody attesting", async () => {
    const id = await at("normal", "in_progress");
    await take(id, ["fail", "operator2", { reason: words }]);
    await take(id, ["roll_back", "operator2", { ...actual, outcome: "complete" }]);
    const [incident] = await incidentsOf(id);
    await closes(incident?.id ?? 0);
    expect(await refusalFrom(end(id, "normal"))).toMatchObject({ need: "alert_delivered" });
    const [alert] = await fixture.owner<{ id: number }[]>`select id from deliveries where change_id = ${id}`;
    await fixture.worker`select record_attempts(${[alert?.id ?? 0]}, true, 'hooks.slack.example', null, null)`;
    expect(await end(id, "normal")).toMatchObject({ status: "closed" });
  });

  it("that fails once more opens another incident, and both have to be closed and told of", async () => {
    const id = await at("standard", "closed");
    for (const again of [1, 2]) {
      await take(id, ["fail", "operator2", { reason: words }]);
      await take(id, ["roll_back", "operator2", { ...actual, outcome: "partial" }]);
      expect(await incidentsOf(id)).toHaveLength(again);
      if (again === 1) {
        const [first] = await incidentsOf(id);
        await closes(first?.id ?? 0);
        await takeStep(fixture.app, fixture.lead, "incident", first?.id ?? 0, "attest", {
          channel: "Phone",
          reason: words,
        });
        await end(id, "standard");
      }
    }
    const [first, second] = await incidentsOf(id);
    expect(first).toMatchObject({ status: "closed", severities: ["high"] });
    expect(second).toMatchObject({ status: "open", severity: "high" });
    expect(await refusalFrom(end(id, "standard"))).toMatchObject({
      need: "incident_closed",
      fact: { open: [`INC-${second?.id}`] },
    });
  });

  it("is no less grave after a partial rollback than somebody found it before", async () => {
    const id = await at("standard", "in_progress");
    await take(id, ["fail", "operator2", { reason: words }]);
    const [incident] = await incidentsOf(id);
    const found = { owner: fixture.operator.id, severity: "critical" };
    await takeStep(fixture.app, fixture.operator, "incident", incident?.id ?? 0, "assign", found);
    await take(id, ["roll_back", "operator2", { ...actual, outcome: "partial" }]);
    expect(await incidentsOf(id)).toMatchObject([{ severity: "critical", severities: [] }]);
  });

  it("is settled by a lead who neither carried it out nor rolled it back", async () => {
    const id = await at("standard", "in_progress");
    await take(id, ["fail", "operator2", { reason: words }]);
    await take(id, ["roll_back", "lead2", { ...actual, outcome: "complete" }]);
    for (const by of ["lead2", "operator", "reviewer"] as const)
      expect(await refusalFrom(take(id, ["settle", by]))).toMatchObject({ because: "who" });
    expect(await refusalFrom(take(id, ["settle", "lead"]))).toMatchObject({ because: "need" });
  });

  it("keeps its findings open after everything is closed, until they are answered", async () => {
    const id = await at("emergency", "documented");
    await take(id, ["fail", "operator2", { reason: words }]);
    await take(id, ["roll_back", "operator2", { ...actual, outcome: "complete" }]);
    await take(id, ["document", "operator", { ...fiveFacts, category: "DNS" }]);
    const [incident] = await incidentsOf(id);
    await closes(incident?.id ?? 0);
    await takeStep(fixture.app, fixture.lead, "incident", incident?.id ?? 0, "attest", {
      channel: "Phone",
      reason: words,
    });
    await end(id, "emergency");
    const [finding] = await fixture.app<{ id: number; answered_at: string | null }[]>`
      select id, answered_at from findings where incident_id = ${incident?.id ?? 0}`;
    expect(finding?.answered_at).toBeNull();
    const answer = { finding: finding?.id, answer: words };
    await takeStep(fixture.app, fixture.operator, "incident", incident?.id ?? 0, "answer", answer);
  });
});

it("all of it is what the events say", async () => {
  expect(await replayDifferences(fixture.owner)).toEqual([]);
  expect(await chainErrors(fixture.app)).toEqual([]);
});
