import { afterAll, beforeAll, expect, it } from "vitest";
import { exportLedger } from "@/db/ledger/export-ledger";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { newSigner, signLog } from "@/testing/sign-log";
import { verifyExport } from "@/testing/verify-export";
import { loadHistory } from "./load-history";

const changes = 2000;
let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes, years: 1 }, () => {});
});
afterAll(() => db.drop());

it("a loaded history has about ten events a change, and is what its events say", async () => {
  const [row] =
    await db.owner`select count(*) as n from events where loaded and subject_type in ('change', 'incident')`;
  expect(Math.round(Number(row?.n) / changes)).toBe(10);
  expect(await replayDifferences(db.superuser)).toEqual([]);
  expect(await chainErrors(db.superuser)).toEqual([]);
});

it("its ledger verifies", async () => {
  await signLog(db.worker, newSigner());
  expect(await verifyExport(exportLedger(db.worker, null))).toMatchObject({ ok: true });
});
