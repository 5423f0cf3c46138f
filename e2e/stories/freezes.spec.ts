import type { Page } from "@playwright/test";
import { fieldLabels } from "../../lib/form/field-labels";
import { normalAt } from "../change-fixtures";
import {
  expectStatus,
  type FieldValues,
  fillForm,
  onlyWhoCan,
  postStep,
  stepButton,
  stepForm,
  takeStep,
} from "../forms";
import { eventsOf, recordIdIn, refusalsOf } from "../ledger";
import { expect, test } from "../test";

const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
const hour = 60;
const day = 24 * hour;

test("a freeze that repeats is previewed and placed; who schedules into it reads why not; a lead does, and lifts it", async ({
  as,
  product,
  system,
}) => {
  const path = `/changes/CHG-${await normalAt(product, system, "approved")}`;
  const waiting = `/changes/CHG-${await normalAt(product, system, "approved")}`;
  const name = `Freeze of ${system.name}`;
  const lead = await as("ops-lead-2");
  const typed = {
    name,
    covers: `system:${system.id}`,
    windowStart: local(day),
    windowEnd: local(day + 2 * hour),
    repeatsEvery: "day",
    repeatsTimes: "3",
    reason: "The test bench moves.",
  };

  await preview(lead, typed);
  await expect(lead.getByText(`The freeze would cover ${system.name} 3 times:`)).toBeVisible();
  await expect(lead.getByText("No scheduled changes affected.").first()).toBeVisible();
  await expect(stepForm(lead, "place_freeze").locator("[name=reason]")).toHaveValue(typed.reason);
  await postStep(lead, "place_freeze");
  const freeze = lead.getByRole("article", { name });
  await expect(freeze).toContainText("Every day, in UTC time; 3 times");
  await expect(freeze).toContainText("The test bench moves.");

  const operator = await as("operator-1");
  await operator.goto(path);
  const window = { windowStart: local(2 * day + hour), windowEnd: local(2 * day + 3 * hour) };
  await postStep(operator, "schedule", window);
  const main = operator.locator("main");
  await expect(main).toContainText(`The freeze “${name}” (${system.name}) lasts until`);
  await expect(main.getByRole("alert").getByRole("link", { name: "Normal Changes: Scheduled" })).toBeVisible();
  await expect(stepForm(operator, "schedule").locator("[name=windowStart]")).toHaveValue(window.windowStart);
  await expectStatus(operator, "approved");
  expect(await refusalsOf(product, "operator-1", recordIdIn(path))).toHaveLength(1);

  await lead.goto(waiting);
  await takeStep(lead, "schedule_over", { ...window, reason: "The move needs it." }, "scheduled");
  await lead.goto("/freezes");
  await expect(freeze.getByRole("link", { name: waiting.split("/").at(-1) })).toBeVisible();
  await lead.goto(waiting);
  await takeStep(lead, "cancel", { reason: "The move is off." }, "cancelled");

  await lead.goto("/freezes");
  await freeze.getByText(`Lift “${name}”`).click();
  await freeze.locator("form:has([value=lift_freeze]) [name=reason]").fill("The bench stays.");
  await freeze.locator("button[name=step][value=lift_freeze]").click();
  await expect(freeze).toContainText("Ops Lead Two");
  await expect(freeze).toContainText("The bench stays.");
  await expect(freeze).toContainText("Lifted before it began.");

  await operator.goto(path);
  await takeStep(operator, "schedule", window, "scheduled");
});

async function preview(page: Page, typed: FieldValues): Promise<void> {
  await page.goto("/freezes");
  await page.getByText("Place a freeze", { exact: true }).click();
  await fillForm(stepForm(page, "place_freeze"), typed);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("main")).toContainText("Nothing is placed");
}

test("a rule that cannot be is said beside its field, at the preview and when it is sent; nothing typed is lost", async ({
  as,
  product,
  system,
}) => {
  const lead = await as("ops-lead-1");
  const typed = { covers: `system:${system.id}`, windowStart: local(day), windowEnd: local(day + hour) };
  const form = stepForm(lead, "place_freeze");
  await preview(lead, { ...typed, repeatsEvery: "week", repeatsOn: "FR" });
  await expect(form).toContainText("Enter either the number of times or the last day.");
  await expect(form.locator("[name=repeatsOn][value=FR]")).toBeChecked();
  await fillForm(form, { repeatsEvery: "" });
  await form.getByText("Another rule").click();
  await fillForm(form, { repeats: "FREQ=DAILY" });
  await lead.getByRole("button", { name: "Preview" }).click();
  await expect(form.locator("[name=repeats]")).toHaveAttribute("aria-invalid", "true");
  await expect(form).toContainText("A freeze must end");
  await fillForm(form, { name: "Endless", reason: "For ever." });
  await stepButton(lead, "place_freeze").click();
  await expect(form).toContainText("A freeze must end");
  await expect(form.locator("[name=reason]")).toHaveValue("For ever.");
  await expect(form.locator("[name=covers]")).toHaveValue(typed.covers);
  const sql = await product.sql("owner");
  expect(await sql`select from freezes where name = 'Endless'`).toHaveLength(0);
});

test("a change cannot start while a freeze placed meanwhile lasts, and can once it is lifted", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "scheduled");
  const lead = await as("ops-lead-1");
  const name = `Halt of ${system.name}`;
  const typed = { name, covers: `system:${system.id}`, windowStart: local(-5), windowEnd: local(30), reason: "Stop." };
  await preview(lead, typed);
  await expect(lead.getByRole("link", { name: `CHG-${id}` })).toBeVisible();
  await postStep(lead, "place_freeze");
  const operator = await as("operator-1");
  await operator.goto(`/changes/CHG-${id}`);
  await expect(stepButton(operator, "start")).toHaveCount(0);
  await expect(operator.locator("main")).toContainText(`The freeze “${name}” (${system.name}) lasts until`);
  await operator.goto("/freezes");
  await expect(operator.locator("main")).toContainText(onlyWhoCan("place_freeze", "freeze"));
  await expect(operator.locator("main form")).toHaveCount(0);
  await expect(operator.getByRole("article", { name })).toContainText("in force for another");
  const freeze = lead.getByRole("article", { name });
  await freeze.getByText(`Lift “${name}”`).click();
  await freeze.locator("form:has([value=lift_freeze]) [name=reason]").fill("Go on.");
  await freeze.locator("button[name=step][value=lift_freeze]").click();
  await expect(freeze).toContainText("Lifted by");
  const [, lifted] = await eventsOf(product, "freeze", await idOf(name));
  expect(lifted).toMatchObject({ step: "lift_freeze", by: "ops-lead-1" });
  await operator.goto(`/changes/CHG-${id}`);
  await takeStep(operator, "start", {}, "in_progress");

  await freeze.locator("summary", { hasText: "Redact text" }).click();
  const form = freeze.locator("form:has([value=redact])");
  const why = form.locator("option", { hasText: `${fieldLabels("place_freeze", "reason").label}, by Ops Lead One, ` });
  await form.locator("[name=redacted]").selectOption(await why.getAttribute("value"));
  await form.locator("[name=reason]").fill("It names a person.");
  await form.locator("button[name=step]").click();
  await expect(freeze).toContainText("Redacted by Ops Lead One, ");
  await expect(freeze).toContainText("It names a person.");
  await expect(freeze).not.toContainText("Stop.");
  await expect(freeze).toContainText("Go on.");

  async function idOf(freeze: string): Promise<number> {
    const sql = await product.sql("owner");
    const [row] = await sql`select id from freezes where name = ${freeze}`;
    return Number(row?.id);
  }
});
