import { chooseEntry, draftFrom } from "../changes";
import { expectNextStep, stepButton, takeStep } from "../forms";
import { recordIdIn, stepsOf } from "../ledger";
import { expect, test } from "../test";

test("a standard change is documented, started and logged, by one operator alone", async ({ as, product }) => {
  const operator = await as("operator-1");
  const path = await draftFrom(operator, "standard", "Add a Grafana dashboard", {
    title: "A dashboard for the checkout",
    why: "The shop's team asked for it.",
    systems: "4",
    "value.dashboard": "Checkout latency",
    "value.folder": "Clients",
  });
  await expectNextStep(operator, "You");
  await expect(operator.locator("main")).toContainText("Add the Grafana dashboard “Checkout latency” to the folder");
  await takeStep(operator, "document", {}, "documented");
  await expect(stepButton(operator, "approve")).toHaveCount(0);
  await takeStep(operator, "start", {}, "in_progress");
  await expectNextStep(operator, "Operator Two");
  await takeStep(operator, "log", { actual: "The dashboard stands in the folder." }, "closed");
  await expect(operator.locator("main")).toHaveAttribute("data-type", "standard");
  await expect(operator.locator("main")).toHaveAttribute("data-number", `CHG-${recordIdIn(path)}`);
  expect(await stepsOf(product, recordIdIn(path))).toEqual(["draft", "document", "start", "log"]);
});

test("a catalogue entry takes only what its fields allow", async ({ as }) => {
  const operator = await as("operator-1");
  await operator.goto("/changes/new/standard");
  await chooseEntry(operator, "Add a Grafana dashboard");
  const form = operator.locator("form", { has: stepButton(operator, "draft") });
  await expect(form.locator("[name=what], [name=rollbackPlan], [name=category]")).toHaveCount(0);
  await form.locator("[name='value.dashboard']").fill("x and open the firewall; rm -rf");
  await form.locator("[name='value.folder']").selectOption("Clients");
  await form.locator("[name=systems][value='4']").check();
  await stepButton(operator, "draft").click();
  await expect(form.locator("[name='value.dashboard']")).toHaveValue("x and open the firewall; rm -rf");
  await expect(operator.locator("main")).toContainText(/does not match/);
});
