import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Product } from "../e2e/product";
import { type Figure, timed } from "./figures";
import { newSession, takeSteps } from "./take-steps";

/** The sequencer's throughput, its cost for steps, and the speed of an outside verification. */
export async function benchLedger(product: Product): Promise<Figure[]> {
  const owner = await product.sql("owner");
  const before = await logSize(owner);
  const caughtUp = await timed(() => waitForSequencer(owner));
  const numbered = (await logSize(owner)) - before;
  const cost = await sequencerCost(product, owner);
  await waitForSequencer(owner);
  const size = await logSize(owner);
  const verified = await timed(() => verify(product));
  return [
    {
      what: "events numbered a second, catching up",
      value: numbered / (caughtUp.ms / 1000),
      unit: "events/s",
      aim: "over 500",
    },
    { what: "steps a second on 8 connections, the log stopped", value: cost.without, unit: "steps/s" },
    { what: "steps a second on 8 connections, the log running", value: cost.with, unit: "steps/s" },
    {
      what: "steps with the log running, of those without",
      value: cost.with / cost.without,
      unit: "",
      aim: "over 0.75",
    },
    {
      what: "verifying the whole log, for 1,000,000 events",
      value: verified.ms / 1000 / (size / 1_000_000),
      unit: "s",
      aim: "under 60",
    },
  ];
}

async function logSize(owner: Sql): Promise<number> {
  const [row] = await owner<{ size: number }[]>`select coalesce(max(log_index), 0)::int as size from ledger_entries`;
  return row?.size ?? 0;
}

export async function waitForSequencer(owner: Sql): Promise<void> {
  for (;;) {
    const [left] = await owner`select exists (select from ledger_queue) as some`;
    if (!left?.some) return;
    await pause(100);
  }
}

// The sequencer's own lock: while somebody else holds it, nothing is numbered.
async function sequencerCost(product: Product, owner: Sql): Promise<{ with: number; without: number }> {
  const token = await newSession(product, "operator-1");
  const rates: { with: number[]; without: number[] } = { with: [], without: [] };
  await takeSteps(product, token, 400);
  for (let round = 0; round < 3; round++) {
    rates.with.push(await rate(product, token));
    await owner.begin(async (tx) => {
      await tx`select from worker_locks where name = 'log' for update`;
      rates.without.push(await rate(product, token));
    });
  }
  const middle = (all: number[]) => all.sort((one, other) => one - other)[1] ?? 0;
  return { with: middle(rates.with), without: middle(rates.without) };
}

async function rate(product: Product, token: string): Promise<number> {
  const count = 2000;
  const { ms } = await timed(() => takeSteps(product, token, count));
  return count / (ms / 1000);
}

async function verify(product: Product): Promise<void> {
  const child = spawn("npm", ["run", "-s", "ledger:verify"], {
    env: product.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The ledger does not verify:\n${output}`);
}
