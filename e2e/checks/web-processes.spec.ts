import { Agent, get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { normalAt } from "../change-fixtures";
import { whileInsertsFail } from "../database/database-failures";
import { stepsOf } from "../ledger";
import { descendantsOf, isRunning } from "../processes";
import { Product } from "../product";
import { RawClient } from "../raw-client";
import { test as base, expect } from "../test";

const test = base.extend<object, { product: Product }>({
  product: [
    async ({ slackServer }, use) => {
      const product = await Product.start({ SLACK_WEBHOOK_URL: slackServer.url, WEB_PROCESSES: "2" });
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
});

const webProcesses = (product: Product) =>
  descendantsOf(product.pid).filter(({ environment }) => environment.includes("NODE_UNIQUE_ID="));

test("two processes serve pages, a step that one takes is seen by both, and one that ends is replaced", async ({
  as,
  product,
  system,
}) => {
  test.skip(process.platform !== "linux", "Processes are looked up in /proc.");
  expect(webProcesses(product)).toHaveLength(2);
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const form = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "Seen." });
  expect((await raw.take(form)).headers.get("location")).toBe(path);
  for (const html of await pagesOfAll(product, path, raw)) expect(html).toContain("Seen.");
  const [first, second] = webProcesses(product);
  process.kill(first?.pid ?? 0, "SIGKILL");
  await expect.poll(() => webProcesses(product).filter(({ pid }) => pid !== first?.pid).length).toBe(2);
  expect(isRunning(second?.pid ?? 0)).toBe(true);
  await expect(async () => {
    for (const html of await pagesOfAll(product, path, raw)) expect(html).toContain("Seen.");
  }).toPass();
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

test("what one process keeps while the database cannot, every process gives back", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const form = await raw.forge(path, {
    step: "note",
    subject: "change",
    id: String(id),
    seq: "2",
    comment: "No room.",
  });
  const answer = await whileInsertsFail(product, "53100", () => raw.take(form));
  const draftPath = answer.headers.get("location") ?? "";
  expect(draftPath).toContain("?kept=");
  await expect(async () => {
    for (const html of await pagesOfAll(product, draftPath, raw)) expect(html).toContain("No room.");
  }).toPass();
});

/** The page as connections of their own get it, which the processes take by turns. */
async function pagesOfAll({ url }: Product, path: string, { cookie }: RawClient): Promise<string[]> {
  const pages: string[] = [];
  for (let turn = 0; turn < 6; turn++) {
    pages.push(await pageOverOwnConnection(url + path, cookie));
    await pause(1);
  }
  return pages;
}

function pageOverOwnConnection(address: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { agent: new Agent({ keepAlive: false }), headers }, async (answer) => {
      let text = "";
      for await (const piece of answer.setEncoding("utf8")) text += piece;
      resolve(text);
    }).on("error", reject);
  });
}
