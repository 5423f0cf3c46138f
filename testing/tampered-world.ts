import { randomUUID } from "node:crypto";
import { keepVerdict } from "@/db/ledger/signing/keep-verdict";
import type { Signer } from "@/db/ledger/signing/signed-note";
import { hashOf, signIn } from "./people";
import { signLog } from "./sign-log";
import { step, stepIn } from "./steps";
import { claim, configure, note } from "./told";
import { tellRecords } from "./told-records";
import { firstInput, newWorld, type World } from "./world";

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const digest = "ab".repeat(32);

/** A small world with a row in every table, each written as the product writes it, and a signed log of 256 events and more. */
export async function worldOfEveryTable(signer: Signer): Promise<World> {
  const world = await newWorld();
  await configure(world, "slack", "email");
  await tellPeople(world);
  await tellGovernance(world);
  await tellRecords(world);
  const scheduled = await tellScheduled(world);
  await tellFollowUp(world, scheduled);
  await tryDeliveries(world);
  await tellMany(world);
  await leaveForms(world);
  await signLog(world.worker, signer);
  const [log] = await world.owner<{ at: string; size: number }[]>`
    select utc(windlass_now()) as at, max(place)::float8 as size from log_entries`;
  await keepVerdict(world.worker, signer, { startedAt: log?.at ?? "", size: log?.size ?? 0, ok: true, words: "All." });
  await world.app`select hand_out_checkpoint(id) from checkpoints`;
  // One event waits for its place.
  await step(world.app, world.operator, "person", world.operator.id, "set_timezone", { timezone: "Europe/Berlin" });
  return world;
}

async function tellPeople({ app, signin, operator, lead, auditor }: World): Promise<void> {
  const take = (name: string, input: object) => step(app, operator, "person", operator.id, name, { ...input });
  await take("make_feed", { name: "Phone", feedToken: digest });
  await take("choose_emails", { emails: ["change_failed"] });
  await step(app, auditor, "person", auditor.id, "export", {
    exported: "report.json",
    ofType: "normal",
    population: 0,
  });
  await signin`select sign_in('test', 'another', 'Operator One', 'operator.one@test.invalid', '{operator}', 'sid-x', ${hashOf("x")})`;
  const gone = await signIn(signin, "Leaver One", "operator");
  await step(app, lead, "person", gone.id, "deactivate", { reason: "They left." });
}

async function tellGovernance({ app, operator, lead, lead2, dns, owner }: World): Promise<void> {
  const [client] = await owner<{ id: number }[]>`select id from clients`;
  const entry = await step(app, operator, "entry", null, "propose", {
    ...{ entryKind: "standard", title: "Silence it", category: "alerting", clients: [client?.id], reversible: true },
    ...{ what: "Silence the alert.", rollbackPlan: "Remove the silence.", verification: "It is silent." },
    expiresOn: "2031-01-01",
  });
  await step(app, lead, "entry", entry.id, "approve_entry");
  const halted = { client: "Acme", application: "shop", environment: "production", reason: "It is down." };
  await step(app, operator, "halt", null, "place_halt", halted);
  await step(app, lead, "installation", 1, "make_token", { name: "ci", ofClient: client?.id, gateToken: digest });
  await step(app, lead, "installation", 1, "review_policy", { comment: "Read again." });
  await step(app, lead, "installation", 1, "publish_policy", { policyText: "Nobody changes a thing.", reason: "So." });
  const lending = { delegate: operator.id, windowEnd: soon(600), reason: "I am away." };
  await step(app, lead2, "delegation", null, "delegate", lending);
  const shifts = [[operator.id, soon(-10), soon(600), "primary"]];
  await step(app, operator, "roster", null, "place_shifts", { name: "Week", shifts });
  const frozen = { name: "Year end", covers: `system:${dns}`, windowStart: soon(90_000), windowEnd: soon(90_060) };
  await step(app, lead, "freeze", null, "place_freeze", { ...frozen, reason: "Nobody is there." });
}

async function tellScheduled(world: World): Promise<number> {
  const { app, operator, reviewer, lead2 } = world;
  const { id } = await step(app, operator, "change", null, "draft", firstInput.normal(world));
  await step(app, operator, "change", id, "submit");
  await step(app, reviewer, "change", id, "review", {}, 2);
  await step(app, lead2, "change", id, "approve", {}, 3);
  await step(app, operator, "change", id, "schedule", { windowStart: soon(60), windowEnd: soon(120) }, 4);
  return id;
}

async function tellFollowUp(world: World, follows: number): Promise<void> {
  await step(world.app, world.operator, "change", null, "draft", { ...firstInput.normal(world), follows });
}

async function tryDeliveries({ worker }: World): Promise<void> {
  for (const channel of ["slack", "email"]) {
    const ids = (await claim(worker, channel)).map(({ id }) => id);
    await note(worker, ids, { ok: true, words: `${channel} of tests`, reference: "1.2" });
  }
}

// Enough for a complete subtree of the log.
async function tellMany({ app, auditor }: World): Promise<void> {
  await app.begin(async (tx) => {
    for (let more = 0; more < 200; more += 1)
      await stepIn(tx, auditor, "person", auditor.id, "set_timezone", { timezone: "UTC" });
  });
}

async function leaveForms({ app, operator }: World): Promise<void> {
  const token = hashOf(operator.token);
  await app`select record_refusal(${token}, 'approve', 'change', 1001, 'Somebody else approves it.', 'normal-approved')`;
  await app`select count_request('exports of 1', 1, ${Date.now() + 60_000}, ${Date.now()})`;
  await app`select keep_form(${token}, '/changes/new', ${Buffer.from("sealed")})`;
  await app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${operator.token}, true)`;
    await tx`select take_post(${randomUUID()}::uuid, sha256('x'))`;
  });
}
