import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { rateLimit } from "./rate-limit";

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

const most = { points: 5, seconds: 600 };
const consumeTimes = async (
  limit: { consumePoint: (key: string) => Promise<number | null> },
  key: string,
  times: number,
) => {
  const answers = [];
  for (let time = 0; time < times; time++) answers.push(await limit.consumePoint(key));
  return answers.filter((answer) => answer === null).length;
};

it("is one for all processes, each person has their own, and it ends with its time", async () => {
  const [one, other] = [rateLimit("search", most, () => db.app), rateLimit("search", most, () => db.app)];
  expect((await consumeTimes(one, "1", 4)) + (await consumeTimes(other, "1", 4))).toBe(5);
  expect(await consumeTimes(one, "2", 8)).toBe(5);
  expect(
    await consumeTimes(
      rateLimit("export", most, () => db.app),
      "1",
      8,
    ),
  ).toBe(5);
  const wait = await one.consumePoint("2");
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(600_000);
  const brief = rateLimit("search", { points: 1, seconds: 1 }, () => db.app);
  expect(await brief.consumePoint("3")).toBeNull();
  await expect.poll(() => brief.consumePoint("3"), { timeout: 60_000 }).toBeNull();
});

it("asks the database nothing more for who met it", async () => {
  let statements = 0;
  const limit = rateLimit("upload", { points: 3, seconds: 60 }, () => {
    statements += 1;
    return db.app;
  });
  expect(await consumeTimes(limit, "1", 50)).toBe(3);
  expect(statements).toBe(4);
});

it("holds within one process while the database is away", async () => {
  const few = { points: 2, seconds: 600 };
  const away = postgres("postgres://nobody@127.0.0.1:1/none", { max: 1, connect_timeout: 1 });
  expect(
    await consumeTimes(
      rateLimit("signIn", few, () => away),
      "1",
      3,
    ),
  ).toBe(2);
  await away.end({ timeout: 0 });
});

it("forgets the rows of times that are over", async () => {
  const old = Date.now() - 3_700_000;
  await db.owner`insert into rate_limits select 'old:' || n, 1, ${old} from generate_series(1, 100) n`;
  await rateLimit("feed", most, () => db.app).consumePoint("1");
  expect(await db.owner`select count(*) as left from rate_limits where key like 'old:%'`).toMatchObject([{ left: 0 }]);
});
