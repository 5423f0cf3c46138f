import { clauses } from "../../lib/rules/clauses";
import { failedChange, normalAt, personIdOf } from "../change-fixtures";
import { onlyWhoCan, refusalWords, unmetWords } from "../forms";
import { eventsOf, refusalsOf, stepsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const attempts = [
  ["operator-1", "review", "submitted", {}, onlyWhoCan("review", "change", "normal")],
  ["operator-1", "approve", "reviewed", {}, onlyWhoCan("approve", "change", "normal")],
  ["operator-2", "approve", "reviewed", {}, "You are not an operations lead"],
  ["reviewer-1", "approve", "reviewed", {}, "You are not an operations lead"],
  ["reviewer-1", "approve_routine", "reviewed", {}, unmetWords("entry_routine", {})],
  ["ops-lead-1", "start", "approved", {}, "is approved"],
  ["operator-1", "approve", "submitted", {}, "is submitted"],
  ["auditor-1", "note", "submitted", { comment: "I was here." }, "Auditors can read everything"],
  ["auditor-1", "cancel", "submitted", { reason: "No." }, "Auditors can read everything"],
] as const;

for (const [account, step, status, fields, sentence] of attempts)
  test(`${account} cannot ${step} a ${status} change by a forged form`, async ({ as, product, system }) => {
    const id = await normalAt(product, system, status);
    const before = await stepsOf(product, id);
    const raw = await RawClient.forPage(product, await as(account));
    const own = account.startsWith("auditor") ? "/people" : `/changes/CHG-${id}`;
    const seq = String(before.length);
    const forged = await raw.forge(own, { step, subject: "change", id: String(id), seq, ...fields });
    const answer = await raw.take(forged);
    expect(answer.status).toBe(303);
    const output = await raw.pageText(answer);
    expect(output).toContain(sentence);
    expect(Object.values(clauses).some((clause) => output.includes(clause))).toBe(true);
    expect(await stepsOf(product, id)).toEqual(before);
    const [refusal] = await refusalsOf(product, account, id);
    expect(refusal?.data).toMatchObject({ refusedStep: step, subjectType: "change", subjectId: id });
  });

for (const [account, why] of [
  ["operator-1", "You are not an operations lead"],
  ["auditor-1", "Auditors can read everything"],
] as const)
  test(`${account} cannot have an alert sent again, and reads why and who can`, async ({
    as,
    product,
    system,
    slack,
  }) => {
    slack.respondWith(404);
    const change = await failedChange(product, system);
    const sql = await product.sql("owner");
    const [delivery] = await sql`select id from deliveries where change_id = ${change} and channel = 'slack'`;
    const id = Number(delivery?.id);
    const page = await as(account);
    await page.goto(`/deliveries?change=CHG-${change}`);
    await expect(page.locator("main")).toContainText(onlyWhoCan("send_again", "delivery"));
    await expect(page.locator("button[value=send_again]")).toHaveCount(0);
    const raw = await RawClient.forPage(product, page);
    const forged = await raw.forge("/people", { step: "send_again", subject: "delivery", id: String(id) });
    expect(await raw.pageText(await raw.take(forged))).toContain(why);
    expect((await eventsOf(product, "delivery", id)).map(({ step }) => step)).toEqual([]);
    expect(await refusalsOf(product, account, id, "delivery")).toMatchObject([{ data: { refusedStep: "send_again" } }]);
  });

test("nobody chooses the e-mails of another", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("ops-lead-1"));
  const other = await personIdOf(product, "operator-2");
  const forged = await raw.forge("/people", {
    step: "choose_emails",
    subject: "person",
    id: String(other),
    emails: "",
  });
  expect(await raw.pageText(await raw.take(forged))).toContain("Only the person themselves can");
});

test("a lead who reviewed a change cannot approve it, by button, forged form, or after a stale one", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const lead = await as("ops-lead-1");
  const raw = await RawClient.forPage(product, lead);
  const path = `/changes/CHG-${id}`;
  const review = await raw.forge(path, { step: "review", subject: "change", id: String(id), seq: "2" });
  expect((await raw.take(review)).headers.get("location")).toBe(path);
  await lead.goto(path);
  await expect(lead.locator("button[value=approve]")).toHaveCount(0);
  await expect(lead.locator("main")).toContainText("You reviewed it.");
  for (const seq of ["2", "3"]) {
    const approve = await raw.forge(path, { step: "approve", subject: "change", id: String(id), seq });
    expect(await raw.pageText(await raw.take(approve))).toMatch(/after you opened this page|You reviewed it/);
  }
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "review"]);
});

test("a decision that does not say what it read is refused with words, and nothing typed is lost", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const reviewer = await as("reviewer-1");
  const raw = await RawClient.forPage(product, reviewer);
  const path = `/changes/CHG-${id}`;
  const fields = { step: "review", subject: "change", id: String(id), seq: "", comment: "Reads well." };
  const answer = await raw.take(await raw.forge(path, fields));
  expect(await raw.pageText(answer)).toContain(refusalWords("not_read"));
  await reviewer.goto(answer.headers.get("location") ?? path);
  await expect(reviewer.locator("#review [name=comment]")).toHaveValue("Reads well.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("the same form sent twice is one event, with another text it is judged anew", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const note = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "Once." });
  const answers = await Promise.all([raw.take(note), raw.take(note), raw.take(note)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
  note.set("comment", "Another.");
  await raw.take(note);
  expect((await stepsOf(product, id)).filter((step) => step === "note").length).toBe(2);
});

test("a step's form sent again is answered as the first time, with nothing more in the ledger", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const review = await raw.forge(path, { step: "review", subject: "change", id: String(id), seq: "2" });
  for (const _ of [1, 2, 3]) expect((await raw.take(review)).headers.get("location")).toBe(path);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "review"]);
  expect(await refusalsOf(product, "reviewer-1", id)).toEqual([]);
});

test("a form of nobody, or of a person without a role, does nothing", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const form = await (await RawClient.forPage(product, await as("reviewer-1"))).forge(path, {
    step: "review",
    subject: "change",
    id: String(id),
    seq: "2",
  });
  const stranger = await fetch(`${product.url}/steps`, {
    method: "POST",
    body: form,
    headers: { Origin: product.url },
    redirect: "manual",
  });
  expect(stranger.headers.get("location")).toMatch(/^\/sign-in/);
  const nobody = await RawClient.forPage(product, await as("nobody-1"));
  expect((await nobody.take(form)).status).toBeLessThan(500);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});
