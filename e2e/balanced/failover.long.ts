import { demoAccounts } from "../../lib/people/demo-accounts";
import { normalAt } from "../change-fixtures";
import { descendantsOf } from "../processes";
import { Product } from "../product";
import { RawClient } from "../raw-client";
import { openSession } from "../sessions";
import { newSystem } from "../systems";
import { expect, test } from "../test";
import { NotesUnderLoad } from "./notes-under-load";
import { ReplicatedDatabase } from "./replicated-database";

// A synchronous standby takes the place of a PostgreSQL that loses its power under load: every acknowledged step is there, and no
// process of Windlass was started again. Run with TEST_BALANCED=1 and TEST_POSTGRES.
const minutes = 60_000;

test.skip(!process.env.TEST_BALANCED || !process.env.TEST_POSTGRES, "TEST_BALANCED=1 and TEST_POSTGRES are needed");

test("a promoted standby loses no acknowledged step, and nothing is started again", async ({ as, slackServer }) => {
  test.setTimeout(10 * minutes);
  let database: ReplicatedDatabase | undefined;
  const product = await Product.start({ SLACK_WEBHOOK_URL: slackServer.url, WINDLASS_DEMO: "1" }, async (folder) => {
    database = await ReplicatedDatabase.start(folder);
    return database;
  });
  try {
    const page = await as();
    const value = await openSession(product, demoAccounts[0]?.id ?? "");
    await page
      .context()
      .addCookies([{ name: "windlass-session", httpOnly: true, sameSite: "Lax", value, url: product.url }]);
    const id = await normalAt(product, await newSystem(product), "submitted");
    const before = descendantsOf(product.pid).map(({ pid }) => pid);
    const notes = await NotesUnderLoad.start(await RawClient.forPage(product, page), id);
    await expect.poll(() => notes.acknowledged.length, { timeout: 2 * minutes }).toBeGreaterThan(100);
    const began = Date.now();
    database?.failOver();
    const sofar = notes.acknowledged.length;
    await expect
      .poll(() => notes.acknowledged.length, { timeout: 2 * minutes, intervals: [20] })
      .toBeGreaterThan(sofar + 20);
    const awayMs = Date.now() - began;
    await notes.stop();
    await product.forgetClients();
    const sql = await product.sql("owner");
    expect(await notes.lostIn(sql)).toBe(0);
    expect(descendantsOf(product.pid).map(({ pid }) => pid)).toEqual(before);
    // The workers have followed too: every event gets its number.
    const unnumbered = async () => (await sql`select count(*)::int as number from ledger_queue`)[0]?.number;
    await expect.poll(unnumbered, { timeout: 2 * minutes }).toBe(0);
    console.log(`${notes.acknowledged.length} notes acknowledged, 0 lost; steps were taken again after ${awayMs} ms`);
  } finally {
    await product.remove();
  }
});
