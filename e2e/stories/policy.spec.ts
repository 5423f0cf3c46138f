import { draftNormal } from "../changes";
import { onlyWhoCan, postStep, refusalWords, stepForm, unfold } from "../forms";
import { expect, test } from "../test";

// All tests share one policy, so that this story runs once.
test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false);

test("a lead reviews the policy and puts a new text in force; an old change still shows its own version", async ({
  as,
  system,
}) => {
  const operator = await as("operator-1");
  const old = await draftNormal(operator, system);
  await operator.goto("/policy");
  await expect(operator.locator("main")).toContainText(onlyWhoCan("publish_policy", "installation"));
  await operator
    .getByRole("navigation", { name: "On this page" })
    .getByRole("link", { name: "The rules", exact: true })
    .click();
  await expect(operator.getByRole("heading", { name: "The rules", exact: true })).toBeInViewport();
  await expect(stepForm(operator, "publish_policy")).toHaveCount(0);
  await expect(operator.getByRole("table", { name: "Coverage of the policy" })).toContainText(
    "db/steps/matrix.test.ts",
  );
  const late = await as("ops-lead-2");
  await late.goto("/policy");

  const lead = await as("ops-lead-1");
  await lead.goto("/policy");
  const before = await lead.getByRole("table", { name: "Versions of the policy" }).getByRole("link").count();
  await unfold(lead, "review_policy");
  await postStep(lead, "review_policy", { comment: "Still right." });
  await expect(lead.getByRole("table", { name: "Reviews of the policy" })).toContainText("Still right.");

  const text = await stepForm(lead, "publish_policy").locator("[name=policyText]").inputValue();
  const heading = `Story ${Date.now()}`;
  const policyText = `${text.replace("within 24 hours", "within 12 hours")}\n\n# ${heading}\nTold.`;
  await unfold(lead, "publish_policy");
  await postStep(lead, "publish_policy", { policyText, reason: "The team is faster." });
  await expect(lead.locator("main")).toContainText("The team is faster.");
  await expect(lead.getByRole("heading", { name: heading })).toBeVisible();
  await expect(lead.locator("#emergency-documented")).toContainText("worded differently");
  await expect(lead.locator("#normal-reviewed")).toContainText("Reviewed: A second Anchor operator");

  await unfold(late, "publish_policy");
  await postStep(late, "publish_policy", { policyText: "# Mine", reason: "I read the old one." });
  await expect(late.getByRole("alert")).toContainText(
    refusalWords("policy_read_before", { version: before + 1, read: before }),
  );
  await expect(stepForm(late, "publish_policy").locator("[name=policyText]")).toHaveValue("# Mine");

  await draftNormal(operator, system);
  await expect(operator.getByRole("link", { name: `version ${before + 1} of the policy` })).toBeVisible();
  await operator.goto(old);
  await operator.getByRole("link", { name: `version ${before} of the policy` }).click();
  await expect(operator).toHaveURL(`/policy?version=${before}`);
  await expect(operator.getByText(`Version ${before} is no longer in force`)).toBeVisible();
  await operator.goto("/policy?version=1");
  await expect(operator.locator("#emergency-documented")).toContainText("within 24 hours");
  expect((await operator.goto("/policy?version=999"))?.status()).toBe(404);
});
