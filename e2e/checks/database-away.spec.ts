import postgres from "postgres";
import { readCluster, superuserUrl } from "../../db/embedded/cluster";
import { normalAt } from "../change-fixtures";
import { stepsOf } from "../ledger";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

test("without the database every page says so with 503, and afterwards all goes on without a restart", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const page = await as("reviewer-1");
  const raw = await RawClient.forPage(product, page);
  const note = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "x" });
  await whileDatabaseAway(product, async () => {
    const first = await raw.take(note);
    expect(first.status).toBe(503);
    expect(await first.text()).toContain("Nothing was saved");
    // The proxy checks the database once a second: until then the page itself says so.
    await page.goto(path);
    await expect(page.locator("main")).toContainText("database is unavailable");
    await expect(async () => expect((await page.goto(path))?.headers()["retry-after"]).toBe("5")).toPass();
    expect((await page.reload())?.status()).toBe(503);
    await expect(page.locator("main")).toContainText("database is unavailable");
    const response = await raw.take(note);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("Nothing was saved");
    // A calendar program would delete all events after a 404.
    const feed = await fetch(`${product.url}/calendar.ics?token=${"A".repeat(43)}`);
    expect([feed.status, await feed.text()]).toEqual([503, expect.stringContaining("Try again in a few minutes")]);
    expect((await raw.get("/readyz")).status).toBe(503);
    expect((await raw.get("/healthz")).status).toBe(200);
  });
  await expect(async () => expect((await page.goto(path))?.status()).toBe(200)).toPass();
  expect((await raw.take(note)).headers.get("location")).toBe(path);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

/** Blocks the app's role and cuts its connections. */
async function whileDatabaseAway(product: Product, work: () => Promise<void>): Promise<void> {
  const cluster = await readCluster(product.folder);
  if (!cluster) throw new Error("The product has no database.");
  const sql = postgres(superuserUrl(cluster, "postgres"), { max: 1, onnotice: () => {} });
  try {
    await sql`alter role windlass_app nologin`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'windlass_app'`;
    await work();
  } finally {
    await sql`alter role windlass_app login`;
    await sql.end();
  }
}
