import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { Product } from "./product";
import { prepareRecords, type Records } from "./records";
import { signIn } from "./sign-in";
import { Slack } from "./slack";
import { newSystem, type TestSystem } from "./systems";

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;
type Worker = {
  /** Where the product's alerts go, for as long as the worker runs. */
  slackServer: Slack;
  product: Product;
  kept: Map<string, StorageState>;
  /** Windows that a test is done with: opening one costs a second, so the next test of that account takes it over. */
  free: Map<string, Page>;
  /** Records in several statuses, which nobody changes. */
  records: Records;
};
type Test = {
  /** What stands in for Slack: it takes what is sent, unless the test tells it otherwise. */
  slack: Slack;
  /** A browser window of its own, signed in as the demo account. */
  as: (account: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A managed system that no other test touches. */
  system: TestSystem;
};

export { expect } from "@playwright/test";

/** A worker has the product to itself, so that stories side by side never meet; a test opens windows in it as people. */
export const test = base.extend<Test, Worker>({
  slackServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first argument
    async ({}, use) => {
      const slack = await Slack.start();
      await use(slack);
      await slack.stop();
    },
    { scope: "worker" },
  ],
  product: [
    async ({ slackServer }, use) => {
      const product = await Product.start({ SLACK_WEBHOOK_URL: slackServer.url });
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  kept: [({}, use) => use(new Map()), { scope: "worker" }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  free: [({}, use) => use(new Map()), { scope: "worker" }],
  records: [async ({ product }, use) => use(await prepareRecords(product)), { scope: "worker" }],
  baseURL: ({ product }, use) => use(product.url),
  slack: async ({ slackServer }, use) => {
    await use(slackServer);
    slackServer.answers(200);
  },
  system: async ({ product }, use) => use(await newSystem(product)),
  as: async ({ browser, product, kept, free }, use, { status, expectedStatus }) => {
    const opened: { page: Page; account: string; isPlain: boolean }[] = [];
    await use(async (account, options) => {
      const page = (!options && (await takeOver(free, account))) || (await open(account, options));
      opened.push({ page, account, isPlain: !options });
      return page;
    });
    for (const { page, account, isPlain } of opened) {
      if (isPlain && status === expectedStatus && !free.has(account) && (await asNew(page))) free.set(account, page);
      else await page.context().close();
    }

    async function open(account: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ baseURL: product.url, storageState: kept.get(account), ...options });
      const page = await context.newPage();
      await page.goto("/");
      if (isAskedToSignIn(page)) {
        await signIn(page, account);
        kept.set(account, await context.storageState());
      }
      return page;
    }
  },
});

/** The free window of that account, if there is one and its session still lives. */
async function takeOver(free: Map<string, Page>, account: string): Promise<Page | null> {
  const page = free.get(account);
  free.delete(account);
  if (!page || page.isClosed()) return null;
  await page.goto("/");
  if (!isAskedToSignIn(page)) return page;
  await page.context().close();
  return null;
}

/** Puts a window back as it was opened; false when it cannot be. */
async function asNew(page: Page): Promise<boolean> {
  const context = page.context();
  if (page.isClosed() || context.pages().length !== 1) return false;
  await context.unrouteAll();
  await page.unrouteAll();
  page.removeAllListeners();
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("about:blank");
  return true;
}

const isAskedToSignIn = (page: Page): boolean => new URL(page.url()).pathname === "/sign-in";
