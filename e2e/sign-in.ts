import { expect, type Page } from "@playwright/test";

/** Waits until the browser is back on the requested page. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(`button[name=account][value=${account}]`).click();
  await page.waitForURL((url) => !/^\/(idp|sign-in|api)/.test(url.pathname));
}

export async function openAndSignIn(page: Page, account: string): Promise<void> {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, account);
}

/** The token of the window's session, as its cookie holds it. */
export async function tokenOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === "windlass-session")?.value ?? "";
}
