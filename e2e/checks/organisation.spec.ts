import type { Page } from "@playwright/test";
import { policy } from "../../lib/policy/policy";
import { shippedPolicyText } from "../../lib/policy/policy-document";
import { pageCases } from "../page-cases";
import { Product } from "../product";
import { test as base, expect } from "../test";

const test = base.extend<object, { product: Product }>({
  product: [
    async ({ slackServer }, use) => {
      const product = await Product.start({ SLACK_WEBHOOK_URL: slackServer.url, ORGANISATION: "Beta Hosting" });
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
});

// The policy of a demonstration is that of Anchor, whoever runs it: its own lines name it.
const ofPolicy = [policy.owner, ...shippedPolicyText().split("\n")]
  .map((line) => line.replace(/^[#\s-]+/, "").trim())
  .filter((line) => line.includes("Anchor"));

test("every page names the organisation of the environment, and no other", async ({ as, records }) => {
  expect(ofPolicy.length).toBeGreaterThan(2);
  const windows = new Map<string, Page>();
  for (const { name, as: account, go } of pageCases) {
    const page = windows.get(account ?? "") ?? (await as(account));
    if (account) windows.set(account, page);
    await go(page, records);
    const text = await page.evaluate(() => `${document.title} ${document.body.textContent}`);
    const own = ofPolicy.reduce((rest, line) => rest.replaceAll(line, ""), text.replace(/\s+/g, " "));
    expect.soft(own, name).not.toMatch(/.{0,60}\bAnchor\b.{0,60}/);
    if (account) expect.soft(own, name).toContain("Beta Hosting");
  }
});
