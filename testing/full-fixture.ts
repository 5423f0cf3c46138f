import { randomUUID } from "node:crypto";
import { saveVerdict } from "@/db/ledger/signing/save-verdict";
import type { Signer } from "@/db/ledger/signing/signed-note";
import { newSigningKey } from "@/db/webhooks/signing-key";
import { attachFiles } from "./files/attach-files";
import { importRecord } from "./files/import-records";
import { type Fixture, firstInput, newFixture } from "./fixture";
import { claimDeliveries, configure, recordAttempt } from "./notice-queue";
import { hashOf, signIn } from "./people";
import { createRecords } from "./record-fixtures";
import { signLog } from "./sign-log";
import { takeStep, takeStepIn } from "./steps";
import {
  addWebhook,
  claimMessage,
  queueForWebhooks,
  recordWebhookAttempt,
  storeSecret,
} from "./webhooks/webhook-steps";

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const digest = "ab".repeat(32);

/** A small database with a row in every table, each written as the product writes it, and a signed log of 256 events and more. */
export async function fixtureWithEveryTable(signer: Signer): Promise<Fixture> {
  const fixture = await newFixture();
  await configure(fixture, "slack", "email");
  await createPeople(fixture);
  await createGovernance(fixture);
  await createRecords(fixture);
  const scheduled = await createScheduledChange(fixture);
  await createFollowUp(fixture, scheduled);
  await attemptDeliveries(fixture);
  await createWebhooks(fixture);
  await createManyEvents(fixture);
  await createFormDrafts(fixture);
  await signLog(fixture.worker, signer);
  const [log] = await fixture.owner<{ at: string; size: number }[]>`
    select utc(windlass_now()) as at, max(log_index)::float8 as size from ledger_entries`;
  await saveVerdict(fixture.worker, signer, {
    startedAt: log?.at ?? "",
    size: log?.size ?? 0,
    ok: true,
    message: "All.",
  });
  await fixture.app`select mark_checkpoint_handed_out(id) from checkpoints`;
  // One event waits for its place.
  await takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", {
    timezone: "Europe/Berlin",
  });
  return fixture;
}

async function createPeople({ app, signin, operator, lead, auditor }: Fixture): Promise<void> {
  const take = (name: string, input: object) => takeStep(app, operator, "person", operator.id, name, { ...input });
  await take("make_feed", { name: "Phone", feedToken: digest });
  await take("make_token", {
    ...{ name: "ci", scopes: ["read"], clients: [], networks: "192.0.2.0/24", expiresAt: minutesFromNow(60) },
    apiToken: hashOf("wlp_ci").toString("hex"),
  });
  await app`select resolve_api_token(${hashOf("wlp_ci")}, '192.0.2.1')`;
  await take("choose_emails", { emails: ["change_failed"] });
  await takeStep(app, auditor, "person", auditor.id, "export", {
    exported: "report.json",
    ofType: "normal",
    population: 0,
  });
  await signin`select sign_in('test', 'another', 'Operator One', 'operator.one@test.invalid', '{operator}', 'sid-x', ${hashOf("x")})`;
  const gone = await signIn(signin, "Leaver One", "operator");
  await takeStep(app, lead, "person", gone.id, "deactivate", { reason: "They left." });
}

async function createGovernance({ app, operator, lead, lead2, dns, owner }: Fixture): Promise<void> {
  const [client] = await owner<{ id: number }[]>`select id from clients`;
  const entry = await takeStep(app, operator, "entry", null, "propose", {
    ...{ entryKind: "standard", title: "Silence it", category: "alerting", clients: [client?.id], reversible: true },
    ...{ what: "Silence the alert.", rollbackPlan: "Remove the silence.", verification: "It is silent." },
    expiresOn: "2031-01-01",
  });
  await takeStep(app, operator, "account", null, "propose_account", {
    ...{ name: "Terraform", why: "It applies plans.", scopes: ["read"], clients: [client?.id] },
  });
  await takeStep(app, lead, "entry", entry.id, "approve_entry");
  const halted = { client: "Acme", application: "shop", environment: "production", reason: "It is down." };
  await takeStep(app, operator, "halt", null, "place_halt", halted);
  const [, withdrawn] = [await importRecord(app, lead), await importRecord(app, lead)];
  await takeStep(app, lead2, "import", withdrawn, "withdraw_import", { reason: "The wrong file." });
  await takeStep(app, lead, "installation", 1, "make_token", { name: "ci", ofClient: client?.id, gateToken: digest });
  await takeStep(app, lead, "installation", 1, "review_policy", { comment: "Read again." });
  await takeStep(app, lead, "installation", 1, "publish_policy", {
    policyText: "Nobody changes a thing.",
    reason: "So.",
  });
  const delegationInput = { delegate: operator.id, windowEnd: minutesFromNow(600), reason: "I am away." };
  await takeStep(app, lead2, "delegation", null, "delegate", delegationInput);
  const shifts = [[operator.id, minutesFromNow(-10), minutesFromNow(600), "primary"]];
  await takeStep(app, operator, "roster", null, "place_shifts", { name: "Week", shifts });
  const frozen = {
    name: "Year end",
    covers: `system:${dns}`,
    windowStart: minutesFromNow(90_000),
    windowEnd: minutesFromNow(90_060),
  };
  await takeStep(app, lead, "freeze", null, "place_freeze", { ...frozen, reason: "Nobody is there." });
}

async function createScheduledChange(fixture: Fixture): Promise<number> {
  const { app, operator, reviewer, lead2 } = fixture;
  const { id } = await takeStep(app, operator, "change", null, "draft", firstInput.normal(fixture));
  await takeStep(app, operator, "change", id, "submit");
  await takeStep(app, reviewer, "change", id, "review", {}, 2);
  await takeStep(app, lead2, "change", id, "approve", {}, 3);
  await takeStep(
    app,
    operator,
    "change",
    id,
    "schedule",
    { windowStart: minutesFromNow(60), windowEnd: minutesFromNow(120) },
    4,
  );
  await takeStep(
    app,
    operator,
    "change",
    id,
    "note",
    { comment: "@reviewer.one: now?", mentions: [reviewer.id] },
    null,
  );
  for (const target of [`change:${id}`, `system:${fixture.dns}`, "client:1"])
    await takeStep(app, reviewer, "person", reviewer.id, "watch", { watched: target });
  await takeStep(app, reviewer, "person", reviewer.id, "unwatch", { watched: "client:1" });
  await attachFiles(app, operator, id, "note", { comment: "As agreed." }, [["plan.txt", Buffer.from("Step by step.")]]);
  return id;
}

async function createFollowUp(fixture: Fixture, follows: number): Promise<void> {
  await takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), follows });
}

async function attemptDeliveries({ worker }: Fixture): Promise<void> {
  for (const channel of ["slack", "email"]) {
    const ids = (await claimDeliveries(worker, channel)).map(({ id }) => id);
    await recordAttempt(worker, ids, { ok: true, words: `${channel} of tests`, reference: "1.2" });
  }
}

// One that delivers with two keys, one whose endpoint is gone.
async function createWebhooks(fixture: Fixture): Promise<void> {
  const { app, operator, lead, owner } = fixture;
  const [client] = await owner<{ id: number }[]>`select id from clients`;
  const delivering = await addWebhook(fixture, lead, { ofClient: client?.id });
  const gone = await addWebhook(fixture, lead);
  await takeStep(app, operator, "change", null, "draft", firstInput.normal(fixture));
  await queueForWebhooks(fixture);
  for (const [{ id }, attempt] of [
    [delivering, { answer: "Thanks." }],
    [gone, { ok: false, status: 410, answer: "Gone." }],
  ] as const) {
    const message = await claimMessage(fixture, id);
    await recordWebhookAttempt(fixture, message?.id ?? 0, attempt);
  }
  const signingKey = await storeSecret(fixture, lead, newSigningKey());
  await takeStep(app, lead, "webhook", delivering.id, "rotate_webhook", { signingKey });
}

// Enough for a complete subtree of the log.
async function createManyEvents({ app, auditor }: Fixture): Promise<void> {
  await app.begin(async (tx) => {
    for (let more = 0; more < 200; more += 1)
      await takeStepIn(tx, auditor, "person", auditor.id, "set_timezone", { timezone: "UTC" });
  });
}

async function createFormDrafts({ app, operator }: Fixture): Promise<void> {
  const token = hashOf(operator.token);
  await app`select record_refusal(${token}, 'approve', 'change', 1001, 'Somebody else approves it.', 'normal-approved')`;
  await app`select count_request('exports of 1', 1, ${Date.now() + 60_000}, ${Date.now()})`;
  await app`select store_form_draft(${token}, '/changes/new', ${Buffer.from("sealed")})`;
  await app`select save_view(${token}, 'Normal changes', 'type=normal', false)`;
  await app`select request_history(${token}, 10)`;
  await app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${operator.token}, true)`;
    await tx`select claim_idempotency_key(${randomUUID()}::uuid, sha256('x'))`;
  });
}
