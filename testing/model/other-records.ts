import type { Sql } from "postgres";
import { newSigningKey } from "@/db/webhooks/signing-key";
import { claimDeliveries, configure, recordAttempt } from "@/testing/notice-queue";
import { hashOf } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import { addWebhook, storeSecret } from "@/testing/webhooks/webhook-steps";
import type { Earlier, ModelRecord } from "./model";
import { fromNow, loader, type PreparedFixture, personNamed } from "./prepare";

export type OtherRecord = ModelRecord & { readonly id: number };

/** An incident in each of its statuses, an entry, a system, a freeze, a roster and a delivery in each of their own, and a person. */
export async function otherRecords(fixture: PreparedFixture): Promise<OtherRecord[]> {
  const load = loader(fixture, fixture.people);
  const person = (name: string) => personNamed(fixture.people, name).id;
  const failed = fixture.records.filter(
    ({ status, earlier }) => status === "failed" && earlier.some(({ step }) => step === "fail"),
  );
  const records: OtherRecord[] = [];
  for (const [index, status] of ["open", "investigated", "closed"].entries()) {
    const change = failed[index];
    if (!change) throw new Error("three changes failed");
    const [incident] = await fixture.owner<{ id: number }[]>`select id from incidents where change_id = ${change.id}`;
    const id = incident?.id ?? 0;
    const finding = { finding: "It was wrong.", owner: person("none"), due: "2030-01-01" };
    // So that each has a text to redact.
    await load("incident", id, "attest", "none", { channel: "phone", reason: "Slack is away." }, 0);
    if (status !== "open")
      await load("incident", id, "investigate", "verify", { rootCause: "Unknown.", findings: [finding] }, 0);
    if (status === "closed") await load("incident", id, "close_incident", "none", {}, 0);
    const investigated: Earlier[] =
      status === "open" ? [] : [{ step: "investigate", by: person("verify"), revision: 1 }];
    records.push({ ...baseRecord, recordType: "incident", id, status, earlier: [...change.earlier, ...investigated] });
  }
  const input = {
    entryKind: "standard",
    title: "Another",
    category: "DNS",
    systems: [1],
    what: "A.",
    rollbackPlan: "Undo it.",
    verification: "See.",
    blanks: [],
  };
  const proposed = await load("entry", null, "propose", "submit", input, 0);
  const approved = await fixture.owner<{ id: number; by: number }[]>`
    select e.id, v.person_id as by from entries e join events v on v.subject_type = 'entry' and v.subject_id = e.id and v.step = 'propose' where status = 'approved' limit 1`;
  records.push({
    ...baseRecord,
    recordType: "entry",
    id: proposed,
    status: "proposed",
    earlier: [{ step: "propose", by: person("submit"), revision: 1 }],
  });
  for (const { id, by } of approved)
    records.push({
      ...baseRecord,
      recordType: "entry",
      id,
      status: "approved",
      earlier: [{ step: "propose", by, revision: 1 }],
    });
  for (const status of ["placed", "lifted"]) {
    const input = {
      name: "Year-end",
      covers: "client:1",
      windowStart: fromNow(6000),
      windowEnd: fromNow(6060),
      reason: "Rest.",
    };
    const id = await load("freeze", null, "place_freeze", "none", input, 0);
    if (status === "lifted") await load("freeze", id, "lift_freeze", "verify", { reason: "Rested." }, 0);
    records.push({ ...baseRecord, recordType: "freeze", id, status, earlier: [] });
  }
  for (const status of ["placed", "withdrawn"]) {
    const shifts = [[person("none"), fromNow(6000), fromNow(6060), "primary"]];
    const id = await load("roster", null, "place_shifts", "none", { name: "An hour", shifts }, 0);
    if (status === "withdrawn") await load("roster", id, "withdraw_shifts", "verify", { reason: "Ill." }, 0);
    records.push({ ...baseRecord, recordType: "roster", id, status, earlier: [] });
  }
  for (const status of ["placed", "lifted"]) {
    const id = await load("halt", null, "place_halt", "submit", { client: "Acme", reason: "It is down." }, 0);
    if (status === "lifted") await load("halt", id, "lift_halt", "verify", { reason: "It is up." }, 0);
    const placed = [{ step: "place_halt", by: person("submit"), revision: 1 }];
    records.push({ ...baseRecord, recordType: "halt", id, status, earlier: placed });
  }
  for (const status of ["imported", "withdrawn"]) {
    const id = await load("import", null, "import_past", "verify", emptyImport(status), 0);
    if (status === "withdrawn") await load("import", id, "withdraw_import", "verify", { reason: "Wrong." }, 0);
    records.push({ ...baseRecord, recordType: "import", id, status, earlier: [] });
  }
  for (const status of ["managed", "retired"]) {
    const id = await load("system", null, "register", "none", { name: status, client: "Other" }, -60);
    if (status === "retired") await load("system", id, "retire_system", "verify", { reason: "It ended." }, 0);
    records.push({ ...baseRecord, recordType: "system", id, status, earlier: [] });
  }
  for (const status of ["lent", "ended"]) {
    const [operator] = await fixture.owner<{ id: number }[]>`select id from people where name = 'lent to'`;
    const input = { delegate: operator?.id, windowEnd: fromNow(600), reason: "Away." };
    const id = await load("delegation", null, "delegate", "none", input, 0);
    if (status === "ended") await load("delegation", id, "end_delegation", "verify", { reason: "Back." }, 0);
    records.push({ ...baseRecord, recordType: "delegation", id, status, earlier: [] });
  }
  const self = person("none");
  return [
    ...records,
    ...(await deliveries(fixture)),
    ...(await webhooks(fixture)),
    { ...baseRecord, recordType: "installation", id: 1, status: "installed", earlier: [] },
    {
      ...baseRecord,
      recordType: "person",
      id: self,
      status: "known",
      earlier: [{ step: "be", by: self, revision: 1 }],
    },
  ];
}

/** Each with an old key. */
async function webhooks(fixture: PreparedFixture): Promise<OtherRecord[]> {
  const lead = personNamed(fixture.people, "draft");
  const records: OtherRecord[] = [];
  for (const status of ["enabled", "disabled"]) {
    const { id } = await addWebhook(fixture, lead);
    const signingKey = await storeSecret(fixture, lead, newSigningKey());
    await takeStep(fixture.app, lead, "webhook", id, "rotate_webhook", { signingKey });
    if (status === "disabled") await takeStep(fixture.app, lead, "webhook", id, "disable_webhook");
    records.push({ ...baseRecord, recordType: "webhook", id, status, earlier: [] });
  }
  return records;
}

// Alerts of failures, and a notice of a window that nobody keeps, which whoever claims it finds dropped.
async function deliveries(fixture: PreparedFixture): Promise<OtherRecord[]> {
  await configure(fixture, "slack");
  const ids = await fixture.owner<
    { id: number }[]
  >`select id from deliveries where attestation_event_id is null order by id limit 3`;
  const [queued = 0, delivered = 0, givenUp = 0] = ids.map(({ id }) => id);
  await fixture.owner`
    select queue_notice(jsonb_populate_record(null::deliveries, jsonb_build_object('kind', 'window_opening', 'change_id', id,
      'key', 'window_opening ' || id, 'queued_at', windlass_now())), '{}') from (select id from changes limit 1) one`;
  const [window] = await fixture.owner<{ id: number }[]>`select id from deliveries where kind = 'window_opening'`;
  await claimDeliveries(fixture.worker, "slack", 500);
  await recordAttempt(fixture.worker, [delivered], { ok: true, words: "hooks.slack.example" });
  await recordAttempt(fixture.worker, [givenUp], { ok: false, words: "It answered 500." });
  const found = await fixture.owner<{ id: number; status: string }[]>`
    select id, status from deliveries where id = any (${[queued, delivered, givenUp, window?.id ?? 0]})`;
  return found.map(({ id, status }) => ({ ...baseRecord, recordType: "delivery", id, status, earlier: [] }));
}

// A file of that name in which nothing could be read.
const emptyImport = (name: string) => ({
  ...{ sourceSystem: "ServiceNow", fileName: name, fileHash: hashOf(name).toString("hex"), mapping: "Title: title" },
  ...{ recordCount: 0, leftOut: 0, recordsHash: hashOf("").toString("hex") },
});

const baseRecord = { type: "", revision: 1, routine: false } as const;

/** What the steps of the other record types take; the rest are tried with nothing, as nothing is read before they are refused. */
export const otherInputs = (steps: readonly string[], owner: number): Record<string, object> => ({
  ...Object.fromEntries(steps.map((step) => [step, {}])),
  assign: { owner },
  investigate: { rootCause: "Unknown.", findings: [{ finding: "It was wrong.", owner, due: "2030-01-01" }] },
  attest: { channel: "phone", reason: "Slack is away." },
  answer: { answer: "It is right now." },
  lift_freeze: { reason: "Rested." },
  withdraw_shifts: { reason: "Ill." },
  lift_halt: { reason: "It is up." },
  withdraw_import: { reason: "Wrong." },
  end_delegation: { reason: "Back." },
  redact: { reason: "A secret." },
  amend_system: { name: "Another" },
  retire_system: { reason: "It ended." },
  manage_again: { reason: "It goes on." },
  deactivate: { reason: "They left." },
  reactivate: { reason: "They came back." },
  amend_webhook: { name: "Another", eventTypes: ["change.*"], template: "slack" },
  publish_policy: { policyText: "# Purpose", reason: "It was time." },
});

/** The same with what the record has: a text to redact, a finding to answer. */
export async function withRecordInputs(
  owner: Sql,
  { recordType, id }: Pick<ModelRecord, "recordType"> & { readonly id: number },
  steps: Readonly<Record<string, object>>,
): Promise<Readonly<Record<string, object>>> {
  const [own] = await owner<{ redacted: number | null; finding: number | null }[]>`
    select (select max(t.id) from texts t join events e on e.id = t.event_id where e.subject_type = ${recordType} and e.subject_id = ${id}) as redacted,
      (select min(f.id) from findings f where f.incident_id = ${id} and ${recordType} = 'incident') as finding`;
  return {
    ...steps,
    redact: { ...steps.redact, redacted: own?.redacted },
    answer: { ...steps.answer, finding: own?.finding },
  };
}
