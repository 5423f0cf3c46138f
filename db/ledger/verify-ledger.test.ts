import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newSigner } from "@/testing/sign-log";
import { newWorld, type World } from "@/testing/world";
import { sequence } from "./sequence";
import { type Verify, verifyLedger } from "./verify-ledger";

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await sequence(world.worker);
});
afterAll(() => world.drop());

const written = () => world.owner<{ ok: boolean; words: string }[]>`select ok, words from verifications order by id`;
const signer = newSigner();
const against = () => ({ signer, checkpoint: null, signal: new AbortController().signal });

const reading =
  (onPiece: () => Promise<unknown>): Verify =>
  async (log) => {
    for await (const _ of log) await onPiece();
    return { ok: true, words: "Read." };
  };

it("a connection that is lost while the log is read ends the verification, and nothing is written of it", async () => {
  const kill = () =>
    world.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'windlass verification' and datname = current_database()`;
  const attempt = verifyLedger(world.url("worker"), { ...against(), verify: reading(kill), patienceMs: 1500 });
  await expect(attempt).rejects.toThrow();
  expect(await written()).toEqual([]);
});

it("two at once are one", async () => {
  const verify = reading(() => pause(100));
  const verdicts = await Promise.all([1, 2].map(() => verifyLedger(world.url("worker"), { ...against(), verify })));
  expect(verdicts).toEqual(expect.arrayContaining([null, { ok: true, words: "Read." }]));
  expect(await written()).toEqual([{ ok: true, words: "Read." }]);
});

it("who found a break reads no further, and it is written down", async () => {
  const verify: Verify = async (log) => {
    for await (const _ of log) break;
    return { ok: false, words: "It does not hold." };
  };
  const verdict = await verifyLedger(world.url("worker"), { ...against(), verify });
  expect(verdict).toEqual({ ok: false, words: "It does not hold." });
  expect((await written()).at(-1)).toEqual(verdict);
});
