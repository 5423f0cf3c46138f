import { normalAt } from "../change-fixtures";
import { expect, test } from "../test";

test("a number leads to its record from any page, and words lead to the list", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted", { title: "Widen the quokka queue" });
  const page = await as("operator-2");
  for (const [from, typed] of [
    ["/calendar", `CHG-${id}`],
    ["/policy", String(id)],
  ] as const) {
    await page.goto(from);
    await page.getByRole("searchbox", { name: "Find a change" }).fill(typed);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/changes/CHG-${id}$`));
  }
  await page.getByRole("searchbox", { name: "Find a change" }).fill("quokka");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("rowheader")).toHaveText([new RegExp(`CHG-${id}`)]);
});

test("the front page counts the open work, and each number leads to the list that it counts", async ({
  as,
  product,
  system,
}) => {
  const running = await normalAt(product, system, "in_progress");
  const page = await as("operator-1");
  for (const [name, quickFilter] of [
    ["running", "Running"],
    ["yours", "Yours"],
    ["overdue", "Overdue"],
    ["tonight", "Tonight"],
  ] as const) {
    await page.goto("/");
    const link = page
      .getByRole("navigation", { name: "Open work" })
      .getByRole("link", { name: new RegExp(`${name}$`) });
    const count = Number((await link.textContent())?.replace(/\D+$/, ""));
    await link.click();
    await expect(page.getByRole("navigation", { name: "Quick filters" }).locator("[aria-current]")).toHaveText(
      quickFilter,
    );
    // The list has fifty a page.
    await expect(page.getByRole("rowheader")).toHaveCount(Math.min(count, 50));
    if (name === "running" && count < 50)
      await expect(page.getByRole("link", { name: `CHG-${running}` })).toBeVisible();
  }
});

test("a change stands once on the front page", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("reviewer-1");
  await page.goto("/");
  const entries = page.locator("main li", { hasText: new RegExp(`CHG-${id}\\b`) });
  expect(await entries.count()).toBeLessThanOrEqual(1);
  for (const link of await page
    .locator("main")
    .getByRole("link", { name: /^CHG-\d+$/ })
    .all()) {
    const number = await link.textContent();
    await expect(page.locator("main").getByRole("link", { name: number ?? "", exact: true })).toHaveCount(1);
  }
});
