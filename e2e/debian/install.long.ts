import { type Browser, expect, type Page, test } from "@playwright/test";
import { draftNormal } from "../changes";
import { postStep, takeStep } from "../forms";
import { axeViolations } from "../page-checks";
import { freePort } from "../product";
import { configureProvider, people } from "./lemonldap";
import { ReleasedWindlass } from "./released-windlass";
import { DebianRoot } from "./root";
import { Services } from "./services";

// From nothing to the first approved change, as an operations team does it: a bare Debian with its PostgreSQL 15, its nginx and a
// provider that knows nothing of Windlass; roles by command, keys, one environment, no seed.

const obstacle = DebianRoot.obstacle();
let root: DebianRoot;
let services: Services;

test.skip(obstacle !== null, obstacle ?? "");
test.describe.configure({ mode: "serial", retries: 0 });
test.setTimeout(1_800_000);

test.beforeAll(async () => {
  test.setTimeout(1_800_000);
  root = DebianRoot.prepare();
  await ReleasedWindlass.install(root);
});

for (const major of [20, 24])
  test(`a bare Debian with Node ${major} comes to its first approved change`, async ({ browser }) => {
    services = new Services(root, { web: await freePort(), tls: await freePort(), database: await freePort() });
    configureProvider(root, services.portal, services.app);
    const windlass = new ReleasedWindlass(root, services, ReleasedWindlass.installNode(root, major));
    await services.start();
    try {
      windlass.prepare();
      await windlass.start();
      await windlass.stop();
      // The first start migrates.
      const readyMs = await windlass.start();
      console.log(`Node ${major}: ready in ${readyMs} ms`);
      await firstApprovedChange(browser);
      expect(windlass.log()).not.toMatch(/"level":"(error|warn|fatal)"/);
    } finally {
      await windlass.stop();
      await services.stop();
    }
  });

async function firstApprovedChange(browser: Browser): Promise<void> {
  const lead = await signIn(browser, people.lead);
  await expect(lead.getByRole("heading", { name: "Set up" })).toBeVisible();
  expect(await axeViolations(lead)).toEqual([]);
  const operator = await signIn(browser, people.operator);
  await operator.goto("/systems");
  await postStep(operator, "register", { name: "edge-1", client: "First client" });
  const path = await draftNormal(operator, { id: 1, name: "edge-1" });
  await takeStep(operator, "submit", {}, "submitted");
  const reviewer = await signIn(browser, people.reviewer);
  await reviewer.goto(path);
  await takeStep(reviewer, "review", { comment: "I would do it like this." }, "reviewed");
  await lead.goto(path);
  await takeStep(lead, "approve", {}, "approved");
}

async function signIn(browser: Browser, account: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: services.app, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("input[name=user]").fill(account);
  await page.locator("input[name=password]").fill(account);
  await page.locator("form:has(input[name=user]) button[type=submit]").first().click();
  await page.waitForURL(`${services.app}/`);
  return page;
}
