import { normalAt, noteOn, scheduledIn } from "../change-fixtures";
import { press, tabTo } from "../keyboard";
import { axeViolations } from "../page-checks";
import { RawClient } from "../raw-client";
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

test("the number of tonight leads in one tap to the calendar's night, which counts the same", async ({
  as,
  product,
  system,
}) => {
  const id = await scheduledIn(product, system, { from: 10, to: 40 });
  const page = await as("operator-1");
  await page.goto("/");
  const link = page.getByRole("navigation", { name: "Open work" }).getByRole("link", { name: /tonight$/ });
  const count = Number((await link.textContent())?.replace(/\D+$/, ""));
  await link.click();
  await expect(page.locator("h1")).toHaveText("Tonight");
  await expect(page.locator("main")).toContainText(new RegExp(`(?<!\\d)${count} windows? until `));
  await expect(page.locator(`[data-number="CHG-${id}"]`)).toBeVisible();
  await page.goto("/calendar");
  await page.getByRole("navigation", { name: "View" }).getByRole("link", { name: "Tonight" }).click();
  await expect(page.locator(`[data-number="CHG-${id}"]`)).toBeVisible();
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

test("the navigation has seven items at most, counts what is yours and opens its menus by keyboard", async ({
  as,
  product,
  system,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, "Escape closes a menu, and axe runs, only with JavaScript");
  await normalAt(product, system, "in_progress");
  const page = await as("operator-1");
  await page.goto("/");
  const bar = page.getByRole("navigation", { name: "Windlass" });
  const yours = await page
    .getByRole("navigation", { name: "Open work" })
    .getByRole("link", { name: /yours$/ })
    .textContent();
  await expect(bar.getByRole("link", { name: /^Waiting/ })).toHaveText(`Waiting${yours?.trim()}`);
  await page.goto("/incidents");
  await expect(bar.getByRole("link", { name: /^Waiting/ })).toHaveText(`Waiting${yours?.trim()}`);
  const menu = bar.locator("summary", { hasText: "Operate" });
  await expect(menu).toHaveAttribute("aria-current", "true");
  expect(await bar.locator(":is(a, summary):visible").count()).toBeLessThanOrEqual(7);
  await press(page, menu);
  await tabTo(page, bar.getByRole("link", { name: "Emergencies", exact: true }));
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("link", { name: "Emergencies", exact: true })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await bar.getByRole("link", { name: "Emergencies", exact: true }).click();
  await expect(page).toHaveURL(/\/emergencies$/);
});

test("the list is narrowed to several statuses, counted, and ordered by what happened last", async ({
  as,
  product,
  system,
}) => {
  const [first, second] = [await normalAt(product, system, "submitted"), await normalAt(product, system, "approved")];
  await normalAt(product, system, "closed");
  await noteOn(product, first);
  const page = await as("operator-1");
  await page.goto(`/changes?system=${system.id}`);
  await expect(page.getByText("3 changes", { exact: true })).toBeVisible();
  for (const status of ["submitted", "approved"]) await page.getByRole("checkbox", { name: status }).check();
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("2 changes", { exact: true })).toBeVisible();
  const numbers = page.getByRole("rowheader").getByRole("link");
  await expect(numbers).toHaveText([`CHG-${second}`, `CHG-${first}`]);
  await page.getByRole("navigation", { name: "Order" }).getByRole("link", { name: "Last event" }).click();
  await expect(numbers).toHaveText([`CHG-${first}`, `CHG-${second}`]);
  await page.getByRole("columnheader", { name: "Last event" }).getByRole("link").click();
  await expect(numbers).toHaveText([`CHG-${second}`, `CHG-${first}`]);
  await expect(page.getByRole("columnheader", { name: "Last event" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("columnheader", { name: "Number" }).getByRole("link").click();
  await expect(numbers).toHaveText([`CHG-${first}`, `CHG-${second}`]);
  await page.getByRole("link", { name: "Newest first" }).click();
  await expect(numbers).toHaveText([`CHG-${second}`, `CHG-${first}`]);
  await page.getByRole("navigation", { name: "Order" }).getByRole("link", { name: "Window" }).click();
  await expect(page.getByText("No changes match this filter.")).toBeVisible();
});

test("a view is saved under a name, shared, opened by somebody else, and deleted by its owner", async ({
  as,
  system,
  javaScriptEnabled,
}) => {
  const page = await as("operator-1");
  await page.goto(`/changes?system=${system.id}`);
  await page.getByText("Save this view").click();
  await page.getByLabel("Name of the view").fill(`Quay ${system.id}`);
  await page.getByLabel("Share with everybody").check();
  await page.getByRole("button", { name: "Save view" }).click();
  const views = page.getByRole("navigation", { name: "Saved views" });
  await expect(views.getByRole("link", { name: `Quay ${system.id}` })).toHaveAttribute("aria-current", "page");
  if (javaScriptEnabled !== false) expect(await axeViolations(page)).toEqual([]);
  const other = await as("reviewer-1");
  await other.goto("/changes");
  await other.getByRole("link", { name: `Quay ${system.id} by Operator One` }).click();
  await expect(other).toHaveURL(new RegExp(`/changes\\?system=${system.id}$`));
  await expect(other.getByRole("button", { name: "Delete view" })).toHaveCount(0);
  await page.getByRole("button", { name: "Delete view" }).click();
  await expect(views.getByRole("link", { name: `Quay ${system.id}` })).toHaveCount(0);
});

test("a view is saved only from a page of the product, with a session, and leads nowhere else", {
  tag: "@once",
}, async ({ as, product }) => {
  const page = await as("operator-1");
  const raw = await RawClient.forPage(product, page);
  const view = (query: string) => {
    const form = new FormData();
    form.set("name", "Forged view");
    form.set("query", query);
    return form;
  };
  const forged = await raw.post("/changes/views", view("type=normal"), { Origin: "https://evil.example" });
  expect(forged.status).toBe(403);
  const stranger = await fetch(`${product.url}/changes/views`, {
    method: "POST",
    body: view("type=normal"),
    headers: { Origin: product.url },
    redirect: "manual",
  });
  expect(stranger.headers.get("location")).toMatch(/^\/sign-in/);
  const odd = await raw.post("/changes/views", view("//evil.example"));
  expect(odd.headers.get("location")).toBe("/changes?&refused=filter");
  await page.goto("/changes");
  await expect(page.getByText("Forged view")).toHaveCount(0);
});
