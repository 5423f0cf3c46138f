import { fillForm, postStep, refusalWords, stepButton, stepForm } from "../forms";
import { expect, test } from "../test";

test("an entry is proposed with a preview, approved by another, used, and replaced by its next version", async ({
  as,
  system,
}) => {
  const operator = await as("operator-1");
  const title = `Restart the agent of ${system.name}`;
  await operator.goto("/catalogue");
  await operator.getByRole("link", { name: "Propose an entry" }).click();
  const form = stepForm(operator, "propose");
  await form.getByLabel("standard", { exact: false }).first().check();
  await form.locator("[name=category]").selectOption("monitoring");
  await form.getByLabel(system.name).check();
  await fillForm(form, {
    title,
    what: "Restart the agent {agent} once.",
    rollbackPlan: "Start {agent} from its last package.",
    verification: "It reports again.",
  });
  await form.getByRole("button", { name: "Preview" }).click();
  await expect(operator.locator("main")).toContainText(refusalWords("blank_undeclared", { named: "{agent}" }));
  const again = stepForm(operator, "propose");
  await expect(again.locator("[name=title]")).toHaveValue(title);
  await again.locator("[name=blankName]").first().fill("agent");
  await again.locator("[name=blankLabel]").first().fill("Name of the agent");
  await again.locator("[name=blankPattern]").first().fill("[a-z]{1,20}");
  await again.locator("[name=blankExample]").first().fill("probe");
  await again.getByRole("button", { name: "Preview" }).click();
  await expect(operator.getByRole("region", { name: "Preview" })).toContainText("Restart the agent probe once.");
  await stepButton(operator, "propose").last().click();
  await expect(operator.locator("main[data-status=proposed]")).toBeVisible();
  await expect(stepButton(operator, "approve_entry")).toHaveCount(0);
  const path = new URL(operator.url()).pathname;

  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await postStep(lead, "approve_entry");
  await expect(lead.locator("main[data-status=approved]")).toBeVisible();

  await operator.goto(path);
  await operator.getByRole("link", { name: "Use this entry" }).click();
  const draft = stepForm(operator, "draft");
  await draft.getByLabel(system.name).check();
  await fillForm(draft, { why: "It hangs.", "value.agent": "probe" });
  await draft.locator("button[name=step]").click();
  await expect(operator.locator("main")).toContainText("Restart the agent probe once.");
  const change = new URL(operator.url()).pathname;

  await operator.goto(path);
  await operator.getByRole("link", { name: "Propose a new version" }).click();
  await expect(stepForm(operator, "propose").locator("[name=blankName]").first()).toHaveValue("agent");
  await fillForm(stepForm(operator, "propose"), { what: "Restart the agent {agent} twice." });
  await stepButton(operator, "propose").last().click();
  await expect(operator.locator("main[data-status=proposed]")).toContainText("after the one before");
  await lead.goto(new URL(operator.url()).pathname);
  await postStep(lead, "approve_entry");
  await lead.goto(path);
  await expect(lead.locator("main[data-status=replaced]")).toBeVisible();

  await operator.goto(change);
  await expect(operator.locator("main")).toContainText("version 1 (there is a newer one)");
  await expect(operator.locator("main")).toContainText("A newer version replaced");
});
