import { afterAll, beforeAll, expect, it } from "vitest";
import { openPool } from "@/db/connection/pool";
import { verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { newSigner, signLog } from "@/testing/sign-log";
import { verified } from "@/testing/verified";
import { newWorld, type World } from "@/testing/world";
import { wholeLog } from "./whole-log";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

it("is a document that verifies, signed or not yet", async () => {
  expect(await verified(wholeLog(world.worker, null))).toMatchObject({ ok: true });
  const signer = newSigner();
  await signLog(world.worker, signer);
  const pieces: string[] = [];
  for await (const piece of wholeLog(world.app, verifierKey(signer))) pieces.push(piece);
  const [row] = await world.owner`select count(*) as events from events`;
  expect(JSON.parse(pieces.join("")).events.length).toBe(Number(row?.events) + 1);
  const { ok, verdict, said } = await verified(pieces, { key: verifierKey(signer) });
  expect([ok, verdict]).toEqual([true, expect.stringMatching(/^VERIFIED: /)]);
  expect(said).toContain("Not checked against an outside checkpoint");
});

it("fails when its connection is lost, and lets the next one read", async () => {
  const pool = openPool(world.url("worker"), { name: "whole log", max: 1 });
  const lines = wholeLog(pool, null);
  await lines.next();
  await world.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'whole log'`;
  const rest = async () => {
    for await (const _ of lines);
  };
  await expect(rest()).rejects.toThrow();
  expect(await verified(wholeLog(pool, null))).toMatchObject({ ok: true });
  await pool.end({ timeout: 1 });
});
