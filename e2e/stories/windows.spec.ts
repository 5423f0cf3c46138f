import { freezeOn, normalAt, personIdOf, scheduledIn } from "../change-fixtures";
import { expectNotOffered, postStep, refusalWords, stepForm, takeStep, unmetWords } from "../forms";
import { eventsOf, stepsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { stepBySql } from "../step-by-sql";
import { newSystem } from "../systems";
import { expect, test } from "../test";

const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

const closed = [
  ["before its window", "window_open", { from: 3, to: 60 }, { opens: "" }, "opens in"],
  ["after its window", "window_open", { from: -60, to: -1 }, { closed: "" }, "window missed"],
  ["in a freeze", "not_frozen", { from: -5, to: 60 }, { with: [{ name: "Year end" }] }, "open until"],
  [
    "after its approval expired",
    "approval_fresh",
    { from: -30, to: 60, daysAgo: 30 },
    { lapsed: true, lapses: "" },
    "approval expired",
  ],
] as const;

/** What a sentence says before it names a time. */
const startOf = (sentence: string) => sentence.slice(0, sentence.search(/ [,.]| \(/));

for (const [when, need, window, fact, deadlineText] of closed)
  test(`a change is not started ${when}: page, raw POST and SQL agree`, { tag: "@once" }, async ({
    as,
    product,
    system,
  }) => {
    const id = await scheduledIn(product, system, window);
    const sentence = startOf(unmetWords(need, fact));
    if (need === "not_frozen") await freezeOn(product, system, "Year end");
    const before = await stepsOf(product, id);
    const operator = await as("operator-1");
    const path = `/changes/CHG-${id}`;
    await operator.goto(path);
    await expectNotOffered(operator, "start");
    await expect(operator.locator("main")).toContainText(sentence);
    await expect(operator.locator("main")).toContainText(deadlineText);
    const raw = await RawClient.forPage(product, operator);
    const form = await raw.forge(path, {
      step: "start",
      subject: "change",
      id: String(id),
      seq: String(before.length),
    });
    expect(await raw.pageText(await raw.take(form))).toContain(sentence);
    expect(await stepBySql(product, operator, id, "start")).toBe(need);
    expect(await stepsOf(product, id)).toEqual(before);
  });

test("two browsers take one system and time at once: one has it, the other reads which change holds it", async ({
  as,
  product,
  system,
}) => {
  const ids = [await normalAt(product, system, "approved"), await normalAt(product, system, "approved")];
  const [one, two] = [await as("operator-1"), await as("operator-2")];
  const pages = [one, two];
  const window = { windowStart: local(90), windowEnd: local(120) };
  for (const [index, page] of pages.entries()) await page.goto(`/changes/CHG-${ids[index]}`);
  await Promise.all(pages.map((page) => postStep(page, "schedule", window)));
  const won = await Promise.all(
    pages.map(async (page) => (await page.getAttribute("main", "data-status")) === "scheduled"),
  );
  expect(won.toSorted()).toEqual([false, true]);
  const loser = won[0] ? two : one;
  const until = window.windowEnd.slice(11);
  await expect(loser.locator("main")).toContainText(`CHG-${ids[won.indexOf(true)]} holds ${system.name} until`);
  await expect(loser.getByText(`${system.name} until`)).toContainText(`${until} UTC`);
  await expect(stepForm(loser, "schedule").locator("[name=windowEnd]")).toHaveValue(window.windowEnd);
});

test("the same implementer twice is a warning that names the other change", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const implementer = await personIdOf(product, "operator-2");
  const other = await scheduledIn(product, await newSystem(product), { from: 30, to: 90, implementer });
  const later = await scheduledIn(product, await newSystem(product), { from: 90, to: 120, implementer });
  const id = await normalAt(product, system, "approved");
  const operator = await as("operator-1");
  await operator.goto(`/changes/CHG-${id}`);
  const form = stepForm(operator, "schedule").locator("[name=implementer]");
  await expect(form).toHaveValue(String(await personIdOf(product, "operator-1")));
  const window = { windowStart: local(60), windowEnd: local(80), implementer: String(implementer) };
  await takeStep(operator, "schedule", window, "scheduled");
  const main = operator.locator("main");
  await expect(main).toContainText(`Operator Two also executes CHG-${other}`);
  await expect(main).not.toContainText(`CHG-${later}`);
  await expect(main).toContainText("lasts 20 min");
  await takeStep(operator, "reschedule", { implementer: "" }, "scheduled");
  await expect(main).not.toContainText("also executes");
  await expect(main.locator("dt", { hasText: "Implementer" })).toHaveCount(0);
  await operator.goto(`/changes/CHG-${later}`);
  await expect(main).not.toContainText("also executes");
});

test("while a change runs, the page says by when a rollback has to begin", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const operator = await as("operator-1");
  const path = (id: number) => `/changes/CHG-${id}`;
  await operator.goto(path(await normalAt(product, system, "in_progress", { rollbackMinutes: 30 })));
  await expect(operator.locator("main")).toContainText(/start a rollback by \d\d:\d\d UTC/);
  await expect(operator.locator("main")).toContainText(/window until \d\d:\d\d UTC/);
  const late = await normalAt(product, await newSystem(product), "in_progress", { rollbackMinutes: 70 });
  await operator.goto(path(late));
  await expect(operator.locator("main")).toContainText("too late to roll back inside the window");
  await operator.goto("/");
  await expect(operator.locator("main li", { hasText: `CHG-${late}` }).first()).toContainText("too late to roll back");
});

test("a person sets their own time zone, and reads times in it", async ({ as, product, system }) => {
  const id = await scheduledIn(product, system, { from: 60, to: 150 });
  const reviewer = await as("reviewer-2");
  await reviewer.goto("/");
  await reviewer.getByRole("link", { name: "Change your time zone" }).click();
  await postStep(reviewer, "set_timezone", { timezone: "Mars/Olympus" });
  await expect(stepForm(reviewer, "set_timezone")).toContainText(refusalWords("field_misfit", { kind: "zone" }));
  await expect(stepForm(reviewer, "set_timezone").locator("[name=timezone]")).toHaveValue("Mars/Olympus");
  await postStep(reviewer, "set_timezone", { timezone: "Asia/Kathmandu" });
  await expect(reviewer.locator("footer")).toContainText("Times are shown in Asia/Kathmandu and UTC.");
  await reviewer.goto(`/changes/CHG-${id}`);
  await expect(reviewer.locator("main")).toContainText("GMT+5:45 (your zone)");
  await expect(reviewer.locator("main")).toContainText("lasts 1 h 30 min");
  const raw = await RawClient.forPage(product, reviewer);
  const [other, own] = [await personIdOf(product, "operator-1"), await personIdOf(product, "reviewer-2")];
  const forged = (whose: number, timezone: string) =>
    raw.forge("/people", { step: "set_timezone", subject: "person", id: String(whose), timezone });
  expect(await raw.pageText(await raw.take(await forged(other, "UTC")))).toContain("Not done:");
  expect(await raw.pageText(await raw.take(await forged(own, "+02:00")))).toContain("There is no such time zone.");
  await reviewer.goto("/people");
  await postStep(reviewer, "set_timezone", { timezone: "UTC" });
  await expect(reviewer.locator("footer")).toContainText("Times are shown in UTC.");
  const output = (await eventsOf(product, "person", own)).filter(({ step }) => step === "set_timezone");
  expect(output.map(({ data }) => data.timezone)).toEqual(["Asia/Kathmandu", "UTC"]);
});

for (const javaScriptEnabled of [true, false])
  test(`a free time and Schedule: two clicks ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
    product,
    system,
  }) => {
    const beside = await scheduledIn(product, system, { from: 10, to: 70 });
    await freezeOn(product, system, "Quarter end");
    const id = await normalAt(product, system, "approved", { expectedMinutes: 45 });
    const operator = await as("operator-1", { javaScriptEnabled });
    await operator.goto(`/changes/CHG-${id}`);
    const form = stepForm(operator, "schedule");
    await expect(form.locator("[data-night]").first()).toContainText(`CHG-${beside}`);
    await expect(form.locator("[data-freezes]")).toContainText("Quarter end");
    const slots = form.locator("a[data-start]");
    await expect(slots).toHaveCount(3);
    const start = (await slots.nth(1).getAttribute("data-start")) ?? "";
    await slots.nth(1).click();
    await expect(form.locator("[name=windowStart]")).toHaveValue(start);
    const end = new Date(Date.parse(`${start}Z`) + 45 * 60_000).toISOString().slice(0, 16);
    await expect(form.locator("[name=windowEnd]")).toHaveValue(end);
    await takeStep(operator, "schedule", {}, "scheduled");
    const sql = await product.sql("app");
    const [row] = await sql`select window_start, window_end from changes where id = ${id}`;
    expect([row?.window_start, row?.window_end]).toEqual([new Date(`${start}Z`), new Date(`${end}Z`)]);
  });

test("an end that stays empty is the start and the expected minutes", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "approved", { expectedMinutes: 25 });
  const operator = await as("operator-1", { javaScriptEnabled: false });
  await operator.goto(`/changes/CHG-${id}`);
  await expect(stepForm(operator, "schedule")).toContainText("Leave empty for 25 min after the start");
  await takeStep(operator, "schedule", { windowStart: local(60), windowEnd: "" }, "scheduled");
  const sql = await product.sql("app");
  const [row] =
    await sql`select window_end - window_start = interval '25 minutes' as expected from changes where id = ${id}`;
  expect(row?.expected).toBe(true);
  await operator.goto(`/changes/CHG-${await normalAt(product, await newSystem(product), "approved")}`);
  await postStep(operator, "schedule", { windowStart: local(60), windowEnd: "" });
  await expect(stepForm(operator, "schedule").locator("[name=windowEnd]")).toHaveAttribute("aria-invalid", "true");
});
