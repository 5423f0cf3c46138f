import { fieldLabels } from "../../lib/form/field-labels";
import { failedChange, normalAt } from "../change-fixtures";
import { fillForm, missing, postStep, refusalWords, stepButton, stepForm, takeStep } from "../forms";
import { stepsOf } from "../ledger";
import { expect, test } from "../test";

test("a refused form comes back filled, each error beside its field", async ({ as, system }) => {
  const operator = await as("operator-1");
  await operator.goto("/changes/new/normal");
  const form = stepForm(operator, "draft");
  await fillForm(form, { systems: String(system.id), category: "DNS", why: "Because.", links: "javascript:alert(1)" });
  await stepButton(operator, "draft").click();
  await expect(form).toContainText(missing("draft", "title"));
  await expect(form).toContainText(refusalWords("field_of_links", { field: fieldLabels("draft", "links").label }));
  await expect(form.locator("[name=links]")).toHaveAttribute("aria-invalid", "true");
  await expect(form.locator("[name=why]")).toHaveValue("Because.");
  await expect(form.locator(`[name=systems][value="${system.id}"]`)).toBeChecked();
  await expect(form.locator("[name=category]")).toHaveValue("DNS");
  await fillForm(form, { title: "Move a name", links: "https://tickets.example/7" });
  await stepButton(operator, "draft").click();
  await expect(operator).toHaveURL(/\/changes\/CHG-\d+$/);
  await expect(operator.locator("main")).toContainText("https://tickets.example/7");
});

test("what only the server can refuse comes back filled too", { tag: "@once" }, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "in_progress");
  const operator = await as("operator-1");
  await operator.goto(`/changes/CHG-${id}`);
  await postStep(operator, "finish", { actual: "Set the password: hunter2hunter2" });
  await expect(operator.locator("main")).toContainText("This looks like a credential.");
  await expect(stepForm(operator, "finish").locator("[name=actual]")).toHaveValue("Set the password: hunter2hunter2");
  expect(await stepsOf(product, id)).not.toContain("finish");
});

test("two tabs: the second is told who did what meanwhile, and keeps its text", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const [one, two] = [await as("reviewer-1"), await as("reviewer-2")];
  await one.goto(`/changes/CHG-${id}`);
  await two.goto(`/changes/CHG-${id}`);
  await takeStep(one, "review", { comment: "Good." }, "reviewed");
  await postStep(two, "reject", { reason: "The range is a customer's." });
  await expect(two.locator("main")).toContainText(/Reviewer One reviewed it .* after you opened this page/);
  await expect(stepForm(two, "reject").locator("[name=reason]")).toHaveValue("The range is a customer's.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "review"]);
});

test("a double click is one event", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const reviewer = await as("reviewer-1");
  await reviewer.goto(`/changes/CHG-${id}`);
  await stepForm(reviewer, "note").locator("[name=comment]").fill("Once.");
  await stepButton(reviewer, "note").dblclick();
  await expect(reviewer.locator("main")).toContainText("Once.");
  await reviewer.waitForLoadState("networkidle");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

test("choices made before the page's script arrives stay made", async ({ as, product, system }) => {
  const id = await failedChange(product, system);
  const operator = await as("operator-2");
  await operator.goto(`/changes/CHG-${id}`);
  await takeStep(operator, "roll_back", { outcome: "impossible", actual: "The data is gone." }, "rolled_back");
});
