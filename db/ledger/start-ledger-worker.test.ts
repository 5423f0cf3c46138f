import { generateKeyPairSync } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { signerOf, verifierKey, verifyHead } from "@/db/ledger/signing/checkpoint-note";
import { type Fixture, newFixture } from "@/testing/fixture";
import { takeStep, takeStepIn } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";
import { awaitVerification } from "./await-verification";
import type { BlockingBackend } from "./blocking-sessions";
import { leafHash, MerkleTree } from "./merkle-tree";
import { type RunningLedgerWorker, startLedgerWorker } from "./start-ledger-worker";
import type { Verdict } from "./verify-ledger";

const newSigner = () =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

let fixture: Fixture;
const signer = newSigner();
const logged: string[] = [];
let running: RunningLedgerWorker[] = [];
let verdict: Verdict = { ok: true, message: "It holds." };

beforeAll(async () => {
  fixture = await newFixture();
});
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.stop()));
  running = [];
  logged.length = 0;
});
afterAll(() => fixture.drop());

function start(options: { signer?: typeof signer; blockedAfterMs?: number } = {}): void {
  const verify = async (log: AsyncIterable<string>) => {
    for await (const _ of log);
    return verdict;
  };
  running.push(
    startLedgerWorker({
      url: fixture.url("worker"),
      signer,
      verify,
      report: (sentence) => logged.push(sentence),
      watchIntervalMs: 50,
      ...options,
    }),
  );
}

type Checkpoint = { id: number; size: number; root: Buffer; note: string; verifier_key: string; at: string };
const checkpoints = () => fixture.owner<Checkpoint[]>`select *, utc(at) as at from checkpoints order by id`;
const verifications = () =>
  fixture.owner<
    { ok: boolean; message: string; size: number }[]
  >`select *, words as message from verifications order by id`;
const blockingSessions = async () =>
  (await fixture.owner<{ found: BlockingBackend[] }[]>`select blocking_sessions as found from ledger_worker_status`)[0]
    ?.found ?? [];
const size = async () =>
  (await fixture.owner<{ n: number }[]>`select coalesce(max(log_index), 0) as n from ledger_entries`)[0]?.n ?? 0;
const ask = (name: "sign_checkpoint" | "verify_ledger") =>
  takeStep(fixture.app, fixture.auditor, "person", fixture.auditor.id, name);

it("signs a first checkpoint and has the ledger verified; its root is that of the events, and its note says so", async () => {
  start();
  const [first] = await waitUntil(async () => {
    const found = await checkpoints();
    return (await verifications()).length === 1 && found;
  });
  const rows = await fixture.owner<{ canonical: string }[]>`
    select canonical from ledger_entries l join events e on e.id = l.event_id where log_index <= ${first?.size ?? 0} order by log_index`;
  const leaves = rows.map(({ canonical }) => leafHash(Buffer.from(canonical)));
  const root = await new MerkleTree(leaves.length, async (level, from, to) =>
    level === 0 ? leaves.slice(from, to) : [],
  ).root();
  const [events] = await fixture.owner<{ n: number }[]>`select count(*) as n from events`;
  expect(first).toMatchObject({ size: events?.n, root, verifier_key: verifierKey(signer) });
  expect(verifyHead(first?.note ?? "", verifierKey(signer))).toEqual({ size: first?.size, root, at: first?.at });
  expect(first?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(logged).toEqual([]);
});

it("signs when somebody asks, covering what was committed by then; and once, though two workers run", async () => {
  start();
  start();
  const before = await checkpoints();
  await fixture.app.begin((tx) =>
    takeStepIn(tx, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" }),
  );
  const { event } = await ask("sign_checkpoint");
  const [logIndex] = await waitUntil(async () => {
    const newest = (await checkpoints()).at(-1);
    const rows = await fixture.owner<
      { log_index: number }[]
    >`select log_index from ledger_entries where event_id = ${event}`;
    return rows[0] && newest && newest.size >= rows[0].log_index && [rows[0].log_index];
  });
  await pause(600);
  const added = (await checkpoints()).slice(before.length);
  expect(new Set(added.map(({ size }) => size)).size).toBe(1);
  expect(added[0]?.size).toBe(logIndex);
  const sizes = (await checkpoints()).map((each) => each.size);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
});

it("signs again after ten minutes in which nothing happened, and when the clock was put back", async () => {
  start();
  const before = (await waitUntil(async () => (await checkpoints()).length > 0 && checkpoints())).length;
  await fixture.owner`update installation set clock_offset = '601 seconds'`;
  await waitUntil(async () => (await checkpoints()).length > before);
  await fixture.owner`update installation set clock_offset = '0'`;
  await waitUntil(async () => (await checkpoints()).length > before + 1);
  await pause(300);
  expect(await checkpoints()).toHaveLength(before + 2);
});

it("verifies when somebody asks, and shouts what does not hold", async () => {
  start();
  await ask("verify_ledger");
  const heldQueries = await waitUntil(async () => {
    const rows = await verifications();
    return rows.at(-1)?.size === (await size()) && rows;
  });
  verdict = { ok: false, message: "Event 7 is not what it was." };
  await ask("verify_ledger");
  const broken = await waitUntil(async () => (await verifications()).length > heldQueries.length && verifications());
  expect(broken.at(-1)).toMatchObject(verdict);
  await waitUntil(async () => logged.length > 0);
  expect(logged).toEqual(["THE LEDGER DOES NOT VERIFY: Event 7 is not what it was."]);
  verdict = { ok: true, message: "It holds." };
});

const isVerified = async () => (await verifications()).at(-1)?.size === (await size());

it("verifies what is new when a report is drawn, and nothing where nothing is", async () => {
  start();
  await waitUntil(isVerified);
  process.env.DATABASE_URL = fixture.url("app");
  await waitUntil(
    async () => (await fixture.owner`select from ledger_worker_status where last_pass_at is not null`).length > 0,
  );
  await takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  const whole = await awaitVerification(150_000);
  expect((await verifications()).at(-1)?.size).toBeGreaterThanOrEqual(whole);
  const before = (await verifications()).length;
  await waitUntil(isVerified);
  await awaitVerification(150_000);
  await pause(300);
  expect(await verifications()).toHaveLength(before);
});

it("verifies for a report that was drawn before the worker listened", async () => {
  process.env.DATABASE_URL = fixture.url("app");
  await fixture.owner`update ledger_worker_status set last_pass_at = windlass_now()`;
  await takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  const awaiting = awaitVerification(150_000);
  await pause(300);
  start();
  const whole = await awaiting;
  expect((await verifications()).at(-1)?.size).toBeGreaterThanOrEqual(whole);
});

it("verifies what a loader put there, once it has ended", async () => {
  start();
  await waitUntil(isVerified);
  for (const name of ["one", "two", "three"])
    await fixture.owner`
      insert into events (subject_type, step, person_id, received_at, loaded, input)
      values ('system', 'register', ${fixture.operator.id}, now() - interval '1 year', true, jsonb_build_object('name', ${name}::text, 'client', 'Acme'))`;
  await waitUntil(isVerified);
});

it("verifies every night", async () => {
  start();
  await waitUntil(isVerified);
  const before = (await verifications()).length;
  await fixture.owner`update installation set clock_offset = date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day 3 hours' - clock_timestamp()`;
  await waitUntil(async () => (await verifications()).length > before);
  await fixture.owner`update installation set clock_offset = '0'`;
});

it("names a session that wrote and does not end, until it does; what it wrote is not in the log yet", async () => {
  start({ blockedAfterMs: 400 });
  await waitUntil(async () => (await size()) > 0);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const began = Date.now();
  const late = fixture.app.begin(async (tx) => {
    await tx`set application_name = 'a slow program'`;
    const { event } = await takeStepIn(tx, fixture.operator, "person", fixture.operator.id, "set_timezone", {
      timezone: "UTC",
    });
    await held;
    return event;
  });
  const [named, ...others] = await waitUntil(async () => {
    const found = await blockingSessions();
    return found.length > 0 && found;
  });
  expect(Date.now() - began).toBeGreaterThan(390);
  expect(others).toEqual([]);
  expect(named).toMatchObject({ application: "a slow program", user: "windlass_app", how: "open" });
  expect(Date.parse(named?.since ?? "")).toBeGreaterThanOrEqual(began - 200);
  commit();
  const event = await late;
  await waitUntil(async () => (await blockingSessions()).length === 0);
  await waitUntil(async () => (await fixture.owner`select from ledger_entries where event_id = ${event}`).length === 1);
});

it("names a session that blocks it, and goes on when it ends", async () => {
  start({ blockedAfterMs: 400 });
  await waitUntil(async () => (await size()) > 0);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const blocker = fixture.owner.begin(async (tx) => {
    await tx`set application_name = 'psql of somebody'`;
    await tx`lock table ledger_entries in exclusive mode`;
    await held;
  });
  const { event } = await ask("sign_checkpoint");
  const [named] = await waitUntil(async () => {
    const found = await blockingSessions();
    return found.length > 0 && found;
  });
  expect(named).toMatchObject({ application: "psql of somebody", user: "windlass_owner", how: "blocks" });
  release();
  await blocker;
  await waitUntil(async () => (await fixture.owner`select from ledger_entries where event_id = ${event}`).length === 1);
  await waitUntil(async () => (await blockingSessions()).length === 0);
});

it("outlives its connections, and still hears who asks", async () => {
  start();
  await waitUntil(async () => (await size()) > 0);
  for (let round = 0; round < 3; round += 1) {
    await fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'windlass log %' and datname = current_database()`;
    const before = (await checkpoints()).length;
    await ask("sign_checkpoint");
    await waitUntil(async () => (await checkpoints()).length > before);
  }
});

it("signs nothing that does not begin with what was signed", async () => {
  start();
  await ask("sign_checkpoint");
  const before = await waitUntil(async () => {
    const found = await checkpoints();
    return found.at(-1)?.size === (await size()) && found;
  });
  await fixture.owner.begin(async (tx) => {
    await tx`alter table ledger_entries disable trigger user`;
    await tx`update ledger_entries set leaf = sha256('x') where log_index = 3`;
  });
  await ask("sign_checkpoint");
  await waitUntil(async () => logged.length > 0);
  expect(logged[0]).toMatch(
    /^THE LEDGER DOES NOT VERIFY: The first \d+ events of the log differ from those that were signed\./,
  );
  await waitUntil(async () =>
    (await verifications()).some(({ ok, message }) => !ok && message.includes("differ from those")),
  );
  await pause(300);
  expect(await checkpoints()).toHaveLength(before.length);
});
