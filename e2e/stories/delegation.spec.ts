import type { Page } from "@playwright/test";
import { normalAt } from "../change-fixtures";
import { draftNormal } from "../changes";
import { fillForm, onlyWhoCan, postStep, stepForm, takeStep, unfold, unmetWords } from "../forms";
import { eventsOf, recordIdIn, refusalsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const local = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
const cannot = "No eligible person is left to complete this change";

test("a loan lends what the lender could do: not where they wrote it, and what is done under it says so", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const lead = await as("ops-lead-1");
  const own = await draftNormal(lead, system);
  const other = await as("ops-lead-2");
  await other.goto(`${own}/edit`);
  await postStep(other, "edit", { impact: "Nobody notices." });

  await lead.goto(own);
  await expect(lead.locator("#submit")).toContainText("After this, nobody would be able to continue");
  await expect(lead.locator("#submit")).toContainText("another operations lead");
  await takeStep(lead, "submit", {}, "submitted");
  await expect(lead.locator("main")).toContainText(cannot);

  const sql = await product.sql("owner");
  const [delegate] = await sql`select id from people where subject = 'operator-2'`;
  await delegateRole(lead, { delegate: String(delegate?.id), windowEnd: local(1), reason: "Away for a day." });
  const article = lead.getByRole("article", { name: "To Operator Two" }).first();
  await expect(article).toContainText("Away for a day.");
  await expect(article).toContainText("in effect for another");

  const reviewer = await as("reviewer-1");
  await reviewer.goto(own);
  await takeStep(reviewer, "review", { comment: "Reads well." }, "reviewed");
  await expect(reviewer.locator("main")).toContainText(cannot);
  const path = `/changes/CHG-${await normalAt(product, system, "reviewed")}`;
  await reviewer.goto(path);
  await expect(reviewer.locator("main")).toContainText("Operator Two (as a delegate)");

  const operator = await as("operator-2", { javaScriptEnabled: false });
  await operator.goto("/");
  await expect(operator.locator("main")).toContainText("You act for the operations lead");
  await expect(operator.getByRole("region", { name: /^Approve/ })).toContainText(path.split("/").at(-1) ?? "");
  const raw = await RawClient.forPage(product, operator);
  const forged = await raw.forge("/people", {
    step: "approve",
    subject: "change",
    id: String(recordIdIn(own)),
    seq: "4",
    comment: "Go.",
  });
  expect(await raw.pageText(await raw.take(forged))).toContain(onlyWhoCan("approve", "change", "normal"));
  await operator.goto(own);
  await expect(operator.locator("button[value=approve]")).toHaveCount(0);
  await operator.goto(path);
  await takeStep(operator, "approve", { comment: "Go." }, "approved");
  await expect(operator.locator("main")).toContainText(
    "Operator Two approved it, under the delegation of Ops Lead One.",
  );
  await expect(operator.locator("button[value=schedule_over], button[value=cancel]")).toHaveCount(0);
  await expectNothingElse(raw, recordIdIn(path));
  expect(await refusalsOf(product, "operator-2", recordIdIn(path))).toHaveLength(2);

  await other.goto("/people");
  const delegation = other.getByRole("article", { name: "To Operator Two" }).first();
  await delegation.getByText("End the delegation to Operator Two").click();
  await delegation.locator("[name=reason]").fill("It is approved.");
  await delegation.locator("button[value=end_delegation]").click();
  await expect(other.getByRole("article", { name: "To Operator Two" }).first()).toContainText("Ops Lead Two");
  await operator.goto("/");
  await expect(operator.locator("main")).not.toContainText("You act for the operations lead");
  await operator.goto(`/people?person=${delegate?.id}`);
  const act = operator.getByRole("row").filter({ hasText: "under the delegation of Ops Lead One" });
  await expect(act.first()).toContainText("approved it");
  await expect(act.first()).toContainText("operator");
});

/** Steps of a lead that a delegation does not cover. */
async function expectNothingElse(raw: RawClient, id: number): Promise<void> {
  const window = { windowStart: local(1), windowEnd: local(1.02) };
  for (const [step, fields] of [
    ["schedule_over", { ...window, reason: "It must." }],
    ["cancel", { reason: "It need not." }],
  ] as const) {
    const form = await raw.forge("/people", { step, subject: "change", id: String(id), ...fields });
    expect(await raw.pageText(await raw.take(form)), step).toContain("Only an operat");
  }
}

test("a delegation that cannot be is refused with words, without JavaScript, and nothing typed is lost", async ({
  as,
  product,
}) => {
  const sql = await product.sql("owner");
  const [delegate] = await sql`select id from people where subject = 'reviewer-2'`;
  const lead = await as("ops-lead-1", { javaScriptEnabled: false });
  const typed = { delegate: String(delegate?.id), windowEnd: local(93), reason: "A long leave." };
  await delegateRole(lead, typed);
  await expect(lead.locator("main")).toContainText(unmetWords("delegation_bounded", { long: true }));
  for (const [name, value] of Object.entries(typed))
    await expect(stepForm(lead, "delegate").locator(`[name=${name}]`).first()).toHaveValue(value);

  const operator = await as("operator-1");
  await operator.goto("/people");
  await expect(operator.locator("main")).toContainText(onlyWhoCan("delegate", "delegation"));
  await expect(stepForm(operator, "delegate")).toHaveCount(0);
  const raw = await RawClient.forPage(product, operator);
  const form = await raw.forge("/people", { step: "delegate", subject: "delegation", ...typed, windowEnd: local(1) });
  form.delete("id");
  expect(await raw.pageText(await raw.take(form))).toContain(onlyWhoCan("delegate", "delegation"));
});

test("a delegate approves nothing that they wrote", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "reviewed");
  const sql = await product.sql("owner");
  const [author] = await sql`select id from people where subject = 'operator-1'`;
  const lead = await as("ops-lead-2");
  await delegateRole(lead, { delegate: String(author?.id), windowEnd: local(1), reason: "Away." });
  const operator = await as("operator-1");
  await operator.goto(`/changes/CHG-${id}`);
  await expect(operator.locator("button[value=approve]")).toHaveCount(0);
  await expect(operator.locator("main")).toContainText("You wrote part of it.");
  const before = await eventsOf(product, "change", id);
  const raw = await RawClient.forPage(product, operator);
  const form = await raw.forge(`/changes/CHG-${id}`, { step: "approve", subject: "change", id: String(id) });
  form.delete("seq");
  expect(await raw.pageText(await raw.take(form))).toContain("You wrote part of it.");
  expect(await eventsOf(product, "change", id)).toEqual(before);
  await lead.goto("/people");
  const article = lead.getByRole("article", { name: "To Operator One" }).first();
  await article.getByText("End the delegation to Operator One").click();
  await article.locator("[name=reason]").fill("Back.");
  await article.locator("button[value=end_delegation]").click();
  await expect(lead.getByRole("article", { name: "To Operator One" }).first()).toContainText("Why ended");
});

async function delegateRole(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  await page.goto("/people");
  await unfold(page, "delegate");
  await fillForm(stepForm(page, "delegate"), typed);
  await postStep(page, "delegate");
}
