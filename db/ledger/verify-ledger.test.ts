import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, newFixture } from "@/testing/fixture";
import { newSigner } from "@/testing/sign-log";
import { sequenceEvents } from "./sequence-events";
import { type Verify, verifyLedger } from "./verify-ledger";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  await sequenceEvents(fixture.worker);
});
afterAll(() => fixture.drop());

const written = () =>
  fixture.owner<{ ok: boolean; message: string }[]>`select ok, words as message from verifications order by id`;
const signer = newSigner();
const against = () => ({ signer, checkpoint: null, signal: new AbortController().signal });

const reading =
  (onPiece: () => Promise<unknown>): Verify =>
  async (log) => {
    for await (const _ of log) await onPiece();
    return { ok: true, message: "Read." };
  };

it("a connection that is lost while the log is read ends the verification, and nothing is written of it", async () => {
  const kill = () =>
    fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'windlass verification' and datname = current_database()`;
  const attempt = verifyLedger(fixture.url("worker"), { ...against(), verify: reading(kill), timeoutMs: 1500 });
  await expect(attempt).rejects.toThrow();
  expect(await written()).toEqual([]);
});

it("two at once are one", async () => {
  const verify = reading(() => pause(100));
  const verdicts = await Promise.all([1, 2].map(() => verifyLedger(fixture.url("worker"), { ...against(), verify })));
  expect(verdicts).toEqual(expect.arrayContaining([null, { ok: true, message: "Read." }]));
  expect(await written()).toEqual([{ ok: true, message: "Read." }]);
});

it("who found a break reads no further, and it is written down", async () => {
  const verify: Verify = async (log) => {
    for await (const _ of log) break;
    return { ok: false, message: "It does not hold." };
  };
  const verdict = await verifyLedger(fixture.url("worker"), { ...against(), verify });
  expect(verdict).toEqual({ ok: false, message: "It does not hold." });
  expect((await written()).at(-1)).toEqual(verdict);
});
