import type { Page } from "@playwright/test";
import { expectStatus, stepButton, stepForm } from "../forms";
import { press, tabTo, typeInto } from "../keyboard";
import { axeViolations } from "../page-checks";
import { expect, test } from "../test";

test("a normal change goes from idea to closed by keyboard alone", async ({ as, page, system }) => {
  test.setTimeout(600_000);
  await page.goto("/");
  await press(page, page.getByRole("button", { name: "Sign in" }));
  await press(page, page.locator("button[name=account][value=operator-1]"));
  await press(page, page.getByRole("link", { name: "New change" }));
  const form = stepForm(page, "draft");
  await typeInto(page, form.locator("[name=title]"), "By keyboard");
  await typeInto(page, form.locator("[name=category]"), "mon");
  await press(page, form.locator(`[name=systems][value="${system.id}"]`), "Space");
  await typeInto(page, form.locator("[name=what]"), "Add a rule.");
  await typeInto(page, form.locator("[name=why]"), "It is missing.");
  await typeInto(page, form.locator("[name=rollbackPlan]"), "Remove it.");
  await takeStepByKey(page, "draft", "draft");
  await expect(page.locator("main")).toContainText("monitoring");
  await takeStepByKey(page, "submit", "submitted");
  const path = new URL(page.url()).pathname;

  const reviewer = await as("reviewer-1");
  await reviewer.goto(path);
  await typeInto(reviewer, stepForm(reviewer, "review").locator("[name=comment]"), "Fine.");
  await takeStepByKey(reviewer, "review", "reviewed");
  const lead = await as("ops-lead-2");
  await lead.goto(path);
  await takeStepByKey(lead, "approve", "approved");
  await typeDateTime(lead, "windowStart", -2);
  await typeDateTime(lead, "windowEnd", 60);
  await takeStepByKey(lead, "schedule", "scheduled");
  await page.reload();
  await takeStepByKey(page, "start", "in_progress");
  await typeInto(page, stepForm(page, "finish").locator("[name=actual]"), "Added.");
  await takeStepByKey(page, "finish", "executed");
  await typeInto(page, stepForm(page, "verify").locator("[name=comment]"), "It matches.");
  await typeInto(page, stepForm(page, "verify").locator("[name=monitoring]"), "Green.");
  await takeStepByKey(page, "verify", "closed");
});

test("the first Tab leads past the navigation", async ({ as }) => {
  const page = await as("operator-1");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("keys find, go and open; they are silent while one types, and can be switched off", async ({
  as,
  records,
  system,
}) => {
  const page = await as("operator-1");
  await page.goto("/");
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Find a change" });
  await expect(search).toBeFocused();
  await page.keyboard.type("?g/c");
  await page.keyboard.press("Control+K");
  await expect(search).toHaveValue("?g/c");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await search.blur();

  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/changes$/);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Go to Calendar");
  expect(await axeViolations(page)).toEqual([]);
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await expect(search).not.toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/changes$/);

  await page.keyboard.press("Control+K");
  const palette = page.getByRole("dialog", { name: "Go to" });
  const field = palette.getByRole("combobox");
  await expect(field).toBeFocused();
  await page.keyboard.type("keyboard");
  await expect(palette.getByRole("option", { selected: true })).toContainText("Keyboard shortcuts");
  expect(await axeViolations(page)).toEqual([]);
  const number = records.draft.split("/").at(-1) ?? "";
  await field.fill(number.toLowerCase());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${number}$`));

  await page.keyboard.press("Control+K");
  await field.fill(system.name);
  await expect(palette.getByRole("option", { name: `${system.name} (` })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: system.name, level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await help.getByRole("checkbox").check();
  await help.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
});

test("the systems of the palette are for who is signed in", async ({ as, product, system }) => {
  const path = `/systems/find?q=${encodeURIComponent(system.name)}`;
  expect((await fetch(product.url + path)).status).toBe(401);
  expect((await (await as("nobody-1")).request.get(path)).status()).toBe(401);
  const found = await (await as("auditor-1")).request.get(path);
  expect(await found.json()).toEqual([
    { label: expect.stringContaining(system.name), path: `/systems?system=${system.id}` },
  ]);
});

async function takeStepByKey(page: Page, step: string, status: string): Promise<void> {
  await press(page, stepButton(page, step));
  await expectStatus(page, status);
}

/** Part by part, in the order of this browser's locale. */
async function typeDateTime(page: Page, name: string, minutes: number): Promise<void> {
  const localTime = new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  const [year = "", month = "", day = "", hour = "", minute = ""] = localTime.split(/[-T:]/);
  const twelve = String(Number(hour) % 12 || 12).padStart(2, "0");
  const orders = [
    [month + day + year, `${twelve}${minute}${Number(hour) < 12 ? "A" : "P"}`],
    [day + month + year, hour + minute],
  ];
  const field = stepForm(page, "schedule").locator(`[name=${name}]`);
  await tabTo(page, field);
  for (const [date = "", time = ""] of orders) {
    for (let parts = 0; parts < 6; parts += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(date);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(time);
    if ((await field.inputValue()) === localTime) return;
  }
  await expect(field).toHaveValue(localTime);
}
