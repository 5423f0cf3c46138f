import { readFile } from "node:fs/promises";
import { attachmentRefusals } from "../../lib/attachments/attachment-words";
import { sampleJpeg, samplePng } from "../../testing/files/sample-files";
import { normalAt } from "../change-fixtures";
import { makeFeed } from "../feeds";
import { pastOf, postStep, stepForm, unfold } from "../forms";
import { stepsOf } from "../ledger";
import { axeViolations } from "../page-checks";
import { RawClient } from "../raw-client";
import { tokenOf } from "../sign-in";
import { expect, test } from "../test";

const phrase = "Plughxyzzy";

test("a lead redacts a text: its words are nowhere, who wrote and who redacted it stay, and where it had gone is listed", async ({
  as,
  product,
  system,
}) => {
  const words = { title: `Move ${phrase}`, what: `Move the host of ${phrase}.` };
  const id = await normalAt(product, system, "scheduled", words);
  const path = `/changes/CHG-${id}`;
  const auditor = await as("auditor-1");
  const feed = await makeFeed(auditor, "Wall");
  const places = [path, "/changes", `/changes?q=${phrase}`, `/calendar?view=agenda&system=${system.id}`];
  for (const path of places) {
    await auditor.goto(path);
    await expect(auditor.locator("main"), path).toContainText(phrase);
  }
  await expect(auditor.getByText("Redact text")).toHaveCount(0);
  expect(await (await fetch(feed)).text()).toContain(phrase);
  const [sql, token] = [await product.sql("app"), await tokenOf(auditor)];
  await sql.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${token}, true)`;
    await tx`insert into events (subject_type, subject_id, step, input)
      select 'person', person_id, 'export', ${tx.json({ exported: "evidence.json", ofChange: id })} from caller_session()`;
  });

  const lead = await as("ops-lead-1");
  await lead.goto(path);
  const form = stepForm(lead, "redact");
  const choose = async (start: string) => {
    if (!(await form.isVisible())) await lead.locator("summary", { hasText: "Redact text" }).click();
    return (await form.locator("option", { hasText: start }).getAttribute("value")) ?? "";
  };
  const title = await choose("Title, by Operator One, ");
  await postStep(lead, "redact", { redacted: title, reason: "Its password: hunter2hunter2" });
  await expect(lead.locator("main")).toContainText("This looks like a credential.");
  await expect(form.locator("[name=redacted]")).toHaveValue(title);
  await postStep(lead, "redact", { redacted: title, reason: "It names a customer." });
  await expect(lead.getByRole("heading", { level: 1 })).toHaveText("Title redacted");
  await expect(lead.locator("main")).toContainText("Move the host of");
  await postStep(lead, "redact", { redacted: await choose("What, by Operator One, "), reason: "So does this." });
  await expect(form.locator("option", { hasText: phrase })).toHaveCount(0);
  expect((await stepsOf(product, id)).slice(-2)).toEqual(["redact", "redact"]);

  for (const path of [...places, "/", "/freezes"])
    for (const page of [auditor, lead]) {
      await page.goto(path);
      await expect(page.locator("main"), path).toBeVisible();
      // The search field and its address contain the search itself.
      const output = (await page.content()).replaceAll(`value="${phrase}"`, "").replaceAll(`q=${phrase}`, "");
      if (!path.includes(phrase)) expect(output, path).not.toContain(phrase);
    }
  await auditor.goto(`/changes?q=${phrase}`);
  await expect(auditor.locator("main").getByText(`CHG-${id}`)).toHaveCount(0);
  await auditor.goto(`/calendar?view=agenda&system=${system.id}`);
  await expect(auditor.locator("main")).toContainText("Title redacted");
  const calendar = await (await fetch(feed)).text();
  expect(calendar).not.toContain(phrase);
  expect(calendar).toContain(`CHG-${id} Title redacted (scheduled)`);
  await auditor.goto(path);
  const main = auditor.locator("main");
  await expect(main).toContainText("Redacted by Ops Lead One, ");
  await expect(main).toContainText(`Ops Lead One ${pastOf("redact")}: Title, written by Operator One on `);
  await expect(main).toContainText("It names a customer.");
  await expect(main).toContainText("evidence.json, exported by Auditor One, ");
  await expect(main).toContainText("Calendar feed “Wall” of Auditor One");
});

test("files are attached as evidence, saved by others, and redacted", async ({
  as,
  javaScriptEnabled,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "executed");
  const path = `/changes/CHG-${id}`;
  const operator = await as("operator-2");
  await operator.goto(path);
  const form = stepForm(operator, "verify");
  const words = { comment: "It works as expected.", monitoring: "No alerts for ten minutes." };
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
  await form.locator("[name=attachments]").setInputFiles(file("page.png", Buffer.from("<html><script>x()</script>")));
  await postStep(operator, "verify", words);
  await expect(operator.locator("main")).toContainText(attachmentRefusals.active);
  await expect(form.locator("[name=comment]")).toHaveValue(words.comment);
  // One is longer than any form without files.
  const photo = sampleJpeg("x".repeat(60_000));
  const large = Buffer.alloc(2_000_000, "probe ok\n");
  await form
    .locator("[name=attachments]")
    .setInputFiles([file("../dashboard.png", samplePng()), file("photo.jpeg", photo), file("probe.log", large)]);
  await postStep(operator, "verify");
  await expect(operator.locator("main")).toHaveAttribute("data-status", "closed");

  const auditor = await as("auditor-1");
  await auditor.goto(path);
  const links = auditor.locator("main a[download]");
  await expect(links).toHaveText(["dashboard.png", "photo.jpeg", "probe.log"]);
  if (javaScriptEnabled) expect(await axeViolations(auditor)).toEqual([]);
  const [saved] = await Promise.all([auditor.waitForEvent("download"), links.nth(2).click()]);
  expect(saved.suggestedFilename()).toBe("probe.log");
  expect((await readFile(await saved.path())).equals(large)).toBe(true);
  const raw = await RawClient.forPage(product, auditor);
  const address = (await links.first().getAttribute("href")) ?? "";
  const answer = await raw.get(address);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "attachment; filename=\"dashboard.png\"; filename*=UTF-8''dashboard.png",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  expect((await fetch(product.url + address, { redirect: "manual" })).status).toBe(307);
  expect((await raw.get(address.replace(String(id), String(id - 1)))).status).toBe(404);

  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await unfold(lead, "redact");
  const choice = stepForm(lead, "redact").locator("option", { hasText: "dashboard.png" });
  const redacted = (await choice.getAttribute("value")) ?? "";
  await postStep(lead, "redact", { redacted, reason: "It shows a customer." });
  await expect(lead.locator("main a[download]")).toHaveText(["photo.jpeg", "probe.log"]);
  expect((await raw.get(address)).status).toBe(410);
});
