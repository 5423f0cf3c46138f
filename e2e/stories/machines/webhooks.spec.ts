import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startFakeEndpoint } from "../../../testing/webhooks/fake-endpoint";
import { draftNormal } from "../../changes";
import { fillForm, postStep, stepForm, takeStep, unfold } from "../../forms";
import { axeViolations } from "../../page-checks";
import { expect, test } from "../../test";

type Body = { type: string; data: Record<string, unknown> };

/** Adds a webhook on its form; returns the key that the page shows once. */
async function addWebhook(page: Page, name: string, address: string): Promise<string> {
  await page.goto("/webhooks");
  const form = stepForm(page, "add_webhook");
  await unfold(page, "add_webhook");
  await form.locator("[name=eventTypes][value='change.*']").check();
  await postStep(page, "add_webhook", { name, address });
  return page.getByLabel("Signing key", { exact: true }).inputValue();
}

test("a lead adds an endpoint, which verifies what it is sent, and a message that it missed is sent again", async ({
  as,
  javaScriptEnabled,
  product,
  system,
}) => {
  const endpoint = await startFakeEndpoint();
  const name = `Deploy bot ${system.id}`;
  const lead = await as("ops-lead-1", { javaScriptEnabled });
  const key = await addWebhook(lead, name, `${endpoint.url}/hook?token=very-secret`);
  expect(key).toMatch(/^whsec_/);
  await lead.reload();
  await expect(lead.getByLabel("Signing key", { exact: true })).toHaveCount(0);
  const article = lead.getByRole("article", { name });
  await expect(article).toContainText(endpoint.url);
  await expect(lead.locator("main")).not.toContainText("very-secret");
  if (javaScriptEnabled) expect(await axeViolations(lead)).toEqual([]);

  const operator = await as("operator-1", { javaScriptEnabled });
  const number = (await draftNormal(operator, system)).replace("/changes/", "");
  await takeStep(operator, "submit", {}, "submitted");
  const messages = () =>
    endpoint.accepted
      .map(({ body, headers }) => new Webhook(key).verify(body, headers) as Body)
      .filter(({ data }) => data.number === number);
  await expect.poll(() => messages().map(({ type }) => type)).toEqual(["change.draft", "change.submit"]);
  expect(messages()[0]?.data).toMatchObject({ url: `${product.url}/changes/${number}`, demonstration: true });

  endpoint.answerWith(() => ({ status: 400, body: "Not today." }));
  const missed = (await draftNormal(operator, system)).replace("/changes/", "");
  await article.getByRole("link", { name: /^Deliveries/ }).click();
  const delivery = lead.getByRole("listitem").filter({ hasText: missed }).first();
  await expect(async () => {
    await lead.reload();
    await expect(delivery).toContainText("The endpoint answered 400.", { timeout: 1000 });
  }).toPass();
  await delivery.getByText("1 attempt").click();
  await expect(delivery).toContainText("It wrote: Not today.");
  await delivery.getByText("Message", { exact: true }).click();
  await expect(delivery).toContainText('"type": "change.draft"');
  if (javaScriptEnabled) expect(await axeViolations(lead)).toEqual([]);
  endpoint.answerWith(() => ({ status: 204 }));
  await delivery.locator("button[name=step][value=send_again]").click();
  await expect
    .poll(() => endpoint.accepted.map(({ headers }) => headers["webhook-id"]).at(-1))
    .toBe(endpoint.received.findLast(({ body }) => body.includes(missed))?.headers["webhook-id"]);
  await endpoint.goOffline();
});

test("an address that leads into a private network is refused, and what was typed comes back", async ({
  as,
  javaScriptEnabled,
}) => {
  const lead = await as("ops-lead-1", { javaScriptEnabled });
  await lead.goto("/webhooks");
  await unfold(lead, "add_webhook");
  const form = stepForm(lead, "add_webhook");
  await form.locator("[name=eventTypes][value='ledger.event']").check();
  await postStep(lead, "add_webhook", { name: "Metadata", address: "https://169.254.169.254/latest" });
  await expect(form).toContainText("The address is in a private network.");
  await expect(form.locator("[name=address]")).toHaveValue("https://169.254.169.254/latest");
  await expect(form.locator("[name=eventTypes][value='ledger.event']")).toBeChecked();
  if (javaScriptEnabled) expect(await axeViolations(lead)).toEqual([]);
});

test("a key is rotated and the old one dropped, a webhook is disabled and enabled, and others only read", async ({
  as,
  javaScriptEnabled,
  system,
}) => {
  const endpoint = await startFakeEndpoint();
  const name = `Rotating ${system.id}`;
  const lead = await as("ops-lead-1", { javaScriptEnabled });
  const key = await addWebhook(lead, name, endpoint.url);
  const article = lead.getByRole("article", { name });
  const take = async (step: string) => {
    await article.locator(`button[name=step][value=${step}]`).click();
    await expect(lead.locator("main")).toContainText("Recorded: you");
  };
  await take("rotate_webhook");
  await expect(article).toContainText("Old key signs until");
  expect(await lead.getByLabel("Signing key", { exact: true }).inputValue()).not.toBe(key);
  await take("drop_old_key");
  await expect(article).not.toContainText("Old key signs until");
  await take("disable_webhook");
  await expect(article).toContainText("Disabled");
  await take("enable_webhook");
  await article.getByText(`Edit ${name}`).click();
  const edit = article.locator("form").filter({ has: lead.locator("button[value=amend_webhook]") });
  await fillForm(edit, { name: `${name} again`, template: "slack" });
  await edit.locator("button[name=step]").click();
  await expect(lead.getByRole("article", { name: `${name} again` })).toContainText("Slack-compatible chat");

  const operator = await as("operator-1", { javaScriptEnabled });
  await operator.goto("/webhooks");
  await expect(operator.getByRole("article", { name: `${name} again` })).toContainText(endpoint.url);
  await expect(operator.locator("main form button[name=step]")).toHaveCount(0);
  await endpoint.goOffline();
});
