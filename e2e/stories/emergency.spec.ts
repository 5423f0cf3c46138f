import type { Page } from "@playwright/test";
import { emergencyAt } from "../change-fixtures";
import { declare, facts } from "../changes";
import { withDemoClock } from "../clock";
import { expectNextStep, expectNotOffered, postStep, stepButton, stepForm, takeStep, unmetWords } from "../forms";
import { recordIdIn } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const phone = { viewport: { width: 390, height: 664 }, hasTouch: true };

test("from any page of a phone an emergency is two taps and three fields away", async ({
  as,
  system,
  records,
  javaScriptEnabled,
}) => {
  const operator = await as("operator-1", { ...phone, javaScriptEnabled });
  for (const from of ["/", records.submitted, "/report"]) {
    await operator.goto(from);
    // The button stays in reach wherever the page is scrolled.
    await operator.locator("footer").last().scrollIntoViewIfNeeded();
    const taps = tapsOn(operator);
    await taps.on("a[aria-label='Declare emergency']");
    await expect(operator).toHaveURL(/\/changes\/new\/emergency$/);
    const form = stepForm(operator, "declare");
    await expect(stepButton(operator, "declare")).toBeInViewport();
    await form.locator("[name=trigger][value=restore_service]").check();
    await form.locator("[name=what]").fill("Failing over to the second resolver");
    await form.locator(`[name=systems][value="${system.id}"]`).check();
    await taps.on("button[value=declare]");
    await expect(operator).toHaveURL(/\/changes\/CHG-\d+$/);
    expect(taps.count()).toBe(2);
  }
  await expect(operator.locator("main")).toHaveAttribute("data-type", "emergency");
  await expect(operator.getByRole("timer")).toHaveText(/in (24 h|23 h 59 min)/);
});

test("what is done is noted with its time, and stands in the documentation; a lead returns it and reviews it", async ({
  as,
  system,
}) => {
  const operator = await as("operator-1");
  const path = await declare(operator, system);
  for (const comment of ["Moved www.", "Moved shop."]) await postStep(operator, "note", { comment });
  const done = operator.getByRole("region", { name: "What was done" }).getByRole("listitem");
  await expect(done).toHaveText([
    /\d\d:\d\d UTCOperator OneMoved shop\./,
    /Moved www\./,
    /Failing over to the second resolver/,
  ]);
  await operator.getByRole("link", { name: "Edit", exact: true }).click();
  await takeStep(
    operator,
    "edit",
    { why: facts.why, rollbackPlan: facts.rollbackPlan, category: "DNS" },
    "in_progress",
  );
  await takeStep(operator, "finish", { actual: "The second resolver answers." }, "executed");
  const form = stepForm(operator, "document");
  await expect(form.locator("[name=what]")).toHaveValue(
    /^Failing over to the second resolver\n\nWhat was done:\n.+ \d\d:\d\d UTC: Moved www\.\n.+: Moved shop\.\n.+: The second resolver answers\.$/,
  );
  await expect(form.locator("[name=why]")).toHaveValue(facts.why);
  await takeStep(operator, "document", {}, "documented");
  await expectNotOffered(operator, "review_after");
  await expectNextStep(operator, /Ops Lead One or Ops Lead Two/);
  const lead = await as("ops-lead-2");
  await lead.goto(path);
  await takeStep(lead, "return", { comment: "Say which names were moved." }, "executed");
  await operator.goto(path);
  await expect(operator.locator("main")).toContainText("Ops Lead Two returned the documentation");
  await takeStep(operator, "document", { what: "Moved www and shop." }, "documented");
  await lead.goto(path);
  await takeStep(lead, "review_after", { outcome: "justified", reason: "The shop was down." }, "closed");
});

test("an emergency without category and system says what is lacking and where; a lead can rule it out of scope", {
  tag: "@once",
}, async ({ as, product }) => {
  const operator = await as("operator-1");
  await operator.goto("/changes/new/emergency");
  await postStep(operator, "declare", { trigger: "restore_service", what: "Restarting something" });
  const path = new URL(operator.url()).pathname;
  await takeStep(operator, "finish", { actual: "It answers again." }, "executed");
  const form = stepForm(operator, "document");
  await expect(form.locator("[name=category]")).toHaveAttribute("required", "");
  const raw = await RawClient.forPage(product, operator);
  const unscoped = await raw.forge(path, {
    step: "document",
    subject: "change",
    id: String(recordIdIn(path)),
    ...facts,
  });
  expect(await raw.pageText(await raw.take(unscoped))).toContain(
    unmetWords("system_registered", { lacking: ["a category", "a managed system"] }),
  );
  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await takeStep(lead, "rule_out_of_scope", { reason: "A client's own test machine." }, "executed");
  await expect(lead.locator("main")).toContainText("Ops Lead One ruled it out of scope");
  await operator.goto(path);
  await expect(form.locator("[name=category]")).toHaveCount(0);
  await takeStep(operator, "document", facts, "documented");
});

test("documentation after its 24 hours is accepted, and marked as late", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const id = await emergencyAt(product, system);
  const sql = await product.sql("owner");
  const [late] =
    await sql`select utc(started_at + interval '24 hours 40 minutes 5 seconds') as at from changes where id = ${id}`;
  await withDemoClock(product, String(late?.at), async () => {
    const operator = await as("operator-2");
    await operator.goto(`/changes/CHG-${id}`);
    const main = operator.locator("main");
    await expect(main).toContainText("Documentation was due 40 min");
    await expect(main).toContainText("You can still document it");
    await takeStep(operator, "finish", { actual: "Blocked." }, "executed");
    await takeStep(operator, "document", { ...facts, category: "DNS" }, "documented");
    await expect(main).toContainText("documented 40 min late");
  });
});

test("an emergency in which nothing had to be changed stands down; not justified, it asks for a change that follows", {
  tag: "@once",
}, async ({ as, system }) => {
  const operator = await as("operator-2");
  const path = await declare(operator, system);
  const number = path.split("/").at(-1) ?? "";
  await takeStep(operator, "stand_down", { reason: "It came back by itself." }, "executed");
  await takeStep(operator, "document", { ...facts, category: "DNS" }, "documented");
  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await takeStep(lead, "review_after", { outcome: "not_justified", reason: "It could wait." }, "closed");
  await expect(lead.locator("main")).toContainText("Ops Lead One found this emergency not justified");
  await operator.goto(path);
  await operator.getByRole("link", { name: "Propose a follow-up change" }).click();
  await expect(operator.locator("main")).toContainText(`follows from ${number}`);
  await postStep(operator, "draft", { title: "Keep the second resolver" });
  await expect(operator.locator("main")).toContainText(`follows from ${number}`);
  await postStep(operator, "draft", { category: "DNS", systems: String(system.id) });
  const follower = new URL(operator.url()).pathname;
  await operator.getByRole("region", { name: "Follows from" }).getByRole("link", { name: number }).click();
  await expect(operator.getByRole("link", { name: "Propose a follow-up change" })).toHaveCount(0);
  await operator.getByRole("region", { name: "Follow-up changes" }).getByRole("link").click();
  expect(new URL(operator.url()).pathname).toBe(follower);
});

/** Taps by coordinates, so that nothing is scrolled into view. */
function tapsOn(page: Page) {
  let count = 0;
  return {
    on: async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (!box) throw new Error(`${selector} is not there`);
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
      count += 1;
    },
    count: () => count,
  };
}
