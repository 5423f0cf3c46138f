import type { Page } from "@playwright/test";
import { expectStatus, stepButton, stepForm } from "../forms";
import { press, tabTo, typeInto } from "../keyboard";
import { expect, test } from "../test";

test("a normal change goes from idea to closed by keyboard alone", async ({ as, page, system }) => {
  test.setTimeout(600_000);
  await page.goto("/");
  await press(page, page.getByRole("button", { name: "Sign in" }));
  await press(page, page.locator("button[name=account][value=operator-1]"));
  await press(page, page.getByRole("link", { name: "New change" }));
  await press(page, page.locator("a[href='/changes/new/normal']"));
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
