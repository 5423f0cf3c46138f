import { setTimeout as pause } from "node:timers/promises";
import { type Counted, counted, joined, perRequest } from "../cpu/counted";
import { type Cpu, totalMs } from "../cpu/cpu-time";
import type { PostBatch } from "../forms";
import { load, type Run } from "../load";
import { mixedTurn } from "./mixed";
import { type Block, type Ratio, ratioOf, spreadOf } from "./ratio";
import type { Running } from "./running";
import type { Work } from "./works";

/** All turns of one work: of both builds in blocks, and of the floor, once a block. */
export type Turns = {
  readonly work: Work;
  /** Requests a turn. */
  readonly count: number;
  readonly blocks: { readonly old: Counted[]; readonly new: Counted[] }[];
  readonly floor: Counted[];
};

export type Builds = { readonly old: Running; readonly new: Running; readonly floorPid: number };

/** What a turn costs: enough for the system's steps of 10 ms not to matter, and for the collector to come by. */
const turnMs = 600;

/** Lets both builds do that work until their code is compiled, and finds how many requests make a turn. */
export async function warmedUp(builds: Builds, work: Work): Promise<Turns> {
  let count = Math.min(4, work.most);
  for (let time = 0; time < 3; time++) {
    const old = await turnOf(builds.old.side.root, await work.requests(builds.old, count), work);
    await turnOf(builds.new.side.root, await work.requests(builds.new, count), work);
    count = Math.max(1, Math.min(work.most, Math.round(turnMs / Math.max(1, totalMs(perRequest(old))))));
  }
  if (work.floor) await turnOf(builds.floorPid, await work.floor(count), work);
  return { work, count, blocks: [], floor: [] };
}

/** One block more, of one stream to both builds. */
export async function takeMixedBlock(builds: Builds, { work, count, blocks, floor }: Turns): Promise<void> {
  const block = await mixedTurn(builds, work, count);
  if (work.floor) floor.push(await turnOf(builds.floorPid, await work.floor(count), work));
  blocks.push({ old: [block.old], new: [block.new] });
}

/** One block more: old, new, the floor, new, old; in every other block the builds change places. */
export async function takeBlock(builds: Builds, { work, count, blocks, floor }: Turns): Promise<void> {
  const [first, second] = blocks.length % 2 === 0 ? (["old", "new"] as const) : (["new", "old"] as const);
  const block = { old: [] as Counted[], new: [] as Counted[] };
  const take = async (name: "old" | "new") => {
    const posts = await work.requests(builds[name], count);
    block[name].push(await turnOf(builds[name].side.root, posts, work));
  };
  await take(first);
  await take(second);
  if (work.floor) floor.push(await turnOf(builds.floorPid, await work.floor(count), work));
  await take(second);
  await take(first);
  blocks.push(block);
}

/** Sends those requests, one list after another, and waits for what they set off. */
const turnOf = (root: number, posts: readonly PostBatch[], { clients, settlesMs }: Work): Promise<Counted> =>
  counted([root], async () => {
    const runs: Run[] = [];
    for (const { requests, check } of posts) runs.push(await load(requests, clients, check));
    await pause(settlesMs);
    return joined(runs);
  });

/** New over old of the CPU time that `of` takes of a request. */
export const ratioOfTurns = ({ blocks }: Pick<Turns, "blocks">, of: (cpu: Cpu) => number): Ratio =>
  ratioOf(blocks.map((block): Block => ({ old: costsOf(block.old, of), new: costsOf(block.new, of) })));

/** What a request cost in each of those turns. */
export const costsOf = (turns: readonly Counted[], of: (cpu: Cpu) => number): number[] =>
  turns.map((turn) => of(perRequest(turn)));

const fewestBlocks = 4;

/** Whether more turns would tell no more: the ratio lies within so much of what was measured. */
export const isSettled = (turns: Turns, within: number): boolean =>
  turns.blocks.length >= fewestBlocks && spreadOf(ratioOfTurns(turns, totalMs)) <= within;
