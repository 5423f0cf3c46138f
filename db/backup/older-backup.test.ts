import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startLedgerWorker } from "@/db/ledger/start-ledger-worker";
import { parseCheckpoint } from "@/lib/ledger/outside-checkpoint";
import { runCommand } from "@/testing/commands/run-command";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";

// A checkpoint that was kept elsewhere tells that an older backup was restored, and how many events are lost.

const lost = 5;
let folder: string;
let source: Fixture;
let restored: TestDatabase;
let outside: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-kept-"));
  outside = join(folder, "outside.checkpoint");
  source = await newFixture();
  const signer = newSigner();
  const { id } = await takeStep(source.app, source.operator, "change", null, "draft", firstInput.normal(source));
  await signLog(source.worker, signer);
  const file = join(folder, "older.backup");
  expect((await runCommand(["backup", file], at(source))).code).toBe(0);
  for (let step = 0; step < lost; step += 1)
    await takeStep(source.app, source.operator, "change", id, "note", { comment: "After the backup." });
  await writeFile(outside, await signLog(source.worker, signer));
  restored = await emptyDatabase();
  expect((await runCommand(["restore", file, "--no-check"], at(restored))).code).toBe(0);
});
afterAll(async () => {
  await Promise.all([source.drop(), restored.drop()]);
  await rm(folder, { recursive: true });
});

const at = (db: TestDatabase) => ({
  DATABASE_URL: db.url("app"),
  MIGRATE_DATABASE_URL: db.url("owner"),
  SIGNIN_DATABASE_URL: db.url("signin"),
  WORKER_DATABASE_URL: db.url("worker"),
  WINDLASS_DEMO: "1",
  WINDLASS_DATA_FOLDER: join(folder, db.name),
});
const running = "The ledger worker is running";
const startWorker = async (db: TestDatabase, variables: Readonly<Record<string, string>>) => {
  const { code, output, errors } = await runCommand(["worker"], { ...at(db), ...variables }, running);
  return { isRunning: output.includes(running), code, words: output + errors };
};

it("a start with the database that the checkpoint is of goes on", async () => {
  expect(await startWorker(source, { OUTSIDE_CHECKPOINT: outside })).toMatchObject({ isRunning: true });
});

it("a start after an older backup ends, though the log has grown since, and says how many events are lost", async () => {
  const { isRunning, code, words } = await startWorker(restored, { OUTSIDE_CHECKPOINT: outside });
  expect({ isRunning, code }).toEqual({ isRunning: false, code: 1 });
  expect(words).toMatch(new RegExp(`lacks ${lost} of them: an older backup.*ACCEPT_LOST_EVENTS=${lost}\\.`));
  const accepted = { OUTSIDE_CHECKPOINT: outside, ACCEPT_LOST_EVENTS: String(lost + 1) };
  expect(await startWorker(restored, accepted)).toMatchObject({ isRunning: false, code: 1 });
});

it("a log with as many events, of which one was rewritten, ends it too, and no number accepts that", async () => {
  const other = join(folder, "other.checkpoint");
  await writeFile(other, (await readFile(outside, "utf8")).replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${"A".repeat(43)}=\n`));
  const variants: Record<string, string>[] = [{}, { ACCEPT_LOST_EVENTS: "1" }];
  for (const variables of variants)
    expect(await startWorker(source, { OUTSIDE_CHECKPOINT: other, ...variables })).toMatchObject({
      isRunning: false,
      words: expect.stringContaining("is not the one of the checkpoint kept at"),
    });
});

it("accepted by their number, once: the file then holds a checkpoint of what is left", async () => {
  const before = await readFile(outside, "utf8");
  const accepted = { OUTSIDE_CHECKPOINT: outside, ACCEPT_LOST_EVENTS: String(lost) };
  expect(await startWorker(restored, accepted)).toMatchObject({ isRunning: true });
  expect(await readFile(outside, "utf8")).not.toBe(before);
  expect(await startWorker(restored, { OUTSIDE_CHECKPOINT: outside })).toMatchObject({ isRunning: true });
});

it("the worker keeps each checkpoint that it signs, in a file that need not be there yet", async () => {
  const file = join(folder, "new", "windlass.checkpoint");
  const { words } = await startWorker(restored, { OUTSIDE_CHECKPOINT: file });
  expect(words).toContain("there is none yet");
  const report = () => {};
  const verify = async () => ({ ok: true, message: "Verified." });
  const notes: string[] = [];
  const onCheckpoint = async (note: string) => {
    notes.push(note);
  };
  const worker = startLedgerWorker({ url: source.url("worker"), signer: newSigner(), verify, report, onCheckpoint });
  await waitUntil(async () => notes.length > 0);
  await worker.stop();
  expect(parseCheckpoint(notes[0] ?? "")?.size).toBeGreaterThan(0);
});
