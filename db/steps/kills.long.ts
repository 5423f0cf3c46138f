import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCluster } from "@/db/embedded/cluster";
import { type Embedded, startEmbedded } from "@/db/embedded/start-embedded";
import { migrate } from "@/db/install/migrate";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { connect } from "@/testing/database";
import { seededRandom } from "@/testing/model/seeded-random";
import { type SignedIn, signIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";

// PostgreSQL with everything it started is killed under load, 50 times: what a person saw confirmed is there afterwards.

const kills = 50;
const luck = seededRandom(7);
let folder = "";
let postgres: Embedded;
let operator: SignedIn;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-kills-"));
  postgres = await startEmbedded(folder);
  await migrate(postgres.urls.owner, "demo");
  const signin = connect(postgres.urls.signin, 1);
  operator = await signIn(signin, "Operator One", "operator");
  await signin.end();
});
afterAll(async () => {
  const dataFolder = (await readCluster(folder))?.dataFolder ?? "";
  await postgres.stop();
  await rm(resolve(folder, dataFolder), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

it(`${kills} kills lose no step that was acknowledged`, async () => {
  const app = connect(postgres.urls.app, 1);
  const system = (await takeStep(app, operator, "system", null, "register", { name: "dns", client: "Acme" })).id;
  await app.end();
  const acknowledged = new Map<number, string>();
  for (let kill = 0; kill < kills; kill += 1) {
    await loadUntilKilled(system, acknowledged);
    postgres = await startEmbedded(folder);
    await allThere(acknowledged);
  }
  const owner = connect(postgres.urls.owner, 1);
  expect(await replayDifferences(owner)).toEqual([]);
  expect(await chainErrors(owner)).toEqual([]);
  const [numbers] = await owner`select max(id) - 1000 = count(*) as gapless from changes`;
  expect(numbers).toEqual({ gapless: true });
  await owner.end();
  expect(acknowledged.size).toBeGreaterThan(kills * 5);
  console.log(`${kills} kills, ${acknowledged.size} steps acknowledged, 0 lost`);
});

async function loadUntilKilled(system: number, acknowledged: Map<number, string>): Promise<void> {
  const app = connect(postgres.urls.app, 8);
  let alive = true;
  const draft = {
    type: "normal",
    title: "Under load",
    systems: [system],
    what: "x",
    why: "x",
    rollbackPlan: "Undo it.",
  };
  const work = async () => {
    while (alive) {
      const { id, event } = await takeStep(app, operator, "change", null, "draft", draft);
      acknowledged.set(event, `change ${id} draft`);
      const submitted = await takeStep(app, operator, "change", id, "submit");
      acknowledged.set(submitted.event, `change ${id} submit`);
    }
  };
  const workers = Array.from({ length: 8 }, () => work().catch(() => {}));
  await pause(200 + luck.below(600));
  await killEverything();
  alive = false;
  await app.end({ timeout: 1 });
  await Promise.all(workers);
}

async function killEverything(): Promise<void> {
  const data = resolve(folder, (await readCluster(folder))?.dataFolder ?? "");
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  if (!(postmaster > 1)) throw new Error("nobody to kill");
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
  } catch {
    return 0;
  }
}

async function allThere(acknowledged: ReadonlyMap<number, string>): Promise<void> {
  const owner = connect(postgres.urls.owner, 1);
  const rows = await owner<
    { id: number; said: string }[]
  >`select id, subject_type || ' ' || subject_id || ' ' || step as said from events`;
  await owner.end();
  const storedTexts = new Map(rows.map(({ id, said: text }) => [id, text]));
  expect([...acknowledged].filter(([event, text]) => storedTexts.get(event) !== text)).toEqual([]);
}
