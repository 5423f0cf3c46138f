import { afterAll, beforeAll, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { type Fixture, newFixture } from "@/testing/fixture";
import { concurrentClient, createStepFunctions } from "@/testing/model/concurrent-client";
import { walk } from "@/testing/model/walk";
import { type SignedIn, signIn } from "@/testing/people";

let fixture: Fixture;
let one: ReturnType<typeof concurrentClient>;
const people: SignedIn[] = [];

beforeAll(async () => {
  fixture = await newFixture();
  await createStepFunctions(fixture);
  one = concurrentClient(fixture, 1);
  for (const name of ["Ann", "Ben", "Cem", "Dag", "Eva"]) people.push(await signIn(fixture.signin, name));
});
afterAll(async () => {
  await one.end();
  await fixture.drop();
});

// Larger sets of roles and pairs of acts than the matrix tries. Other seeds: WALK_SEEDS=3001-5000 npx vitest run --project=long db/steps/walks.long.ts
const [first = 1001, last = first] = (process.env.WALK_SEEDS ?? "1001-3000").split("-").map(Number);

it(`random walks ${first} to ${last} differ nowhere from the model, and their replay nowhere from the rows`, async () => {
  const wrong: string[] = [];
  for (let seed = first; seed <= last; seed += 1)
    wrong.push(...(await walk({ fixture, ask: one.ask, people }, seed, 30)));
  expect(wrong).toEqual([]);
  expect(await replayDifferences(fixture.owner)).toEqual([]);
  expect(await chainErrors(fixture.superuser)).toEqual([]);
  const [row] = await fixture.owner`select count(*) as walked from events where subject_type = 'change'`;
  console.log(`${last - first + 1} walks took ${row?.walked} steps`);
});
