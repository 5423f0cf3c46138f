import { setTimeout as pause } from "node:timers/promises";
import type { Counted } from "../cpu/counted";
import { cpuDuring } from "../cpu/cpu-time";
import type { PostBatch } from "../forms";
import { type LoadRequest, type LoadResponse, load } from "../load";
import type { Running } from "./running";
import type { Work } from "./works";

type Pair = { readonly old: Running; readonly new: Running };

/**
 * The same requests to both builds in one stream: old, new, new, old, … What disturbs the machine disturbs both in the same
 * instant, so that their CPU time compares where turns of seconds are too coarse. Nothing can be said about throughput.
 */
export async function mixedTurn(builds: Pair, work: Work, count: number): Promise<{ old: Counted; new: Counted }> {
  const [old, now] = [await work.requests(builds.old, count), await work.requests(builds.new, count)];
  const tallies = { old: { times: [] as number[], bytes: 0 }, new: { times: [] as number[], bytes: 0 } };
  const { got, cpu: newCpu } = await cpuDuring([builds.new.side.root], () =>
    cpuDuring([builds.old.side.root], async () => {
      for (const [index, posts] of old.entries()) await sendBoth(posts, now[index], work.clients, tallies);
      await pause(work.settlesMs);
    }),
  );
  const whole = (name: "old" | "new", cpu: Counted["cpu"]): Counted => ({ ...tallies[name], seconds: Number.NaN, cpu });
  return { old: whole("old", got.cpu), new: whole("new", newCpu) };
}

type Tallies = Record<"old" | "new", { times: number[]; bytes: number }>;

async function sendBoth(old: PostBatch, now: PostBatch | undefined, clients: number, tallies: Tallies): Promise<void> {
  const sent = alternating(old.requests, now?.requests ?? []);
  const ofNew = new Set(now?.requests);
  await load(sent, clients, (answer: LoadResponse, request: LoadRequest) => {
    const isNew = ofNew.has(request);
    (isNew ? now : old)?.check(answer);
    const tally = tallies[isNew ? "new" : "old"];
    tally.times.push(answer.ms);
    tally.bytes += answer.bytes;
  });
}

/** Both lists as one: one of the first, two of the second, two of the first, and so on; what is left of the longer at its end. */
export function alternating<T>(first: readonly T[], second: readonly T[]): T[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, index) => {
    const [one, other] = index % 2 === 0 ? [first, second] : [second, first];
    return [...one.slice(index, index + 1), ...other.slice(index, index + 1)];
  }).flat();
}
