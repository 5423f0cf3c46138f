import type { Locator } from "@playwright/test";
import { normalAt } from "../change-fixtures";
import { draftFrom, draftNormal, facts, openWindow } from "../changes";
import {
  expectNextStep,
  expectNotOffered,
  expectStatus,
  fillForm,
  labelOf,
  missing,
  onlyWhoCan,
  postStep,
  stepButton,
  stepForm,
  takeStep,
} from "../forms";
import { recordIdIn, stepsOf } from "../ledger";
import { axeViolations } from "../page-checks";
import { expect, test } from "../test";

test("a normal change is reviewed by one, approved by another, scheduled, executed and verified", async ({
  as,
  product,
  system,
}) => {
  const operator = await as("operator-1");
  const path = await draftNormal(operator, system);
  await expectNextStep(operator, `${labelOf("submit")}: You can`);
  await takeStep(operator, "submit", {}, "submitted");
  await expectNextStep(operator, /Reviewer One/);
  await expectNotOffered(operator, "review", "approve");
  await expect(operator.locator("main")).toContainText(
    `${onlyWhoCan("review", "change", "normal")} You are not a reviewer.`,
  );

  const reviewer = await as("reviewer-1");
  await reviewer.goto(path);
  await takeStep(reviewer, "review", { comment: "I would do it like this." }, "reviewed");
  await expectNextStep(reviewer, /Ops Lead One or Ops Lead Two/);
  await expectNotOffered(reviewer, "approve", "approve_routine");

  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await takeStep(lead, "approve", {}, "approved");
  await operator.goto(path);
  await takeStep(operator, "schedule", openWindow(), "scheduled");
  await takeStep(operator, "start", {}, "in_progress");
  await expectNextStep(operator, /You, Operator Two/);
  await takeStep(operator, "finish", { actual: "The rule is in place." }, "executed");
  await takeStep(operator, "verify", { comment: "403s.", monitoring: "The error rate is as before." }, "closed");

  await expect(operator.locator("main")).toContainText("Reviewer One reviewed it");
  await expect(operator.locator("main")).toContainText("Ops Lead One approved it");
  expect(await stepsOf(product, recordIdIn(path))).toEqual([
    "draft",
    "submit",
    "review",
    "approve",
    "schedule",
    "start",
    "finish",
    "verify",
  ]);
});

test("a routine change is approved by its reviewer", { tag: "@once" }, async ({ as, product }) => {
  const operator = await as("operator-2");
  const path = await draftFrom(operator, "normal", "Change a backup schedule", {
    title: "Backups after the batch",
    why: "They collide with the batch.",
    systems: "5",
    "value.before": "02:00",
    "value.after": "05:00",
  });
  await takeStep(operator, "submit", {}, "submitted");
  const reviewer = await as("reviewer-2");
  await reviewer.goto(path);
  await takeStep(reviewer, "review", {}, "reviewed");
  await expectNextStep(reviewer, `${labelOf("approve_routine")}: You can`);
  await takeStep(reviewer, "approve_routine", {}, "approved");
  await takeStep(reviewer, "schedule", openWindow(), "scheduled");
  await takeStep(reviewer, "start", {}, "in_progress");
  await takeStep(reviewer, "finish", { actual: "It runs at five." }, "executed");
  await takeStep(reviewer, "verify", { comment: "It ran.", monitoring: "The job is green." }, "closed");
  expect(await stepsOf(product, recordIdIn(path))).toContain("approve_routine");
});

test("a change is drafted and submitted by one form, which names what is missing", async ({
  as,
  javaScriptEnabled,
  product,
  system,
}) => {
  const page = await as("operator-1");
  await page.goto("/changes/new/normal");
  const form = stepForm(page, "draft");
  const { rollbackPlan, ...written } = facts;
  await fillForm(form, {
    title: "Block a scanner",
    category: "security settings",
    systems: String(system.id),
    ...written,
  });
  const submit = form.getByRole("button", { name: labelOf("submit") });
  await submit.click();
  await expect(page.locator("main")).toContainText(missing("draft", "rollbackPlan"));
  if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
  await fillForm(form, { rollbackPlan });
  await submit.click();
  await expect(page).toHaveURL(/\/changes\/CHG-\d+$/);
  await expectStatus(page, "submitted");
  expect(await stepsOf(product, recordIdIn(page.url()))).toEqual(["draft", "submit"]);
});

test("from any page a change is submitted by two clicks and its fields", async ({ as, product, system }) => {
  const page = await as("operator-1");
  await page.goto("/on-call");
  await page.getByRole("link", { name: "New change" }).click();
  const form = stepForm(page, "draft");
  await fillForm(form, { title: "Widen the net", category: "alerting", systems: String(system.id), ...facts });
  await form.getByRole("button", { name: labelOf("submit") }).click();
  await expectStatus(page, "submitted");
  expect(await stepsOf(product, recordIdIn(page.url()))).toEqual(["draft", "submit"]);
});

test("the form of one type leads to those of the others, and to what tells them apart", async ({ as }) => {
  const page = await as("operator-1");
  await page.goto("/changes/new/normal");
  const types = page.getByRole("navigation", { name: "Type of change" });
  await expect(types.locator("[aria-current]")).toHaveAttribute("href", "/changes/new/normal");
  await types.locator("a[href='/changes/new/standard']").click();
  await expect(types.locator("[aria-current]")).toHaveAttribute("href", "/changes/new/standard");
  await types.locator("a[href='/changes/new']").click();
  await expect(page.locator("main a[href='/changes/new/emergency']")).toBeVisible();
});

test("a change is copied as a new draft, without its people, times and decisions", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "closed", { title: "Widen the wombat window" });
  const page = await as("operator-2");
  await page.goto(`/changes/CHG-${id}`);
  await page.getByRole("link", { name: "Copy as a new draft" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Widen the wombat window");
  await postStep(page, "draft");
  await expectStatus(page, "draft");
  await expect(page.locator("main")).toContainText("Operator Two");
  await expect(page.locator("main")).toContainText(system.name);
  await expect(page.locator("main")).not.toContainText("Operator One");
});

test("a newcomer comes to an approved change in twelve clicks, without leaving the page to switch person", {
  tag: "@once",
}, async ({ page, product, system }) => {
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  const becomes = async (account: string) => {
    await click(page.locator(`button[name=account][value=${account}]`));
    await page.waitForURL((url) => !/^\/(idp|sign-in|api)/.test(url.pathname));
  };
  await page.goto("/changes/new/normal");
  await click(page.getByRole("button", { name: "Sign in" }));
  await becomes("operator-1");
  await page.getByLabel("Title").fill("My first change");
  await page.getByLabel("Category").selectOption("configuration");
  clicks += 1;
  await click(page.locator(`[name=systems][value="${system.id}"]`));
  for (const [name, text] of Object.entries(facts)) await page.locator(`textarea[name=${name}]`).fill(text);
  await click(page.getByRole("button", { name: labelOf("submit") }));
  for (const [account, step, status] of [
    ["reviewer-1", "review", "reviewed"],
    ["ops-lead-1", "approve", "approved"],
  ] as const) {
    await click(page.getByRole("button", { name: "Switch person" }));
    await becomes(account);
    await click(stepButton(page, step));
    await expectStatus(page, status);
  }
  expect(await stepsOf(product, recordIdIn(page.url()))).toEqual(["draft", "submit", "review", "approve"]);
  expect(clicks).toBeLessThanOrEqual(12);
});
