import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { Product } from "./product";
import { prepareRecords, type Records } from "./records";
import { isSessionLive, openSession } from "./sessions";
import { SlackStub } from "./slack-stub";
import { newSystem, type TestSystem } from "./systems";

type Worker = {
  /** Where the product's alerts go, for as long as the worker runs. */
  slackServer: SlackStub;
  product: Product;
  /** The tokens of sessions, by their account. */
  tokens: Map<string, string>;
  /** Opening a window takes a second, so that tests reuse them. */
  free: Page[];
  /** Records in several statuses, which nobody changes. */
  records: Records;
};
type Test = {
  /** Accepts messages, unless the test configures it otherwise. */
  slack: SlackStub;
  /** A window with a session of the account; without an account, of a stranger. */
  as: (account?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A managed system that no other test touches. */
  system: TestSystem;
};

export { expect } from "@playwright/test";

/** Each worker has its own product, so that parallel stories never meet. */
export const test = base.extend<Test, Worker>({
  slackServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first argument
    async ({}, use) => {
      const slack = await SlackStub.start();
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
    { scope: "worker", timeout: 600_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  tokens: [({}, use) => use(new Map()), { scope: "worker" }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  free: [({}, use) => use([]), { scope: "worker" }],
  records: [async ({ product }, use) => use(await prepareRecords(product)), { scope: "worker" }],
  baseURL: ({ product }, use) => use(product.url),
  page: async ({ as }, use) => use(await as()),
  slack: async ({ slackServer }, use) => {
    await use(slackServer);
    slackServer.respondWith(200);
  },
  system: async ({ product }, use) => use(await newSystem(product)),
  as: async ({ browser, product, tokens, free }, use, { status, expectedStatus }) => {
    const opened: { page: Page; isPlain: boolean }[] = [];
    await use(async (account, options) => {
      const page = (!options && free.pop()) || (await open(options));
      opened.push({ page, isPlain: !options });
      if (account) await page.context().addCookies([{ ...cookie, value: await tokenOf(account), url: product.url }]);
      return page;
    });
    for (const { page, isPlain } of opened) {
      if (isPlain && status === expectedStatus && (await resetPage(page))) free.push(page);
      else await page.context().close();
    }

    async function open(options?: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext({ baseURL: product.url, ...options });
      return context.newPage();
    }

    async function tokenOf(account: string): Promise<string> {
      const known = tokens.get(account);
      if (known && (await isSessionLive(product, known))) return known;
      const token = await openSession(product, account);
      tokens.set(account, token);
      return token;
    }
  },
});

const cookie = { name: "windlass-session", httpOnly: true, sameSite: "Lax" } as const;

/** False when the window cannot be reused. */
async function resetPage(page: Page): Promise<boolean> {
  const context = page.context();
  if (page.isClosed() || context.pages().length !== 1) return false;
  await context.unrouteAll();
  await page.unrouteAll();
  page.removeAllListeners();
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("about:blank");
  await context.clearCookies();
  return true;
}
