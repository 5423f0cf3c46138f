import { afterAll, beforeAll, expect, it } from "vitest";
import { openPool } from "@/db/connection/pool";
import { verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { type Fixture, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { verifyExport } from "@/testing/verify-export";
import { exportLedger } from "./export-ledger";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

it("is a document that verifies, signed or not yet", async () => {
  expect(await verifyExport(exportLedger(fixture.worker, null))).toMatchObject({ ok: true });
  const signer = newSigner();
  await signLog(fixture.worker, signer);
  const pieces: string[] = [];
  for await (const piece of exportLedger(fixture.app, verifierKey(signer))) pieces.push(piece);
  const [row] = await fixture.owner`select count(*) as events from events`;
  expect(JSON.parse(pieces.join("")).events.length).toBe(Number(row?.events) + 1);
  const { ok, verdict, output } = await verifyExport(pieces, { key: verifierKey(signer) });
  expect([ok, verdict]).toEqual([true, expect.stringMatching(/^VERIFIED: /)]);
  expect(output).toContain("Not checked against an outside checkpoint");
});

it("fails when its connection is lost, and lets the next one read", async () => {
  const pool = openPool(fixture.url("worker"), { name: "whole log", max: 1 });
  const lines = exportLedger(pool, null);
  await lines.next();
  await fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'whole log'`;
  const rest = async () => {
    for await (const _ of lines);
  };
  await expect(rest()).rejects.toThrow();
  expect(await verifyExport(exportLedger(pool, null))).toMatchObject({ ok: true });
  await pool.end({ timeout: 1 });
});
