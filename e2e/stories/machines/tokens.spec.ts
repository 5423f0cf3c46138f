import type { Page } from "@playwright/test";
import { postStep, stepForm } from "../../forms";
import { expect, test } from "../../test";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

async function makeToken(page: Page, name: string, scopes: readonly string[]): Promise<string> {
  const form = stepForm(page, "make_token");
  await form.locator("input[name=name]").fill(name);
  for (const scope of ["read", "propose", "execute", "metrics"])
    await form.locator(`input[name=scopes][value=${scope}]`).setChecked(scopes.includes(scope));
  await form.locator("button[name=step][value=make_token]").click();
  await expect(page.getByText("Token created.")).toBeVisible();
  return page.getByRole("textbox", { name: "Token", exact: true }).inputValue();
}

const ask = (url: string, path: string, token: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

test("a person makes a token, a machine uses it, its change names it, and it ends at once when it is revoked", async ({
  as,
  product,
  system,
}) => {
  const page = await as("operator-1");
  const name = `laptop ${system.name}`;
  await page.goto("/me");
  const token = await makeToken(page, name, ["read", "propose"]);
  expect(token).toMatch(/^wlp_/);
  await page.reload();
  await expect(page.locator("main")).not.toContainText(token);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("never");
  const drafted = await ask(product.url, "/api/v1/changes", token, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "normal", title: "By a machine", category: "DNS", systems: [system.id] }),
  });
  expect(drafted.status).toBe(201);
  const { number } = (await drafted.json()) as { number: string };
  await page.goto(`/changes/${number}`);
  await expect(page.locator("main")).toContainText(`by the token “${name}”`);
  await page.goto("/me");
  await expect(page.getByRole("row", { name: new RegExp(name) })).not.toContainText("never");
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
  expect((await ask(product.url, "/api/v1/me", token)).status).toBe(401);
});

test("a service account is proposed, approved by a lead, gets a token, and loses it with the account", async ({
  as,
  product,
  system,
}) => {
  const name = `Terraform ${system.name}`;
  const operator = await as("operator-1");
  await operator.goto("/accounts");
  await stepForm(operator, "propose_account").locator("input[name=scopes][value=metrics]").check();
  await postStep(operator, "propose_account", { name, why: "It applies plans." });
  const account = (page: Page) => page.getByRole("article", { name });
  await expect(account(operator)).toContainText("Proposed");
  const lead = await as("ops-lead-1");
  await lead.goto("/accounts");
  const approve = account(lead)
    .locator("form")
    .filter({ has: lead.locator("button[value=approve_account]") });
  await account(lead).getByText("Approve service account").first().click();
  await approve.locator("button[value=approve_account]").click();
  await expect(account(lead)).toContainText("Approved");
  await operator.reload();
  await account(operator).getByText("Create token").first().click();
  const form = account(operator)
    .locator("form")
    .filter({ has: operator.locator("button[value=make_token]") });
  await form.locator("input[name=name]").fill("prometheus");
  await form.locator("button[value=make_token]").click();
  const token = await operator.getByRole("textbox", { name: "Token", exact: true }).inputValue();
  expect(token).toMatch(/^wls_/);
  const metrics = await ask(product.url, "/metrics", token);
  expect([metrics.status, (await metrics.text()).includes("windlass_database_up 1")]).toEqual([200, true]);
  expect((await ask(product.url, "/api/v1/changes", token)).status).toBe(403);
  await lead.goto("/accounts");
  await account(lead).getByText("End service account").first().click();
  const end = account(lead)
    .locator("form")
    .filter({ has: lead.locator("button[value=end_account]") });
  await end.getByLabel("Reason").fill("Replaced.");
  await end.locator("button[value=end_account]").click();
  await expect(account(lead)).toContainText("Ended");
  expect((await ask(product.url, "/metrics", token)).status).toBe(404);
});

test("a form with a wrong end or network comes back filled, with the sentence", { tag: "@once" }, async ({ as }) => {
  const page = await as("operator-2");
  await page.goto("/me");
  await postStep(page, "make_token", { name: "ci", networks: "everywhere" });
  await expect(page.locator("main")).toContainText("is no list of addresses");
  await expect(stepForm(page, "make_token").getByLabel("Addresses")).toHaveValue("everywhere");
  await postStep(page, "make_token", { name: "ci", networks: "", expiresAt: inDays(120) });
  await expect(page.locator("main")).toContainText("A token lasts at most 90 days.");
});
