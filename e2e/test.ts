import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { Product } from "./product";
import { prepareRecords, type Records } from "./records";
import { signIn } from "./sign-in";
import { newSystem, type TestSystem } from "./systems";

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;
type Worker = {
  product: Product;
  kept: Map<string, StorageState>;
  /** Records in several statuses, which nobody changes. */
  records: Records;
};
type Test = {
  /** A browser window of its own, signed in as the demo account. */
  as: (account: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A managed system that no other test touches. */
  system: TestSystem;
};

export { expect } from "@playwright/test";

/** A worker has the product to itself, so that stories side by side never meet; a test opens windows in it as people. */
export const test = base.extend<Test, Worker>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first argument
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  kept: [({}, use) => use(new Map()), { scope: "worker" }],
  records: [async ({ product }, use) => use(await prepareRecords(product)), { scope: "worker" }],
  baseURL: ({ product }, use) => use(product.url),
  system: async ({ product }, use) => use(await newSystem(product)),
  as: async ({ browser, product, kept }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (account, options = {}) => {
      const context = await browser.newContext({ baseURL: product.url, storageState: kept.get(account), ...options });
      opened.push(context);
      const page = await context.newPage();
      await page.goto("/");
      if (new URL(page.url()).pathname === "/sign-in") {
        await signIn(page, account);
        kept.set(account, await context.storageState());
      }
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});
