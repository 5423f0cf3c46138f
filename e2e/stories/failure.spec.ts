import { doesNotOffer, standsAt, take } from "../forms";
import { failedChange } from "../prepared";
import { expect, test } from "../test";

test("a failed change is rolled back, its incident investigated and closed, and it is settled", async ({
  as,
  product,
  system,
  slack,
}) => {
  slack.answers(500);
  const path = `/changes/CHG-${await failedChange(product, system)}`;
  const operator = await as("operator-2");
  await operator.goto(path);
  await standsAt(operator, "failed");
  await expect(operator.locator("main")).toContainText("execute the rollback plan now");
  await expect(operator.locator("main")).toContainText("is not delivered");
  await take(
    operator,
    "roll_back",
    { outcome: "partial", actual: "The rule is gone; the log is still full." },
    "rolled_back",
  );

  await operator.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await standsAt(operator, "open");
  await expect(operator.locator("main")).toContainText("high");
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
  await expect(lead.locator("main")).toContainText("is not closed. Investigate it");
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
  await take(operator, "investigate", {}, "investigated");
  await expect(operator.locator("main")).toContainText("Review by two.");
});
