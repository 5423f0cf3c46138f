import { setTimeout as pause } from "node:timers/promises";
import { demoAccounts } from "../../lib/people/demo-accounts";
import { normalAt } from "../change-fixtures";
import { descendantsOf, isRunning } from "../processes";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { stepBySql } from "../step-by-sql";
import { newSystem } from "../systems";
import { expect, test } from "../test";
import { NotesUnderLoad } from "./notes-under-load";

// Kills each of the processes in turn under load, 50 times: a step that was acknowledged stays, an alert is sent once, and the
// others answer meanwhile. Run with TEST_BALANCED=1 and TEST_POSTGRES; with TEST_RELEASE=1 as a release is run.
const kills = 50;
const healthyWithinMs = 5_000;
const account = demoAccounts[0]?.id ?? "";
const victims = [/windlass\S* ?web/, /sign-in/, /next|server\.mjs/, /windlass\S* ?worker/];

test.skip(!process.env.TEST_BALANCED, "TEST_BALANCED=1 runs several processes");

test(`${kills} kills of several processes lose no step and repeat no alert`, async ({ as, product, system, slack }) => {
  test.setTimeout(1_800_000);
  const page = await as(account);
  const raw = await RawClient.forPage(product, page);
  const id = await normalAt(product, system, "submitted");
  const notes = await NotesUnderLoad.start(raw, id);
  const failed: number[] = [];
  const recoveredMs: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(200 + Math.random() * 500);
    if (kill % 2 === 0) failed.push(await failedChange(product, page));
    const victim = processLike(product, victims[kill % victims.length] as RegExp);
    process.kill(victim, "SIGKILL");
    const began = Date.now();
    while (!(await product.isReady())) await pause(20);
    recoveredMs.push(Date.now() - began);
    // The next kill meets all of them again.
    await expect
      .poll(() => victims.every((pattern) => countLike(product, pattern) >= 2), { timeout: 120_000 })
      .toBe(true);
  }
  await notes.stop();
  expect(await notes.lostIn(await product.sql("owner"))).toBe(0);
  expect(notes.acknowledged.length).toBeGreaterThan(kills * 4);
  await expect
    .poll(() => failed.filter((number) => slack.receivedFor(`CHG-${number}`).length === 0), { timeout: 300_000 })
    .toEqual([]);
  expect(failed.filter((number) => slack.receivedFor(`CHG-${number}`).length > 1)).toEqual([]);
  console.log(
    `${kills} kills, ${notes.acknowledged.length} notes acknowledged, ${failed.length} alerts, answered again after ${median(recoveredMs)} ms in the middle and ${Math.max(...recoveredMs)} at most`,
  );
  expect(Math.max(...recoveredMs)).toBeLessThan(healthyWithinMs);
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A change that is being executed fails, which alerts the team. */
async function failedChange(product: Product, page: Parameters<typeof stepBySql>[1]): Promise<number> {
  const id = await normalAt(product, await newSystem(product), "in_progress");
  expect(await stepBySql(product, page, id, "fail", { reason: "The edge answers nothing." })).toBe("taken");
  return id;
}

const processesLike = (product: Product, pattern: RegExp) =>
  descendantsOf(product.pid).filter(
    ({ pid, command }) => pattern.test(command.replaceAll("\0", " ")) && isRunning(pid),
  );

const countLike = (product: Product, pattern: RegExp) => processesLike(product, pattern).length;

function processLike(product: Product, pattern: RegExp): number {
  const found = processesLike(product, pattern);
  const chosen = found[Math.floor(Math.random() * found.length)];
  if (!chosen) throw new Error(`No process is like ${pattern}.`);
  return chosen.pid;
}
