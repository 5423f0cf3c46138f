import { normalAt } from "../change-fixtures";
import { draftNormal } from "../changes";
import { expectNotOffered, missing, postStep, stepButton, stepForm, takeStep } from "../forms";
import { recordIdIn, stepsOf } from "../ledger";
import { axeViolations } from "../page-checks";
import { expect, test } from "../test";

test("a change is sent back, edited and submitted again; its first review no longer counts", async ({
  as,
  javaScriptEnabled,
  product,
  system,
}) => {
  const operator = await as("operator-1");
  const path = await draftNormal(operator, system);
  await takeStep(operator, "submit", {}, "submitted");
  const reviewer = await as("reviewer-1");
  await reviewer.goto(path);
  await stepButton(reviewer, "send_back").click();
  await expect(stepForm(reviewer, "send_back")).toContainText(missing("send_back", "comment"));
  await takeStep(reviewer, "review", { comment: "Fine." }, "reviewed");
  await takeStep(reviewer, "send_back", { comment: "Name the range." }, "draft");
  await operator.goto(`${path}/edit`);
  await postStep(operator, "edit", { what: "Block 203.0.113.0/24 on the edge." });
  await operator.waitForURL(path);
  await expect(operator.locator("main")).toContainText(system.name);
  await expect(operator.locator("main")).toContainText("No longer valid");
  await takeStep(operator, "submit", {}, "submitted");
  await reviewer.goto(path);
  const differences = reviewer.getByRole("region", { name: "Since your review of revision 1" });
  await expect(differences.locator("del", { hasText: "scanner's range" })).toHaveCount(1);
  await expect(differences.locator("ins", { hasText: "203.0.113.0/24" })).toHaveCount(1);
  if (javaScriptEnabled) expect(await axeViolations(reviewer)).toEqual([]);
  expect(await stepsOf(product, recordIdIn(path))).toEqual([
    "draft",
    "submit",
    "review",
    "send_back",
    "edit",
    "submit",
  ]);
});

test("who takes a change over is its author, and can no longer review it", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const path = `/changes/CHG-${await normalAt(product, system, "submitted")}`;
  const reviewer = await as("reviewer-2");
  await reviewer.goto(path);
  await takeStep(reviewer, "take_over", { reason: "Its author is away." }, "submitted");
  await expectNotOffered(reviewer, "review");
  await expect(reviewer.locator("main")).toContainText("You wrote part of it");
  const operator = await as("operator-1");
  await operator.goto(path);
  await expectNotOffered(operator, "revise");
  await reviewer.goto(path);
  await takeStep(reviewer, "revise", { reason: "The range is too wide." }, "draft");
});

for (const [step, account, status, after] of [
  ["reject", "reviewer-1", "submitted", "rejected"],
  ["cancel", "operator-1", "scheduled", "cancelled"],
  ["call_off", "operator-1", "in_progress", "cancelled"],
] as const)
  test(`${step} ends a change for good and says why`, { tag: "@once" }, async ({ as, product, system }) => {
    const person = await as(account);
    await person.goto(`/changes/CHG-${await normalAt(product, system, status)}`);
    await takeStep(person, step, { reason: "The range is ours, it turns out." }, after);
    await expect(person.locator("main")).toContainText("The range is ours, it turns out.");
    await expectNotOffered(person, "edit", "submit", "review", "approve", "start", "revise");
  });

test("a scheduled change is rescheduled; a lead schedules over a conflict", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const scheduled = await normalAt(product, system, "scheduled");
  const waiting = await normalAt(product, system, "approved");
  const lead = await as("ops-lead-2");
  await lead.goto(`/changes/CHG-${waiting}`);
  const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  const window = { windowStart: local(1), windowEnd: local(30) };
  await postStep(lead, "schedule", window);
  await expect(lead.locator("main")).toContainText(`CHG-${scheduled} holds ${system.name} until`);
  await takeStep(lead, "schedule_over", { ...window, reason: "They do not touch each other." }, "scheduled");
  await lead.goto(`/changes/CHG-${scheduled}`);
  await takeStep(lead, "reschedule", { windowStart: local(120), windowEnd: local(180) }, "scheduled");
});
