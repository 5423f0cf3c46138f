import { generateKeyPairSync } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { readHead, signerOf, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { step, stepIn } from "@/testing/steps";
import { until } from "@/testing/until";
import { newWorld, type World } from "@/testing/world";
import { awaitVerification } from "./await-verification";
import { leafHash, MerkleTree } from "./merkle";
import type { SessionInTheWay } from "./sessions-in-the-way";
import type { Verdict } from "./verify-ledger";
import { type LogWorker, startLogWorker } from "./worker";

const newSigner = () =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

let world: World;
const signer = newSigner();
const said: string[] = [];
let running: LogWorker[] = [];
let verdict: Verdict = { ok: true, words: "It holds." };

beforeAll(async () => {
  world = await newWorld();
});
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.stop()));
  running = [];
  said.length = 0;
});
afterAll(() => world.drop());

function start(options: { signer?: typeof signer; patienceMs?: number } = {}): void {
  const verify = async (log: AsyncIterable<string>) => {
    for await (const _ of log);
    return verdict;
  };
  running.push(
    startLogWorker({
      url: world.url("worker"),
      signer,
      verify,
      say: (sentence) => said.push(sentence),
      watchesEveryMs: 50,
      ...options,
    }),
  );
}

type Checkpoint = { id: number; size: number; root: Buffer; note: string; verifier_key: string; at: string };
const checkpoints = () => world.owner<Checkpoint[]>`select *, utc(at) as at from checkpoints order by id`;
const verifications = () =>
  world.owner<{ ok: boolean; words: string; size: number }[]>`select * from verifications order by id`;
const inTheWay = async () =>
  (await world.owner<{ found: SessionInTheWay[] }[]>`select in_the_way as found from log_state`)[0]?.found ?? [];
const size = async () =>
  (await world.owner<{ n: number }[]>`select coalesce(max(place), 0) as n from log_entries`)[0]?.n ?? 0;
const ask = (name: "sign_checkpoint" | "verify_ledger") =>
  step(world.app, world.auditor, "person", world.auditor.id, name);

it("signs a first checkpoint and has the ledger verified; its root is that of the events, and its note says so", async () => {
  start();
  const [first] = await until(async () => {
    const found = await checkpoints();
    return (await verifications()).length === 1 && found;
  });
  const rows = await world.owner<{ canonical: string }[]>`
    select canonical from log_entries l join events e on e.id = l.event_id where place <= ${first?.size ?? 0} order by place`;
  const leaves = rows.map(({ canonical }) => leafHash(Buffer.from(canonical)));
  const root = await new MerkleTree(leaves.length, async (level, from, to) =>
    level === 0 ? leaves.slice(from, to) : [],
  ).root();
  const [events] = await world.owner<{ n: number }[]>`select count(*) as n from events`;
  expect(first).toMatchObject({ size: events?.n, root, verifier_key: verifierKey(signer) });
  expect(readHead(first?.note ?? "", verifierKey(signer))).toEqual({ size: first?.size, root, at: first?.at });
  expect(first?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(said).toEqual([]);
});

it("signs when somebody asks, covering what was committed by then; and once, though two workers run", async () => {
  start();
  start();
  const before = await checkpoints();
  await world.app.begin((tx) =>
    stepIn(tx, world.operator, "person", world.operator.id, "set_timezone", { timezone: "UTC" }),
  );
  const { event } = await ask("sign_checkpoint");
  const [place] = await until(async () => {
    const newest = (await checkpoints()).at(-1);
    const rows = await world.owner<{ place: number }[]>`select place from log_entries where event_id = ${event}`;
    return rows[0] && newest && newest.size >= rows[0].place && [rows[0].place];
  });
  await pause(600);
  const added = (await checkpoints()).slice(before.length);
  expect(new Set(added.map(({ size }) => size)).size).toBe(1);
  expect(added[0]?.size).toBe(place);
  const sizes = (await checkpoints()).map((each) => each.size);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
});

it("signs again after ten minutes in which nothing happened, and when the clock was put back", async () => {
  start();
  const before = (await until(async () => (await checkpoints()).length > 0 && checkpoints())).length;
  await world.owner`update installation set clock_offset = '601 seconds'`;
  await until(async () => (await checkpoints()).length > before);
  await world.owner`update installation set clock_offset = '0'`;
  await until(async () => (await checkpoints()).length > before + 1);
  await pause(300);
  expect(await checkpoints()).toHaveLength(before + 2);
});

it("verifies when somebody asks, and shouts what does not hold", async () => {
  start();
  await ask("verify_ledger");
  const asked = await until(async () => {
    const rows = await verifications();
    return rows.at(-1)?.size === (await size()) && rows;
  });
  verdict = { ok: false, words: "Event 7 is not what it was." };
  await ask("verify_ledger");
  const broken = await until(async () => (await verifications()).length > asked.length && verifications());
  expect(broken.at(-1)).toMatchObject(verdict);
  await until(async () => said.length > 0);
  expect(said).toEqual(["THE LEDGER DOES NOT HOLD: Event 7 is not what it was."]);
  verdict = { ok: true, words: "It holds." };
});

const isVerified = async () => (await verifications()).at(-1)?.size === (await size());

it("verifies what is new when a report is drawn, and nothing where nothing is", async () => {
  start();
  await until(isVerified);
  process.env.DATABASE_URL = world.url("app");
  await until(async () => (await world.owner`select from log_state where looked_at is not null`).length > 0);
  await step(world.app, world.operator, "person", world.operator.id, "set_timezone", { timezone: "UTC" });
  const whole = await awaitVerification(150_000);
  expect((await verifications()).at(-1)?.size).toBeGreaterThanOrEqual(whole);
  const before = (await verifications()).length;
  await until(isVerified);
  await awaitVerification(150_000);
  await pause(300);
  expect(await verifications()).toHaveLength(before);
});

it("verifies what a loader put there, once it has ended", async () => {
  start();
  await until(isVerified);
  for (const name of ["one", "two", "three"])
    await world.owner`
      insert into events (subject_type, step, person_id, received_at, loaded, input)
      values ('system', 'register', ${world.operator.id}, now() - interval '1 year', true, jsonb_build_object('name', ${name}::text, 'client', 'Acme'))`;
  await until(isVerified);
});

it("verifies every night", async () => {
  start();
  await until(isVerified);
  const before = (await verifications()).length;
  await world.owner`update installation set clock_offset = date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day 3 hours' - clock_timestamp()`;
  await until(async () => (await verifications()).length > before);
  await world.owner`update installation set clock_offset = '0'`;
});

it("names a session that wrote and does not end, until it does; what it wrote is not in the log yet", async () => {
  start({ patienceMs: 400 });
  await until(async () => (await size()) > 0);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const began = Date.now();
  const late = world.app.begin(async (tx) => {
    await tx`set application_name = 'a slow program'`;
    const { event } = await stepIn(tx, world.operator, "person", world.operator.id, "set_timezone", {
      timezone: "UTC",
    });
    await held;
    return event;
  });
  const [named, ...others] = await until(async () => {
    const found = await inTheWay();
    return found.length > 0 && found;
  });
  expect(Date.now() - began).toBeGreaterThan(390);
  expect(others).toEqual([]);
  expect(named).toMatchObject({ application: "a slow program", user: "windlass_app", how: "open" });
  expect(Date.parse(named?.since ?? "")).toBeGreaterThanOrEqual(began - 200);
  commit();
  const event = await late;
  await until(async () => (await inTheWay()).length === 0);
  await until(async () => (await world.owner`select from log_entries where event_id = ${event}`).length === 1);
});

it("names a session that blocks it, and goes on when it ends", async () => {
  start({ patienceMs: 400 });
  await until(async () => (await size()) > 0);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const blocker = world.owner.begin(async (tx) => {
    await tx`set application_name = 'psql of somebody'`;
    await tx`lock table log_entries in exclusive mode`;
    await held;
  });
  const { event } = await ask("sign_checkpoint");
  const [named] = await until(async () => {
    const found = await inTheWay();
    return found.length > 0 && found;
  });
  expect(named).toMatchObject({ application: "psql of somebody", user: "windlass_owner", how: "blocks" });
  release();
  await blocker;
  await until(async () => (await world.owner`select from log_entries where event_id = ${event}`).length === 1);
  await until(async () => (await inTheWay()).length === 0);
});

it("outlives its connections, and still hears who asks", async () => {
  start();
  await until(async () => (await size()) > 0);
  for (let round = 0; round < 3; round += 1) {
    await world.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'windlass log %' and datname = current_database()`;
    const before = (await checkpoints()).length;
    await ask("sign_checkpoint");
    await until(async () => (await checkpoints()).length > before);
  }
});

it("signs nothing that does not begin with what was signed", async () => {
  start();
  await ask("sign_checkpoint");
  const before = await until(async () => {
    const found = await checkpoints();
    return found.at(-1)?.size === (await size()) && found;
  });
  await world.owner.begin(async (tx) => {
    await tx`alter table log_entries disable trigger user`;
    await tx`update log_entries set leaf = sha256('x') where place = 3`;
  });
  await ask("sign_checkpoint");
  await until(async () => said.length > 0);
  expect(said[0]).toMatch(
    /^THE LEDGER DOES NOT HOLD: The first \d+ events of the log are not those that were signed\./,
  );
  await until(async () => (await verifications()).some(({ ok, words }) => !ok && words.includes("not those")));
  await pause(300);
  expect(await checkpoints()).toHaveLength(before.length);
});
