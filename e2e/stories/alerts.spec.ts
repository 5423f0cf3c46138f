import type { Page } from "@playwright/test";
import { attentionWords } from "../../lib/people/attention-words";
import { noticeKinds } from "../../lib/rules/record";
import { normalAt, rolledBackChange } from "../change-fixtures";
import { facts } from "../changes";
import { expectNotOffered, onlyWhoCan, postStep, takeStep, unmetWords } from "../forms";
import { axeViolations } from "../page-checks";
import { expect, test } from "../test";

// Depends on the server alone: run once, without JavaScript.
const once = { tag: "@once" };

test(
  "a failed change's alert arrives once, with all that one needs, and the page says so",
  once,
  async ({ as, product, system, slack }) => {
    const number = `CHG-${await normalAt(product, system, "in_progress", facts)}`;
    const operator = await as("operator-2");
    await operator.goto(`/changes/${number}`);
    await takeStep(operator, "fail", { reason: "It dropped good requests." }, "failed");
    await expectEventually(operator, "was delivered to Slack, by a webhook at 127.0.0.1");
    await expect(operator.locator("main")).not.toContainText("not been delivered");
    const [alert = "", ...more] = slack.receivedFor(number);
    expect(more).toEqual([]);
    for (const words of ["Operator Two", "It dropped good requests.", system.name, facts.rollbackPlan])
      expect(alert).toContain(words);
    expect(alert).toContain(`${product.url}/changes/${number}`);
    await operator.goto(`/deliveries?change=${number}`);
    await expect(operator.locator("main")).toContainText(onlyWhoCan("send_again", "delivery"));
    await expectNotOffered(operator, "send_again");
  },
);

test(
  "an alert that Slack does not take is not delivered, holds up settling, and arrives once a lead sends it again",
  once,
  async ({ as, product, system, slack }) => {
    slack.respondWith(404);
    const number = `CHG-${await rolledBackChange(product, system)}`;
    const lead = await as("ops-lead-2");
    await lead.goto(`/changes/${number}`);
    await expectEventually(lead, "Slack answered 404");
    await expect(lead.locator("main")).toContainText("The Slack alert for this failure has not been delivered");
    await expectNotOffered(lead, "settle");
    await expect(lead.locator("main")).toContainText(unmetWords("alert_delivered", {}));
    await lead.goto("/");
    await expect(lead.getByRole("link", { name: "See why" })).toBeVisible();

    await lead.goto(`/deliveries?change=${number}`);
    await lead.getByText("1 attempt").click();
    await expect(lead.locator("main")).toContainText("check SLACK_WEBHOOK_URL");
    slack.respondWith(200);
    await postStep(lead, "send_again");
    await lead.goto(`/changes/${number}`);
    await expectEventually(lead, "was delivered to Slack");
    expect(slack.receivedFor(number)).toHaveLength(1);
    await takeStep(lead, "settle", { comment: "All is on record." }, "closed");
    await lead.goto(`/deliveries?change=${number}&status=delivered`);
    await expect(lead.locator("main")).toContainText("2 attempts");
    await expectNotOffered(lead, "send_again");
  },
);

test("a person chooses which e-mails to get; the failed change's is always one of them", once, async ({ as }) => {
  const operator = await as("operator-1");
  await operator.goto("/people");
  const main = operator.locator("main");
  await expect(main).toContainText("operator-1@");
  await expect(main).toContainText("E-mail is not configured");
  const choose = () => operator.locator("summary", { hasText: "Choose your e-mails" }).click();
  const kind = (value: string) => operator.locator(`input[name=emails][value=${value}]`);
  await choose();
  await expect(kind("change_failed")).toBeChecked();
  await expect(kind("change_failed")).toBeDisabled();
  await kind("freeze_placed").uncheck();
  await postStep(operator, "choose_emails");
  await expect(main).toContainText(`${noticeKinds.length - 1} of ${noticeKinds.length} selected`);
  await choose();
  await expect(kind("freeze_placed")).not.toBeChecked();
  await expect(kind("review_waiting")).toBeChecked();
  await kind("freeze_placed").check();
  await postStep(operator, "choose_emails");
  await expect(main).toContainText(`all ${noticeKinds.length} selected`);
});

test("whoever is named in a note reads it on the front page until they open the change or mark it as read", async ({
  as,
  javaScriptEnabled,
  product,
  system,
  slack,
}) => {
  const [first, second] = [await normalAt(product, system, "submitted"), await normalAt(product, system, "submitted")];
  const operator = await as("operator-2");
  for (const id of [first, second]) {
    await operator.goto(`/changes/CHG-${id}`);
    await postStep(operator, "note", { comment: `@reviewer.two: is the rollback of CHG-${id} complete? @nobody.here` });
  }
  const reviewer = await as("reviewer-2");
  await reviewer.goto("/");
  const notes = reviewer.locator("section", { hasText: attentionWords.notes });
  for (const id of [first, second])
    await expect(notes).toContainText(`Operator Two: @reviewer.two: is the rollback of CHG-${id}`);
  if (javaScriptEnabled) expect(await axeViolations(reviewer)).toEqual([]);
  await notes.locator(`a[href="/changes/CHG-${first}"]`).click();
  await reviewer.goto("/");
  await expect(notes).not.toContainText(`rollback of CHG-${first}`);
  await notes
    .locator("li", { hasText: `CHG-${second}` })
    .getByRole("button")
    .click();
  await expect(notes.filter({ hasText: `rollback of CHG-${second}` })).toHaveCount(0);
  await expect(() => expect(slack.receivedFor(`CHG-${first}`).join()).toContain("a note for Reviewer Two")).toPass();
});

test("a change, a system and a client are watched by a button, and listed for whoever watches them", async ({
  as,
  javaScriptEnabled,
  product,
  system,
}) => {
  const path = `/changes/CHG-${await normalAt(product, system, "submitted")}`;
  const auditor = await as("auditor-1");
  await auditor.goto(path);
  const watch = auditor.locator("main").getByRole("button", { name: /^Watch/ });
  const stop = auditor.locator("main").getByRole("button", { name: /^Stop watching/ });
  await watch.click();
  await expect(auditor).toHaveURL(new RegExp(`${path}$`));
  await expect(stop).toBeVisible();
  await auditor.goto(`/systems?system=${system.id}`);
  await watch.first().click();
  await expect(stop).toHaveCount(1);
  await auditor.goto("/people");
  const watched = auditor.locator("#watched");
  await expect(watched).toContainText(path.replace("/changes/", ""));
  await expect(watched).toContainText(system.name);
  if (javaScriptEnabled) expect(await axeViolations(auditor)).toEqual([]);
  for (const name of [path.replace("/changes/", ""), system.name]) {
    await watched.locator("li", { hasText: name }).getByRole("button").click();
    await expect(watched.locator("li", { hasText: name })).toHaveCount(0);
  }
  await auditor.goto(path);
  await expect(watch).toBeVisible();
});

/** Reloads until it is there: the worker sends asynchronously. */
const expectEventually = (page: Page, words: string): Promise<void> =>
  expect(async () => {
    await page.reload();
    await expect(page.locator("main")).toContainText(words, { timeout: 200 });
  }).toPass({ timeout: 60_000 });
