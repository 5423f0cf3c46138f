import { fill, formOf, post } from "../forms";
import { stepsOf } from "../ledger";
import { normalAt } from "../prepared";
import { expire, revoke } from "../sessions";
import { signIn, signInAfresh } from "../sign-in";
import { expect, test } from "../test";

test("what was typed when the session ran out returns after sign-in, and nothing was done", async ({
  page,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  await signInAfresh(page, "reviewer-1");
  await page.goto(`/changes/CHG-${id}`);
  await expire(product, page);
  await post(page, "review", { comment: "Ten careful minutes of thought." });
  await expect(page.locator("main")).toContainText("Your session has ended");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await signIn(page, "reviewer-1");
  await expect(page.locator("main")).toContainText("What you typed is still here");
  await expect(formOf(page, "review").locator("[name=comment]")).toHaveValue("Ten careful minutes of thought.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await post(page, "review");
  await expect(page.locator("main")).toContainText("Ten careful minutes of thought.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "review"]);
});

test("what one person typed does not return to another", { tag: "@once" }, async ({ page, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  await signInAfresh(page, "reviewer-1");
  await page.goto(`/changes/CHG-${id}`);
  await expire(product, page);
  await post(page, "review", { comment: "For my eyes." });
  await expect(page.locator("main")).toContainText("Your session has ended");
  await signIn(page, "reviewer-2");
  await expect(formOf(page, "review").locator("[name=comment]")).toHaveValue("");
  await expect(page.locator("main")).not.toContainText("For my eyes.");
});

test("of a revoked session nothing is kept and nothing is done", { tag: "@once" }, async ({
  page,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  await signInAfresh(page, "reviewer-2");
  await page.goto(`/changes/CHG-${id}`);
  await fill(formOf(page, "review"), { comment: "From a stolen laptop." });
  await revoke(product, page);
  await post(page, "review");
  await expect(page.locator("main")).toContainText("Your session has ended");
  await signIn(page, "reviewer-2");
  await expect(page.locator("main")).not.toContainText("From a stolen laptop.");
  await expect(formOf(page, "review").locator("[name=comment]")).toHaveValue("");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("a person signs out everywhere", async ({ page, as }) => {
  await signInAfresh(page, "operator-2");
  const other = await as();
  await signInAfresh(other, "operator-2");
  await page.goto("/people");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await other.goto("/changes");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("a lead ends the sessions of another, an operator does not", { tag: "@once" }, async ({ page, as }) => {
  await signInAfresh(page, "operator-2");
  await page.goto("/people");
  await expect(page.getByRole("button", { name: /^End the sessions of/ })).toHaveCount(0);
  const lead = await as("ops-lead-1");
  await lead.goto("/people");
  await lead.getByRole("button", { name: "End the sessions of Operator Two" }).click();
  await expect(lead.locator("main")).toBeVisible();
  await expect(async () => {
    await page.goto("/changes");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }).toPass();
});
