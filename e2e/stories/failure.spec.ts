import { declare, facts } from "../changes";
import { buttonOf, doesNotOffer, formOf, post, standsAt, take } from "../forms";
import { sticksOut } from "../looking";
import { emergencyAt, failedChange, normalAt } from "../prepared";
import { expect, test } from "../test";

test("a problem is reported, the change rolled back, its incident investigated and closed, and it is settled", async ({
  as,
  product,
  system,
  slack,
}) => {
  slack.answers(500);
  const path = `/changes/CHG-${await normalAt(product, system, "executed")}`;
  const operator = await as("operator-2");
  await operator.goto(path);
  await operator.getByRole("link", { name: "Report a problem" }).click();
  await take(operator, "fail", { reason: "It dropped good requests." }, "failed");
  await expect(operator.locator("main")).toContainText("execute the rollback plan now");
  await expect(operator.locator("main")).toContainText("Operator One executed the change");
  await expect(operator.locator("main")).toContainText("not been delivered");
  await post(operator, "begin_rollback");
  await expect(operator.getByRole("heading", { name: "You are rolling back" })).toBeVisible();
  await doesNotOffer(operator, "begin_rollback");
  await take(operator, "note", { comment: "The rule is off on edge-1." }, "failed");
  await expect(operator.getByRole("region", { name: /Notes since the failure/ })).toContainText("off on edge-1");
  await take(
    operator,
    "roll_back",
    { outcome: "partial", actual: "The rule is gone; the log is still full." },
    "rolled_back",
  );
  await expect(operator.locator("main")).toContainText("The rollback was partial");

  await operator.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await standsAt(operator, "open");
  await expect(operator.locator("main")).toContainText("raised because the rollback was partial");
  const timeline = operator.getByRole("region", { name: /Timeline/ });
  await expect(timeline).toContainText("reported a problem: the executed change failed.");
  await expect(timeline).toContainText("The rule is off on edge-1.");
  const incident = new URL(operator.url()).pathname;
  await take(operator, "assign", { owner: "Reviewer One", severity: "critical" }, "open");
  await take(
    operator,
    "investigate",
    { rootCause: "A range too wide.", findings: "Test rules on a copy." },
    "investigated",
  );
  await doesNotOffer(operator, "close_incident");

  const lead = await as("ops-lead-2");
  await lead.goto(path);
  await doesNotOffer(lead, "settle");
  await expect(lead.locator("main")).toContainText("is not closed.");
  await lead.goto(incident);
  await take(lead, "close_incident", {}, "closed");
  await take(lead, "attest", { channel: "A phone call", reason: "Everybody answered." }, "closed");
  await lead.goto(path);
  await take(lead, "settle", { comment: "Findings are on record." }, "closed");

  await operator.goto(incident);
  await operator.locator("summary", { hasText: "Answer finding" }).click();
  await take(operator, "answer", { answer: "A copy is kept, and each rule is tried on it." }, "closed");
  await expect(operator.locator("main")).toContainText("Answered by Operator Two, ");
  await doesNotOffer(operator, "answer");
});

test("an investigation can hold several findings, each with its owner and date", async ({ as, product, system }) => {
  const change = await failedChange(product, system);
  const operator = await as("operator-2");
  await operator.goto(`/changes/CHG-${change}`);
  await operator.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await standsAt(operator, "open");
  await operator.locator("[name=rootCause]").fill("A typo.");
  await operator.locator("[name=findings]").fill("Lint the rules.");
  await operator.getByRole("button", { name: "Add another finding" }).click();
  await expect(operator.locator("[name=findings]")).toHaveCount(2);
  await expect(operator.locator("[name=rootCause]")).toHaveValue("A typo.");
  await operator.locator("[name=findings]").nth(1).fill("Review by two.");
  // Enter in a single-line field takes the step; it does not add a row.
  await operator.locator("[name=findingDue]").last().press("Enter");
  await standsAt(operator, "investigated");
  await expect(operator.locator("main")).toContainText("Review by two.");
});

test("an emergency that fails after it was documented is documented and reviewed all the same", {
  tag: "@once",
}, async ({ as, system, slack }) => {
  slack.answers(500);
  const operator = await as("operator-1");
  const path = await declare(operator, system);
  await take(operator, "finish", { actual: "The second resolver answers." }, "executed");
  await take(operator, "document", { ...facts, category: "DNS" }, "documented");
  await take(operator, "fail", { reason: "The second resolver is down as well." }, "failed");
  await doesNotOffer(operator, "document");
  await take(operator, "roll_back", { outcome: "complete", actual: "Back on the first." }, "rolled_back");
  await take(operator, "document", facts, "documented");
  const steps = operator.getByRole("list", { name: "Steps of the policy" });
  await expect(steps).toContainText("Documented again");
  const lead = await as("ops-lead-2");
  const refused = async (why: string) => {
    await lead.goto(path);
    await doesNotOffer(lead, "review_after");
    await expect(lead.locator("main")).toContainText(why);
  };
  await refused("is not closed.");
  await lead.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  const incident = new URL(lead.url()).pathname;
  await operator.goto(incident);
  await take(operator, "investigate", { rootCause: "Both stand in one room.", findings: "Move one." }, "investigated");
  const reviewer = await as("reviewer-1");
  await reviewer.goto(incident);
  await take(reviewer, "close_incident", {}, "closed");
  await refused("is not delivered yet. Wait for it");
  await lead.goto(incident);
  await take(lead, "attest", { channel: "A phone call", reason: "Everybody answered." }, "closed");
  await lead.goto(path);
  await take(lead, "review_after", { outcome: "justified", reason: "The shop was down." }, "closed");
  await lead.goto("/incidents?findings=open");
  await expect(lead.locator("main")).toContainText(incident.split("/").at(-1) ?? "");
});

test("at night on a phone: the report is one tap away, and the rollback plan stands first", async ({
  as,
  product,
  system,
}) => {
  const operator = await as("operator-2");
  await operator.setViewportSize({ width: 390, height: 844 });
  const [closed, running] = [await normalAt(product, system, "closed"), await emergencyAt(product, system)];
  for (const [id, plan] of [
    [closed, "Unblock it."],
    [running, "There is no rollback plan."],
  ] as const) {
    await operator.goto(`/changes/CHG-${id}`);
    const report = operator.getByRole("link", { name: "Report a problem" });
    await expect(report).toBeInViewport();
    await report.click();
    await expect(formOf(operator, "fail").locator("textarea")).toBeInViewport();
    await take(operator, "fail", { reason: "Nobody reaches the shop." }, "failed");
    const large = operator.getByText(plan).first();
    await expect(large).toBeInViewport();
    expect(await large.evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize))).toBeGreaterThan(20);
    await expect(buttonOf(operator, "roll_back")).toHaveCount(1);
    expect(await sticksOut(operator)).toEqual([]);
  }
});
