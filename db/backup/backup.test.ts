import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDatabaseSchema } from "@/db/install/database-schema";
import { runCommand } from "@/testing/commands/run-command";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { signIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { refusalFrom, takeStep } from "@/testing/steps";
import { readBackup } from "./read-backup";

// The drill: back up while people work, restore, check; and every file that is not as it was written is refused.

let folder: string;
let source: Fixture;
let change = 0;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-backup-"));
  source = await newFixture();
  change = (await takeStep(source.app, source.operator, "change", null, "draft", firstInput.normal(source))).id;
  await signLog(source.worker, newSigner());
  const emergency = await takeStep(
    source.app,
    source.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(source),
  );
  await takeStep(source.app, source.operator, "change", emergency.id, "fail", { reason: "\\.\tor \\n, “done”\n\\." });
  file = join(folder, "windlass.backup");
});
afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true });
});

const at = (db: TestDatabase) => ({
  DATABASE_URL: db.url("app"),
  MIGRATE_DATABASE_URL: db.url("owner"),
  WINDLASS_DATA_FOLDER: join(folder, db.name),
});

/** Takes 20 steps a second until it is told to stop; returns how many were acknowledged. */
function work(): { stop(): Promise<number> } {
  let isStopping = false;
  const taken = (async () => {
    let count = 0;
    for (; !isStopping; count += 1) {
      await takeStep(source.app, source.operator, "change", change, "note", { comment: `Note ${count}` });
      await pause(50);
    }
    return count;
  })();
  const stop = () => {
    isStopping = true;
    return taken;
  };
  return { stop };
}

const contents = async (path: string) => {
  const bytes = gunzipSync(await readFile(path));
  return readBackup(Readable.from([bytes]));
};

it("a backup under load is one consistent file, readable by its owner alone, without keys", async () => {
  const load = work();
  const { code, output, errors } = await runCommand(["backup", file], at(source));
  expect(await load.stop()).toBeGreaterThan(5);
  expect([code, output + errors]).toEqual([
    0,
    expect.stringMatching(/holds everything as of .* 2 changes, .*\n.*no key/),
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const found = await contents(file);
  const rowsOf = (table: string) => found.tables.find((each) => each.table === `public.${table}`)?.rows;
  expect(rowsOf("events")).toBe(found.events);
  expect(found.tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(["drizzle.builds", "public.attachments"]),
  );
  expect(found.tables.some(({ table }) => table.startsWith("graphile_worker"))).toBe(false);
  expect(found.checkpoint).toMatch(/^windlass-ledger-/);
  expect(found.keys).toBeNull();
  expect((await runCommand(["backup", file], at(source))).errors).toContain("exists already");
});

describe("restored into an empty database", () => {
  let restored: TestDatabase;
  let output: string;
  beforeAll(async () => {
    restored = await emptyDatabase();
    const done = await runCommand(["restore", file], at(restored));
    output = done.output + done.errors;
    expect([done.code, output]).toEqual([0, expect.stringContaining("Restored")]);
  });
  afterAll(() => restored.drop());

  it("has every table's rows, replays, verifies, and has the same schema, rights and triggers", async () => {
    expect(output).toMatch(/Every table equals.* no difference.*VERIFIED: /s);
    const [one, other] = await Promise.all(
      [source, restored].map(({ owner }) => readDatabaseSchema(drizzle({ client: owner }))),
    );
    expect(one).toEqual(other);
  });

  it("has ended every session, and goes on: people sign in, take steps, and get the next number", async () => {
    expect(output).toMatch(/[1-9]\d* sessions were ended/);
    expect(
      await refusalFrom(takeStep(restored.app, source.operator, "change", change, "note", { comment: "x" })),
    ).toMatchObject({ because: "signed_out" });
    const operator = await signIn(restored.signin, "operator", "operator");
    const next = await takeStep(restored.app, operator, "change", null, "draft", firstInput.normal(source));
    expect(next.id).toBe(1003);
  });

  it("sends no notice that waited: a lead decides whether it is sent again", async () => {
    const statuses = await restored.owner`select distinct status, next_attempt_at, leased_until from deliveries`;
    expect(statuses).toEqual([{ status: "given_up", next_attempt_at: null, leased_until: null }]);
    expect(output).toMatch(/[1-9]\d* unsent notices were given up/);
    const waiting = await emptyDatabase();
    expect((await runCommand(["restore", file, "--send-pending", "--no-check"], at(waiting))).code).toBe(0);
    expect([...(await waiting.owner`select distinct status from deliveries`)]).toEqual([{ status: "queued" }]);
    await waiting.drop();
  });

  it("is not restored into again", async () => {
    const before = await restored.owner`select count(*) from events`;
    const { code, errors } = await runCommand(["restore", file], at(restored));
    expect([code, errors]).toEqual([1, expect.stringContaining("This database is not empty")]);
    expect(await restored.owner`select count(*) from events`).toEqual(before);
  });
});

describe("a file that is not as it was written", () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await emptyDatabase();
  });
  afterAll(() => empty.drop());

  async function refused(bytes: Buffer): Promise<string> {
    const changed = join(folder, "changed.backup");
    await writeFile(changed, bytes);
    const { code, errors } = await runCommand(["restore", changed], at(empty));
    expect(code).toBe(1);
    const [row] =
      await empty.owner`select count(*)::int as relations from pg_class where relnamespace = 'public'::regnamespace`;
    expect(row).toEqual({ relations: 0 });
    return errors;
  }
  const withHash = (text: string) => {
    const before = text.replace(/-- SHA-256 .*\n$/, "");
    return Buffer.from(`${before}-- SHA-256 ${createHash("sha256").update(before).digest("hex")}\n`);
  };

  /** What a reader of these bytes says, in pieces as a file gives them. */
  async function reading(bytes: Buffer | string): Promise<string> {
    const whole = Buffer.from(bytes);
    const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) => whole.subarray(at * 7, at * 7 + 7));
    return readBackup(Readable.from(pieces)).then(
      () => "taken",
      ({ message }: Error) => message,
    );
  }
  const text = async () => gunzipSync(await readFile(file)).toString("utf8");

  it("is refused where it was cut, before anything is written", async () => {
    const whole = await readFile(file);
    expect(await refused(whole.subarray(0, whole.length - 5))).toContain("cut or altered");
    expect(await refused(whole.subarray(0, whole.length / 2))).toContain("Nothing was restored");
    expect(await refused(Buffer.from("no backup"))).toContain("Nothing was restored");
    const lines = await text();
    expect(await reading(lines)).toBe("taken");
    expect(await reading(lines.slice(0, -90))).toContain("it ends early");
    expect(await reading(lines.slice(0, lines.length / 2))).toContain("it ends within a table");
    expect(await reading("")).toContain("it ends early");
  });

  it("is refused where it was altered, wherever that is", async () => {
    const bit = Buffer.from(await readFile(file));
    const middle = Math.floor(bit.length / 3);
    bit[middle] = (bit[middle] ?? 0) ^ 4;
    expect(await refused(bit)).toContain("Nothing was restored");
    const lines = await text();
    expect(await refused(gzipSync(lines.replace("Note 1", "Note 7")))).toContain("its hash is another");
    expect(await reading(withHash(lines.replace("Note 1", "Note 7")))).toContain("those of its manifest");
    expect(await reading(`${lines}-- more\n`)).toContain("something follows its end");
  });

  it("is refused where it is of a later build or format", async () => {
    const lines = await text();
    const later = withHash(lines.replace(/"migration":\d+/, '"migration":4102444800000'));
    expect(await refused(gzipSync(later))).toContain("of a later build of Windlass");
    expect(await reading(withHash(lines.replace('"format":1', '"format":2')))).toContain("has format 2");
    const hash = /COPY drizzle\."?builds.*\n\d+\t(\w+)/.exec(lines)?.[1];
    const replaced = await emptyDatabase();
    await source.owner`insert into drizzle.builds (hash) values ('a later one')`;
    const newer = join(folder, "newer.backup");
    expect((await runCommand(["backup", newer], at(source))).code).toBe(0);
    await source.owner`delete from drizzle.builds where hash = 'a later one'`;
    const { code, errors } = await runCommand(["restore", newer], at(replaced));
    expect([hash?.length, code, errors]).toEqual([64, 1, expect.stringContaining("of a later build of Windlass")]);
    expect((await replaced.owner`select to_regclass('public.events') as there`)[0]).toEqual({ there: null });
    await replaced.drop();
  });
});

it("keys are in it when they are asked for, and come back where there are none", async () => {
  const withKeys = join(folder, "keys.backup");
  const variables = { ...at(source), LEDGER_KEY: "the ledger's key", AUTH_SECRET: "a secret of thirty-two characters" };
  expect((await runCommand(["backup", withKeys, "--with-keys"], variables)).code).toBe(0);
  expect((await contents(withKeys)).keys).toEqual({
    ledgerKey: "the ledger's key",
    authSecret: "a secret of thirty-two characters",
  });
  const db = await emptyDatabase();
  expect((await runCommand(["restore", withKeys, "--with-keys", "--no-check"], at(db))).code).toBe(0);
  expect(await readFile(join(folder, db.name, "ledger-key.pem"), "utf8")).toBe("the ledger's key");
  await db.drop();
});
