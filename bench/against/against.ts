import { elementTree } from "../element-tree";
import { Floor } from "../floor-server";
import { send, textOf } from "../load";
import { commitNamed, treeOfCommit } from "./builds";
import { type Path, pathsIn } from "./paths";
import { type Running, runningOf } from "./running";
import { copyOf, type History, seededFolder, tidied } from "./seeded";
import { Side } from "./side";
import { tableOfCompared } from "./table";
import { type Builds, isSettled, type Turns, takeBlock, takeMixedBlock, warmedUp } from "./turns";
import { scriptKb } from "./weight";
import { reading, stepping, type Work } from "./works";

export type ComparisonOptions = {
  readonly commit: string;
  readonly history: History;
  readonly clients: readonly number[];
  /** Measures only what has one of these words in its name; empty: everything. */
  readonly only: readonly string[];
  /** Half of the interval, of the ratio, at which a page is done. */
  readonly within: number;
  readonly minutes: number;
  /** In one stream instead of turns: for a machine that others use. */
  readonly isMixed: boolean;
};

/** What one page or step came to, and the script that its page loads in each build. */
export type Compared = Turns & { readonly script: { readonly old: number; readonly new: number } | null };

/**
 * Measures this tree by turns with another commit, on two copies of one database that the other commit filled; this tree
 * migrates its copy when it starts.
 */
export async function against(options: ComparisonOptions): Promise<Compared[]> {
  const commit = commitNamed(options.commit);
  const tree = await treeOfCommit(commit);
  const seeded = await seededFolder(tree, commit, options.history);
  const sides: Side[] = [];
  const floor = await Floor.start();
  try {
    for (const each of [tree, process.cwd()]) sides.push(await Side.start(each, await copyOf(seeded)));
    const [old, now] = await Promise.all(sides.map(runningOf));
    if (!old || !now) throw new Error("A build is missing.");
    return await compared({ old, new: now, floorPid: floor.pid }, floor, options);
  } finally {
    await Promise.all([floor.stop(), ...sides.map((side) => side.remove())]);
  }
}

async function compared(
  builds: Builds,
  floor: Floor,
  { clients, only, within, minutes, isMixed }: ComparisonOptions,
): Promise<Compared[]> {
  const paths = await pathsIn([builds.old, builds.new]);
  const works = await worksOf(paths, clients, floor, builds.old);
  const chosen = works.filter(({ what }) => only.length === 0 || only.some((word) => what.includes(word)));
  for (const build of [builds.old, builds.new]) {
    await build.side.untilIdle();
    await tidied(build.side);
  }
  const take = isMixed ? takeMixedBlock : takeBlock;
  console.error("Warming up …");
  const all: Turns[] = [];
  for (const work of chosen) all.push(await warmedUp(builds, work));
  const deadline = Date.now() + minutes * 60_000;
  for (let round = 1; Date.now() < deadline; round++) {
    const open = all.filter((turns) => !isSettled(turns, within));
    if (open.length === 0) break;
    console.error(`Round ${round}: ${open.length} of ${all.length} …`);
    for (const turns of open) if (Date.now() < deadline) await take(builds, turns);
    // Whoever ends it early has what was measured so far.
    console.error(tableOfCompared(all.map((turns) => ({ ...turns, script: null }))));
  }
  return Promise.all(all.map(async (turns) => ({ ...turns, script: await scriptsOf(turns.work, paths, builds) })));
}

async function worksOf(paths: readonly Path[], clients: readonly number[], floor: Floor, of: Running): Promise<Work[]> {
  const works: Work[] = [];
  for (const [index, path] of paths.entries()) {
    const url = path.isLong ? undefined : await onTheFloor(floor, of, path, index);
    for (const each of path.isLong ? [1] : clients) works.push(reading(path, each, url));
  }
  return [...works, ...clients.flatMap((each) => stepping(each, floor))];
}

/** A page of the floor with the elements of that page. */
async function onTheFloor(
  floor: Floor,
  { url, tokens }: Running,
  { path, isPublic }: Path,
  index: number,
): Promise<string> {
  const token = isPublic ? undefined : tokens["operator-1"];
  return floor.page(`page-${index}`, elementTree(textOf(await send({ url: url + path, token }))));
}

async function scriptsOf({ what }: Work, paths: readonly Path[], builds: Builds): Promise<Compared["script"]> {
  const found = paths.find((path) => path.what === what);
  if (!found || found.isLong) return null;
  const of = ({ url, tokens }: Running) =>
    scriptKb({ url: url + found.path, token: found.isPublic ? undefined : tokens["operator-1"] });
  return { old: await of(builds.old), new: await of(builds.new) };
}
