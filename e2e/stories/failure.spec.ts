import { emergencyAt, failedChange, normalAt } from "../change-fixtures";
import { declare, facts } from "../changes";
import { expectNotOffered, expectStatus, postStep, stepButton, stepForm, takeStep } from "../forms";
import { overflowingElements } from "../page-checks";
import { expect, test } from "../test";

test("a problem is reported, the change rolled back, its incident investigated and closed, and it is settled", async ({
  as,
  product,
  system,
  slack,
}) => {
  slack.respondWith(500);
  const path = `/changes/CHG-${await normalAt(product, system, "executed")}`;
  const operator = await as("operator-2");
  await operator.goto(path);
  await operator.getByRole("link", { name: "Report a problem" }).click();
  await takeStep(operator, "fail", { reason: "It dropped good requests." }, "failed");
  await expect(operator.locator("main")).toContainText("execute the rollback plan now");
  await expect(operator.locator("main")).toContainText("Operator One executed the change");
  await expect(operator.locator("main")).toContainText("not been delivered");
  await postStep(operator, "begin_rollback");
  await expect(operator.getByRole("heading", { name: "You are rolling back" })).toBeVisible();
  await expectNotOffered(operator, "begin_rollback");
  await takeStep(operator, "note", { comment: "The rule is off on edge-1." }, "failed");
  await expect(operator.getByRole("region", { name: /Notes since the failure/ })).toContainText("off on edge-1");
  await takeStep(
    operator,
    "roll_back",
    { outcome: "partial", actual: "The rule is gone; the log is still full." },
    "rolled_back",
  );
  await expect(operator.locator("main")).toContainText("The rollback was partial");

  await operator.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await expectStatus(operator, "open");
  await expect(operator.locator("main")).toContainText("raised because the rollback was partial");
  const timeline = operator.getByRole("region", { name: /Timeline/ });
  await expect(timeline).toContainText("reported a problem: the executed change failed.");
  await expect(timeline).toContainText("The rule is off on edge-1.");
  const incident = new URL(operator.url()).pathname;
  await takeStep(operator, "assign", { owner: "Reviewer One", severity: "critical" }, "open");
  await takeStep(
    operator,
    "investigate",
    { rootCause: "A range too wide.", findings: "Test rules on a copy." },
    "investigated",
  );
  await expectNotOffered(operator, "close_incident");

  const lead = await as("ops-lead-2");
  await lead.goto(path);
  await expectNotOffered(lead, "settle");
  await expect(lead.locator("main")).toContainText("is not closed.");
  await lead.goto(incident);
  await takeStep(lead, "close_incident", {}, "closed");
  await takeStep(lead, "attest", { channel: "A phone call", reason: "Everybody answered." }, "closed");
  await lead.goto(path);
  await takeStep(lead, "settle", { comment: "Findings are on record." }, "closed");

  await operator.goto(incident);
  await operator.locator("summary", { hasText: "Resolve finding" }).click();
  await takeStep(operator, "answer", { answer: "A copy is kept, and each rule is tried on it." }, "closed");
  await expect(operator.locator("main")).toContainText("Resolved by Operator Two, ");
  await expectNotOffered(operator, "answer");
});

test("an investigation can hold several findings, each with its owner and date", async ({ as, product, system }) => {
  const change = await failedChange(product, system);
  const operator = await as("operator-2");
  await operator.goto(`/changes/CHG-${change}`);
  await operator.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await expectStatus(operator, "open");
  await operator.locator("[name=rootCause]").fill("A typo.");
  await operator.locator("[name=findings]").fill("Lint the rules.");
  await operator.getByRole("button", { name: "Add another finding" }).click();
  await expect(operator.locator("[name=findings]")).toHaveCount(2);
  await expect(operator.locator("[name=rootCause]")).toHaveValue("A typo.");
  await operator.locator("[name=findings]").nth(1).fill("Review by two.");
  // Enter in a single-line field takes the step; it does not add a row.
  await operator.locator("[name=findingDue]").last().press("Enter");
  await expectStatus(operator, "investigated");
  await expect(operator.locator("main")).toContainText("Review by two.");
});

test("an emergency that fails after it was documented is documented and reviewed all the same", {
  tag: "@once",
}, async ({ as, system, slack }) => {
  slack.respondWith(500);
  const operator = await as("operator-1");
  const path = await declare(operator, system);
  await takeStep(operator, "finish", { actual: "The second resolver answers." }, "executed");
  await takeStep(operator, "document", { ...facts, category: "DNS" }, "documented");
  await takeStep(operator, "fail", { reason: "The second resolver is down as well." }, "failed");
  await expectNotOffered(operator, "document");
  await takeStep(operator, "roll_back", { outcome: "complete", actual: "Back on the first." }, "rolled_back");
  await takeStep(operator, "document", facts, "documented");
  const steps = operator.getByRole("list", { name: "Steps of the policy" });
  await expect(steps).toContainText("Documented again");
  const lead = await as("ops-lead-2");
  const refused = async (why: string) => {
    await lead.goto(path);
    await expectNotOffered(lead, "review_after");
    await expect(lead.locator("main")).toContainText(why);
  };
  await refused("is not closed.");
  await lead.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  const incident = new URL(lead.url()).pathname;
  await operator.goto(incident);
  await takeStep(
    operator,
    "investigate",
    { rootCause: "Both stand in one room.", findings: "Move one." },
    "investigated",
  );
  const reviewer = await as("reviewer-1");
  await reviewer.goto(incident);
  await takeStep(reviewer, "close_incident", {}, "closed");
  await refused("is not delivered yet. Wait for it");
  await lead.goto(incident);
  await takeStep(lead, "attest", { channel: "A phone call", reason: "Everybody answered." }, "closed");
  await lead.goto(path);
  await takeStep(lead, "review_after", { outcome: "justified", reason: "The shop was down." }, "closed");
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
    await expect(stepForm(operator, "fail").locator("textarea")).toBeInViewport();
    await takeStep(operator, "fail", { reason: "Nobody reaches the shop." }, "failed");
    const large = operator.getByText(plan).first();
    await expect(large).toBeInViewport();
    expect(await large.evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize))).toBeGreaterThan(20);
    await expect(stepButton(operator, "roll_back")).toHaveCount(1);
    expect(await overflowingElements(operator)).toEqual([]);
  }
});
