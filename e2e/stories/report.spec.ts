import type { Page } from "@playwright/test";
import { failedChange, normalAt } from "../change-fixtures";
import { expect, test } from "../test";

const drawn = (page: Page) => page.getByRole("list", { name: "Records drawn" }).getByRole("link").allTextContents();

test("an auditor draws a report, narrows it, and draws a sample that comes out the same again", async ({
  as,
  product,
  system,
}) => {
  const ids: number[] = [];
  for (const status of ["closed", "closed", "submitted", "approved"]) ids.push(await normalAt(product, system, status));
  const failing = await failedChange(product, system);
  ids.push(failing);
  const page = await as("auditor-1");
  await page.goto("/");
  await page.getByRole("navigation", { name: "Windlass" }).getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { name: "Change report", level: 1 })).toBeVisible();
  await page.getByText("Filter, sample and evidence sheets").click();
  await page.getByLabel("System").selectOption(String(system.id));
  await page.getByLabel("Draw a sample of").fill("3");
  await page.getByLabel("Seed").fill("audit 2026");
  await page.getByLabel("Evidence sheets", { exact: true }).selectOption("sample");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("table", { name: "The population" }).getByRole("rowheader")).toHaveCount(ids.length);
  for (const id of ids) await expect(page.getByRole("link", { name: `CHG-${id}` }).first()).toBeVisible();
  await expect(page.getByText("none: every number from the first to the last is present")).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(3);
  const sample = await drawn(page);
  expect(sample).toHaveLength(3);
  expect(
    await page.getByRole("article").getByRole("heading", { level: 3 }).getByRole("link").allTextContents(),
  ).toEqual(sample);
  await page.reload();
  expect(await drawn(page)).toEqual(sample);
  await page.getByLabel("Evidence sheets", { exact: true }).selectOption("all");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("article")).toHaveCount(ids.length);
  const failed = page.getByRole("article", { name: `CHG-${failing}` });
  await expect(failed.getByRole("row", { name: /Failed: rolled back/ })).toContainText("Not yet");
  await expect(failed.getByRole("row", { name: /Reviewed by somebody/ })).toContainText("Pass");
});

test("whoever has no role sees nothing of the report", { tag: "@once" }, async ({ as }) => {
  const page = await as("nobody-1");
  const answer = await page.goto("/report?from=2020-01-01&to=2030-01-01");
  await expect(page).toHaveURL(/\/no-role$/);
  expect(await answer?.text()).not.toMatch(/CHG-\d|Population/);
});
