import { historyRefusals } from "../../lib/first-run/history-load";
import { normalAt } from "../change-fixtures";
import { axeViolations } from "../page-checks";
import { openAndSignIn, signIn, tokenOf } from "../sign-in";
import { expect, test } from "../test";

test("operator-1 signs in and reads as whom", { tag: "@once" }, async ({ page }) => {
  await openAndSignIn(page, "operator-1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for you");
  await page.locator("summary", { hasText: "Operator One" }).click();
  await expect(page.locator("header")).toContainText("operator-1@demo.windlass.invalid");
});

test("nobody-1 has no role, reads so and whom to ask, and nothing else", { tag: "@once" }, async ({
  page,
  product,
  system,
}) => {
  await openAndSignIn(page, "nobody-1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have no role in Windlass");
  await expect(page.locator("main")).toContainText("Ask an operations lead");
  const id = await normalAt(product, system, "submitted");
  for (const path of ["/", "/changes", `/changes/CHG-${id}`, "/people", "/policy", "/changes/new/emergency"]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe("/no-role");
    await expect(page.locator("button[name=step]")).toHaveCount(0);
  }
});

test("an auditor reads everything and is offered no step", { tag: "@once" }, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const auditor = await as("auditor-1");
  for (const path of [
    "/",
    "/changes",
    `/changes/CHG-${id}`,
    `/changes/CHG-${id}/edit`,
    "/catalogue",
    "/systems",
    "/freezes",
    "/halts",
  ]) {
    await auditor.goto(path);
    await expect(auditor.locator("main")).toBeVisible();
    await expect(auditor.locator("button[name=step]")).toHaveCount(0);
  }
  for (const type of ["standard", "normal", "emergency"]) {
    await auditor.goto(`/changes/new/${type}`);
    await expect(auditor.locator("main form")).toHaveCount(0);
    await expect(auditor.locator("main")).toContainText("can");
  }
});

test("sign-in leads back to where one wanted to be, and sign-out ends the session", async ({
  page,
  product,
  system,
}) => {
  const path = `/changes/CHG-${await normalAt(product, system, "submitted")}`;
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in\?return=/);
  await signIn(page, "reviewer-1");
  expect(new URL(page.url()).pathname).toBe(path);
  const token = await tokenOf(page);
  await page.locator("summary", { hasText: "Reviewer One" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.locator("main")).toContainText("You are signed out");
  expect(await tokenOf(page)).toBe("");
  await page.context().addCookies([{ name: "windlass-session", value: token, url: product.url }]);
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a demonstration loads a year of changes on order, and its page follows by itself", async ({
  as,
  javaScriptEnabled,
  product,
}) => {
  const sql = await product.sql("owner");
  const auditor = await as("auditor-1");
  await auditor.goto("/");
  await auditor.getByRole("link", { name: "Demonstration data" }).click();
  const main = auditor.locator("main");
  await expect(main).toContainText(historyRefusals.read_only);
  await expect(main.getByRole("button")).toHaveCount(0);
  // Held by the test, so that nothing is loaded into the product of all stories; ordered before, in vain.
  const busy = await sql.reserve();
  try {
    await busy`select pg_advisory_lock(hashtext('windlass history'))`;
    await sql`delete from history_loads`;
    await sql`insert into history_loads (person_id, requested_at, started_at, ended_at, failed, planned, loaded)
      select min(id), now(), now(), now(), true, 2000, 7 from people`;
    const page = await as("operator-1");
    await page.goto("/demonstration");
    await expect(page.locator("main")).toContainText("7 of 2,000 changes");
    await page.getByRole("button", { name: "Load again" }).click();
    await expect(page).toHaveURL(/\/demonstration$/);
    await expect(page.getByRole("progressbar")).toHaveAttribute("value", "0");
    if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
    await sql`update history_loads set started_at = now() - interval '10 seconds', loaded = 500`;
    await expect(page.getByRole("progressbar")).toHaveAttribute("value", "500");
    await expect(page.locator("main")).toContainText("500 of 2,000 changes, about ");
    await page.getByRole("link", { name: "Stop updating" }).click();
    await expect(page).toHaveURL(/refresh=off$/);
    await sql`update history_loads set ended_at = now(), loaded = 2000`;
    await page.getByRole("link", { name: "Update the figures by themselves" }).click();
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await page.locator("main").getByRole("link", { name: "Trends" }).click();
    await expect(page).toHaveURL(/\/trends$/);
  } finally {
    await sql`delete from history_loads`;
    await busy`select pg_advisory_unlock_all()`;
    busy.release();
  }
});
