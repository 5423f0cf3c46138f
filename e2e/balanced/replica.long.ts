import postgres from "postgres";
import { demoAccounts } from "../../lib/people/demo-accounts";
import { normalAt } from "../change-fixtures";
import { Product } from "../product";
import { openSession } from "../sessions";
import { newSystem } from "../systems";
import { expect, test } from "../test";
import { ReplicatedDatabase } from "./replicated-database";

// A report read from a replica has what was recorded before it was asked for, also while the replica stands still. Run with
// TEST_POSTGRES.
const minutes = 60_000;

test.skip(!process.env.TEST_POSTGRES, "TEST_POSTGRES is needed");

test("a report comes from the replica, and from the primary while the replica is behind", async ({ as }) => {
  test.setTimeout(10 * minutes);
  let database: ReplicatedDatabase | undefined;
  const product = await Product.start({ WINDLASS_DEMO: "1" }, async (folder) => {
    database = await ReplicatedDatabase.start(folder);
    return database.readFromStandby();
  });
  const standby = postgres(database?.standbyUrl("admin") ?? "", { max: 1 });
  try {
    const page = await as();
    const lead = demoAccounts.find(({ id }) => id.startsWith("ops-lead"))?.id ?? "";
    const value = await openSession(product, lead);
    await page
      .context()
      .addCookies([{ name: "windlass-session", httpOnly: true, sameSite: "Lax", value, url: product.url }]);
    const reported = async () => {
      const id = await normalAt(product, await newSystem(product), "submitted");
      await page.goto(`${product.url}/report`);
      await expect(page.locator("main")).toContainText(`CHG-${id}`);
    };
    const served = async () =>
      (await standby`select from pg_stat_activity where application_name = 'windlass replica'`).length;
    expect(await served()).toBe(0);
    await reported();
    expect(await served()).toBeGreaterThan(0);
    await standby`select pg_wal_replay_pause()`;
    await reported();
    expect(await product.output()).toContain("does not serve this report");
    await standby`select pg_wal_replay_resume()`;
    await reported();
  } finally {
    await standby.end();
    await product.remove();
  }
});
