import type { Page } from "@playwright/test";
import { securityHeaders } from "../../lib/web/security-headers";
import { pageCases } from "../page-cases";
import { axeViolations, distinctEdges, overflowingElements, switchColorScheme } from "../page-checks";
import { expect, test } from "../test";

for (const { name, as: account, go } of pageCases)
  test(`${name}: headers, axe in light and dark, no sideways scroll, one pair of edges`, async ({ as, records }) => {
    const page = await as(account);
    const errors = collectErrors(page);
    const responseHeaders: Record<string, string>[] = [];
    page.on("response", (response) => {
      if (response.request().isNavigationRequest()) responseHeaders.push(response.headers());
    });
    await go(page, records);
    for (const headers of responseHeaders) expectSecurityHeaders(headers);
    expect.soft(await axeViolations(page), "light").toEqual([]);
    await switchColorScheme(page, "dark");
    // Only colours depend on the colour scheme.
    expect.soft(await axeViolations(page, ["color-contrast"]), "dark").toEqual([]);
    await switchColorScheme(page, "light");
    expect.soft((await distinctEdges(page)).length, "header, content and footer on the same edges").toBeLessThan(2);
    await page.setViewportSize({ width: 390, height: 844 });
    expect.soft(await overflowingElements(page), "sideways scroll").toEqual([]);
    expect.soft(await axeViolations(page), "390 px").toEqual([]);
    expect(errors).toEqual([]);
  });

function expectSecurityHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(securityHeaders({ secure: false })))
    expect(headers[name.toLowerCase()], name).toBe(value);
  expect(headers["cache-control"]).toContain("no-store");
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/script-src (?!'self';)/);
  expect(headers["x-powered-by"]).toBeUndefined();
}

/** Ignores the expected 40x status of a page that is not there. */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    const expected = /status of 40\d/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) errors.push(message.text());
  });
  return errors;
}
