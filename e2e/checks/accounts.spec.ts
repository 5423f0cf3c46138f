import { demoAccounts } from "../../lib/people/demo-accounts";
import { openAndSignIn, signIn } from "../sign-in";
import { expect, test } from "../test";

for (const { id, name, groups } of demoAccounts.filter((account) => account.groups.length > 0))
  test(`${id} signs in and reads as whom`, async ({ page }) => {
    await openAndSignIn(page, id);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for you");
    await page.locator("summary", { hasText: name }).click();
    await expect(page.locator("header")).toContainText(`${id}@demo.windlass.invalid`);
    expect(groups.length).toBeGreaterThan(0);
  });

for (const where of ["https://evil.example/x", "//evil.example/x", "/\\evil.example", "javascript:alert(1)"])
  test(`sign-in never leads to ${where}`, async ({ page, product }) => {
    await page.goto(`/sign-in?return=${encodeURIComponent(where)}`);
    await signIn(page, "operator-2");
    expect(page.url()).toBe(`${product.url}/`);
  });
