import { fillForm, postStep, stepForm } from "../forms";
import { expect, test } from "../test";

test("deploys are halted with a reason, pipelines are denied at once, and allowed again once it is lifted", async ({
  as,
  product,
}) => {
  const lead = await as("ops-lead-1");
  await lead.goto("/halts");
  const make = stepForm(lead, "make_token");
  const client = (await make.locator("select[name=ofClient] option").nth(1).textContent()) ?? "";
  await make.locator("[name=name]").fill("Shop pipeline");
  await make.locator("[name=ofClient]").selectOption({ label: client });
  await make.locator("button[name=step]").click();
  const token = await lead.getByLabel("Token", { exact: true }).inputValue();
  await lead.reload();
  await expect(lead.getByLabel("Token", { exact: true })).toHaveCount(0);

  const ask = async (more: Record<string, string> = {}, by = token) => {
    const query = new URLSearchParams({ client, application: "shop", environment: "production", ...more });
    const answer = await fetch(`${product.url}/api/gate?${query}`, { headers: { Authorization: `Bearer ${by}` } });
    return { status: answer.status, ...JSON.parse(await answer.text()) };
  };
  expect(await ask()).toMatchObject({ status: 200, answer: "allow" });
  expect(await ask({ client: "Another" })).toMatchObject({ status: 403 });
  expect(await ask({}, "a".repeat(43))).toMatchObject({ status: 401 });

  const operator = await as("operator-1");
  await operator.goto(`/halts?client=${encodeURIComponent(client)}&application=shop`);
  const placeHaltForm = stepForm(operator, "place_halt");
  await expect(placeHaltForm.locator("[name=client]")).toHaveValue(client);
  await fillForm(placeHaltForm, { application: "shop", environment: "production", reason: "Checkout is down." });
  await placeHaltForm.locator("button[name=step]").click();
  const halt = operator.getByRole("article", { name: `shop in production of ${client}` }).first();
  await expect(halt).toContainText("Checkout is down.");
  expect(await ask()).toMatchObject({ status: 200, answer: "deny", reason: "Checkout is down.", until: null });

  const other = await as("operator-2");
  await other.goto("/halts");
  await expect(stepForm(other, "lift_halt")).toHaveCount(0);
  await other.goto("/");
  await expect(other.locator("main")).toContainText(`shop in production of ${client}`);

  await operator.goto("/halts");
  await halt.getByText(/^Lift the halt of/).click();
  await postStep(operator, "lift_halt", { reason: "It answers again." });
  await expect(operator.locator("main")).toContainText("It answers again.");
  expect(await ask()).toMatchObject({ answer: "allow" });
});
