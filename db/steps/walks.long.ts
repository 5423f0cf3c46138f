import { afterAll, beforeAll, expect, it } from "vitest";
import { brokenLinks } from "@/db/replay/broken-links";
import { replayDifferences } from "@/db/replay/replay";
import { crowd, makeOneCall } from "@/testing/model/crowd";
import { walk } from "@/testing/model/walk";
import { type SignedIn, signIn } from "@/testing/people";
import { newWorld, type World } from "@/testing/world";

let world: World;
let one: ReturnType<typeof crowd>;
const people: SignedIn[] = [];

beforeAll(async () => {
  world = await newWorld();
  await makeOneCall(world);
  one = crowd(world, 1);
  for (const name of ["Ann", "Ben", "Cem", "Dag", "Eva"]) people.push(await signIn(world.signin, name));
});
afterAll(async () => {
  await one.end();
  await world.drop();
});

// Larger sets of roles and pairs of acts than the matrix tries. Other seeds: WALK_SEEDS=3001-5000 npx vitest run --project=long db/steps/walks.long.ts
const [first = 1001, last = first] = (process.env.WALK_SEEDS ?? "1001-3000").split("-").map(Number);

it(`random walks ${first} to ${last} differ nowhere from the model, and their replay nowhere from the rows`, async () => {
  const wrong: string[] = [];
  for (let seed = first; seed <= last; seed += 1)
    wrong.push(...(await walk({ world, ask: one.ask, people }, seed, 30)));
  expect(wrong).toEqual([]);
  expect(await replayDifferences(world.owner)).toEqual([]);
  expect(await brokenLinks(world.superuser)).toEqual([]);
  const [row] = await world.owner`select count(*) as walked from events where subject_type = 'change'`;
  console.log(`${last - first + 1} walks took ${row?.walked} steps`);
});
