import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { loadHistory } from "@/db/seed/load-history";
import { newSigningKey } from "@/db/webhooks/signing-key";
import { newDatabase } from "@/testing/database";
import { importRecord } from "@/testing/files/import-records";
import { approvedEntry, type Fixture, firstInput } from "@/testing/fixture";
import { hashOf, signInEverybody } from "@/testing/people";
import { type CreatedRecords, createRecords } from "@/testing/record-fixtures";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import {
  addWebhook,
  claimMessage,
  queueForWebhooks,
  recordWebhookAttempt,
  storeSecret,
} from "@/testing/webhooks/webhook-steps";

/** A database with a record in every status, and the ids by which some of them are found. */
export type SeededReads = Fixture & {
  readonly records: CreatedRecords;
  readonly changes: readonly number[];
  readonly incidents: readonly number[];
  readonly halt: number;
  readonly imported: number;
  readonly webhook: number;
  readonly client: string;
  /** The secrets of a feed and of a token of the gate. */
  readonly feed: string;
  readonly token: string;
  readonly signer: Signer;
  /** Runs `work` on a register with a missing number, as the superuser; the deletion is rolled back. */
  readonly withMissingNumber: (work: (superuser: Sql) => Promise<void>) => Promise<void>;
};

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

export async function seededReads(): Promise<SeededReads> {
  const db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: 170, years: 1 }, () => {});
  const people = await signInEverybody(db.signin);
  const systemRows = await db.owner`select id from systems order by id limit 2`;
  const [dns, web] = systemRows.map(({ id }) => Number(id)) as [number, number]; // the seed has eight
  const entry = (kind: string) => approvedEntry(db, people, kind, [dns, web]);
  const fixture: Fixture = {
    ...db,
    ...people,
    dns,
    web,
    standardEntry: await entry("standard"),
    routineEntry: await entry("routine"),
  };
  const records = await createRecords(fixture);
  const { app, operator, operator2, lead, auditor } = fixture;
  const client = "Harbour Bank";
  const [feed, token] = [1, 2].map(() => randomBytes(32).toString("base64url")) as [string, string]; // two of two
  const hex = (secret: string) => hashOf(secret).toString("hex");
  await takeStep(app, lead, "person", lead.id, "make_feed", { name: "Mine", feedToken: hex(feed) });
  const tokenInput = { name: "Pipeline", ofClient: 1, gateToken: hex(token) };
  await takeStep(app, lead, "installation", 1, "make_token", tokenInput);
  const machine = { name: "ci", scopes: ["read"], clients: [1], expiresAt: inDays(30), apiToken: hex("wlp_ci") };
  await takeStep(app, lead, "person", lead.id, "make_token", machine);
  const accountInput = { name: "Terraform", why: "It applies plans.", scopes: ["read"], systems: [dns] };
  await takeStep(app, operator, "account", null, "propose_account", accountInput);
  const haltInput = { client, application: "shop", environment: "production", reason: "Checkout is down." };
  const halt = await takeStep(app, operator, "halt", null, "place_halt", haltInput);
  const liftedHalt = await takeStep(app, operator, "halt", null, "place_halt", haltInput);
  await takeStep(app, operator, "halt", liftedHalt.id, "lift_halt", { reason: "It is up again." });
  const imported = await importRecord(app, lead);
  await takeStep(app, lead, "import", await importRecord(app, lead), "withdraw_import", { reason: "The wrong file." });
  await takeStep(app, lead, "delegation", null, "delegate", {
    delegate: operator2.id,
    windowEnd: inDays(1),
    reason: "On leave.",
  });
  const freezeInput = {
    name: "Now",
    covers: "client:1",
    windowStart: inDays(-0.5),
    windowEnd: inDays(2),
    timezone: "UTC",
    reason: "So.",
  };
  await takeStep(app, lead, "freeze", null, "place_freeze", freezeInput);
  const webhook = await sentWebhook();
  await takeStep(app, operator, "person", operator.id, "watch", { watched: `system:${fixture.dns}` });
  await takeStep(app, auditor, "person", auditor.id, "sign_checkpoint");
  await takeStep(app, auditor, "person", auditor.id, "export", { exported: "report.csv" });
  await fixture.worker`select report_channel_health('email', true, 'a mail server'), report_channel_health('slack', true, 'a webhook')`;
  await fixture.worker`update ledger_worker_status set last_pass_at = windlass_now(), blocking_sessions = ${JSON.stringify([{ pid: 1, application: "psql", user: "x", how: "open", since: inDays(0).replace("Z", "000Z") }])}::text::jsonb`;
  const signer = newSigner();
  await signLog(fixture.worker, signer);
  await app`select mark_checkpoint_handed_out(id) from checkpoints`;
  const idsOf = async (table: string) =>
    (await db.owner`select max(id) as id from ${db.owner(table)} group by status`).map(({ id }) => Number(id));
  const [changes, incidents] = [await idsOf("changes"), await idsOf("incidents")];
  return {
    ...fixture,
    records,
    changes,
    incidents,
    halt: halt.id,
    imported,
    webhook,
    client,
    feed,
    token,
    signer,
    withMissingNumber,
  };

  /** A webhook with two keys, whose endpoint refused a message. */
  async function sentWebhook(): Promise<number> {
    const { id } = await addWebhook(fixture, lead, { ofClient: 1 });
    await addWebhook(fixture, lead, { eventTypes: ["ledger.event"] });
    const signingKey = await storeSecret(fixture, lead, newSigningKey());
    await takeStep(app, lead, "webhook", id, "rotate_webhook", { signingKey });
    await takeStep(app, operator, "change", null, "draft", firstInput.normal(fixture));
    await queueForWebhooks(fixture);
    const message = await claimMessage(fixture, id);
    if (!message) throw new Error("the draft is for the webhook");
    await recordWebhookAttempt(fixture, message.id, { ok: false, status: 500, answer: "No.", again: "1 hour" });
    return id;
  }

  async function withMissingNumber(work: (superuser: Sql) => Promise<void>): Promise<void> {
    const superuser = postgres(db.url("superuser"), { max: 1, onnotice: () => {} });
    try {
      await superuser.unsafe(
        `begin; alter table changes disable trigger all; delete from changes where id = ${changes[0]}`,
      );
      await work(superuser);
    } finally {
      await superuser.unsafe("rollback");
      await superuser.end();
    }
  }
}
