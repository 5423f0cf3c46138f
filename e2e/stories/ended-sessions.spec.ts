import { normalAt } from "../change-fixtures";
import { fillForm, postStep, stepForm } from "../forms";
import { stepsOf } from "../ledger";
import { expireSession, revokeSession } from "../sessions";
import { openAndSignIn, signIn } from "../sign-in";
import { expect, test } from "../test";

test("what was typed when the session ran out returns after sign-in, and nothing was done", async ({
  page,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  await openAndSignIn(page, "reviewer-1");
  await page.goto(`/changes/CHG-${id}`);
  await expireSession(product, page);
  await postStep(page, "review", { comment: "Ten careful minutes of thought." });
  await expect(page.locator("main")).toContainText("Your session has ended");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await signIn(page, "reviewer-1");
  await expect(page.locator("main")).toContainText("What you typed is still here");
  await expect(stepForm(page, "review").locator("[name=comment]")).toHaveValue("Ten careful minutes of thought.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await postStep(page, "review");
  await expect(page.locator("main")).toContainText("Ten careful minutes of thought.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "review"]);
});

test("what one person typed does not return to another", { tag: "@once" }, async ({ page, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  await openAndSignIn(page, "reviewer-1");
  await page.goto(`/changes/CHG-${id}`);
  await expireSession(product, page);
  await postStep(page, "review", { comment: "For my eyes." });
  await expect(page.locator("main")).toContainText("Your session has ended");
  await signIn(page, "reviewer-2");
  await expect(stepForm(page, "review").locator("[name=comment]")).toHaveValue("");
  await expect(page.locator("main")).not.toContainText("For my eyes.");
});

test("of a revoked session nothing is kept and nothing is done", { tag: "@once" }, async ({
  page,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  await openAndSignIn(page, "reviewer-2");
  await page.goto(`/changes/CHG-${id}`);
  await fillForm(stepForm(page, "review"), { comment: "From a stolen laptop." });
  await revokeSession(product, page);
  await postStep(page, "review");
  await expect(page.locator("main")).toContainText("Your session has ended");
  await signIn(page, "reviewer-2");
  await expect(page.locator("main")).not.toContainText("From a stolen laptop.");
  await expect(stepForm(page, "review").locator("[name=comment]")).toHaveValue("");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("a person signs out everywhere", async ({ page, as }) => {
  await openAndSignIn(page, "operator-2");
  const other = await as();
  await openAndSignIn(other, "operator-2");
  await page.goto("/people");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await other.goto("/changes");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("a lead ends the sessions of another, an operator does not", { tag: "@once" }, async ({ page, as }) => {
  await openAndSignIn(page, "operator-2");
  await page.goto("/people");
  await expect(page.getByRole("button", { name: /^End the sessions of/ })).toHaveCount(0);
  const lead = await as("ops-lead-1");
  await lead.goto("/people");
  await expect(lead.getByRole("button", { name: /^End the sessions of/ })).toHaveCount(0);
  await lead.getByRole("table").getByRole("link", { name: "Operator Two" }).click();
  await lead.getByRole("button", { name: "End the sessions of Operator Two" }).click();
  await expect(lead.locator("main")).toBeVisible();
  await expect(async () => {
    await page.goto("/changes");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }).toPass();
});
