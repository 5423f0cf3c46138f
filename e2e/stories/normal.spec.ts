import { draftFrom, draftNormal, openWindow } from "../changes";
import { doesNotOffer, labelOf, onlyWhoCan, saysNext, take } from "../forms";
import { idIn, stepsOf } from "../ledger";
import { expect, test } from "../test";

test("a normal change is reviewed by one, approved by another, scheduled, executed and verified", async ({
  as,
  product,
  system,
}) => {
  const operator = await as("operator-1");
  const path = await draftNormal(operator, system);
  await saysNext(operator, `${labelOf("submit")}: You can`);
  await take(operator, "submit", {}, "submitted");
  await saysNext(operator, /Reviewer One/);
  await doesNotOffer(operator, "review", "approve");
  await expect(operator.locator("main")).toContainText(
    `${onlyWhoCan("review", "change", "normal")} You are not a reviewer.`,
  );

  const reviewer = await as("reviewer-1");
  await reviewer.goto(path);
  await take(reviewer, "review", { comment: "I would do it like this." }, "reviewed");
  await saysNext(reviewer, /Ops Lead One or Ops Lead Two/);
  await doesNotOffer(reviewer, "approve", "approve_routine");

  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await take(lead, "approve", {}, "approved");
  await operator.goto(path);
  await take(operator, "schedule", openWindow(), "scheduled");
  await take(operator, "start", {}, "in_progress");
  await saysNext(operator, /You, Operator Two/);
  await take(operator, "finish", { actual: "The rule is in place." }, "executed");
  await take(operator, "verify", { comment: "403s.", monitoring: "The error rate is as before." }, "closed");

  await expect(operator.locator("main")).toContainText("Reviewer One reviewed it");
  await expect(operator.locator("main")).toContainText("Ops Lead One approved it");
  expect(await stepsOf(product, idIn(path))).toEqual([
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
  await take(operator, "submit", {}, "submitted");
  const reviewer = await as("reviewer-2");
  await reviewer.goto(path);
  await take(reviewer, "review", {}, "reviewed");
  await saysNext(reviewer, `${labelOf("approve_routine")}: You can`);
  await take(reviewer, "approve_routine", {}, "approved");
  await take(reviewer, "schedule", openWindow(), "scheduled");
  await take(reviewer, "start", {}, "in_progress");
  await take(reviewer, "finish", { actual: "It runs at five." }, "executed");
  await take(reviewer, "verify", { comment: "It ran.", monitoring: "The job is green." }, "closed");
  expect(await stepsOf(product, idIn(path))).toContain("approve_routine");
});
