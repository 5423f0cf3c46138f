import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { type Fixture, newFixture } from "@/testing/fixture";
import { concurrentClient, createStepFunctions } from "@/testing/model/concurrent-client";
import { walk } from "@/testing/model/walk";
import { type SignedIn, signIn } from "@/testing/people";
import { withoutTriggers } from "@/testing/raw";

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

// The first hundred, and those of the long run that once differed.
const seeds = [...Array.from({ length: 100 }, (_, index) => index + 1), 2238];

it("random walks differ nowhere from the model", { timeout: 600_000 }, async () => {
  const wrong: string[] = [];
  for (const seed of seeds) wrong.push(...(await walk({ fixture, ask: one.ask, people }, seed, 30)));
  expect(wrong).toEqual([]);
  const [row] =
    await fixture.owner`select count(distinct (canonical::jsonb ->> 'type', step)) > 30 as enough from events where subject_type = 'change'`;
  expect(row).toEqual({ enough: true });
  const [walked] = await fixture.owner`
    select (select count(*) from events where step = 'redact' and subject_type = 'change') > 30 as redacted,
      (select count(*) from events where step = 'redact' and subject_type = 'incident') > 5 as "incidentsToo",
      (select count(*) from findings where answered_at is not null) > 5 as answered,
      (select count(*) from events where subject_type = 'change' and canonical::jsonb ? 'delegation') > 3 as lent`;
  expect(walked).toEqual({ redacted: true, incidentsToo: true, answered: true, lent: true });
});

describe("after them", () => {
  it("every table is what its events say", async () => {
    expect(await replayDifferences(fixture.owner)).toEqual([]);
  });

  it("every chain holds, every column and every text is in its event's bytes", async () => {
    expect(await chainErrors(fixture.superuser)).toEqual([]);
  });

  it("a system is held by those who are scheduled or in progress, and by nobody else", async () => {
    const rows = await fixture.owner`
      select c.id from changes c left join (select change_id, count(*) as held from system_reservations h join changes o on o.id = h.change_id
        where h.during = tstzrange(o.window_start, o.window_end) and h.waived = o.window_waived group by change_id) h on h.change_id = c.id
      where coalesce(held, 0) <> case when c.status in ('scheduled', 'in_progress') and c.window_start is not null then (select count(*) from change_systems where change_id = c.id) else 0 end`;
    expect(rows).toEqual([]);
  });

  it("a replay finds what was written past the triggers", async () => {
    const found: string[][] = [];
    const undo = new Error("undo");
    const tamper = withoutTriggers(fixture.owner, async (tx) => {
      await tx`update changes set reversible = not reversible where id = (select min(id) from changes)`;
      await tx`update events set canonical = replace(canonical, '"by"', '"By"'), hash = sha256(convert_to(replace(canonical, '"by"', '"By"'), 'UTF8')) where subject_type = 'change' and seq = 1`;
      found.push(await replayDifferences(tx), await chainErrors(tx));
      throw undo;
    });
    await expect(tamper).rejects.toBe(undo);
    expect(found[0]?.some((difference) => difference.includes("reversible"))).toBe(true);
    expect(found[1]?.length).toBeGreaterThan(0);
  });
});
