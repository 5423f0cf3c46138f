import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it is now, a line each. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe was just put into the page
    const { violations } = await (window as any).axe.run({ iframes: false });
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return violations.map(
      (each: any) => `${each.id}: ${each.help}: ${each.nodes.map((node: any) => node.html).join(" ")}`,
    );
  });
}

/** By how many pixels the page scrolls sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
