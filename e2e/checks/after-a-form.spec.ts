import type { Locator } from "@playwright/test";
import { normalAt } from "../change-fixtures";
import { facts } from "../changes";
import { postStep, stepButton, stepForm } from "../forms";
import { stepsOf } from "../ledger";
import { expect, test } from "../test";

// Has the format of a real token, and is none.
const credential = ["ghp", "_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("");

test("a form that the server refuses comes back with its errors first, in the order of its fields", async ({
  as,
  system,
}) => {
  const page = await as("operator-1");
  await page.goto("/changes/new/normal");
  await postStep(page, "draft", {
    title: "Block a scanner",
    category: "security settings",
    systems: String(system.id),
    ...facts,
    what: `With ${credential}.`,
    rollbackPlan: `Take ${credential} away.`,
  });
  await expect(page).toHaveTitle(/^Error: New normal change/);
  const errors = page.getByRole("alert").getByRole("link");
  await expect(errors).toHaveText([/^What: /, /^Rollback plan: /]);
  await expectFocus(page.getByRole("alert").first());
  await errors.last().press("Enter");
  await expect(page.locator("[name=rollbackPlan]")).toBeInViewport();
});

test("the same without JavaScript", async ({ as }) => {
  const page = await as("operator-1", { javaScriptEnabled: false });
  await page.goto("/changes/new/normal");
  await postStep(page, "draft", { expectedMinutes: "99999" });
  await expect(page).toHaveTitle(/^Error: New normal change/);
  const errors = page.getByRole("alert").getByRole("link");
  await expect(errors).toHaveText([/Title/, /Category/, /Systems/, /Expected duration/]);
  await expectFocus(page.getByRole("alert").first());
});

for (const javaScriptEnabled of [true, false])
  test(`after a step the page says what was recorded and what is next, JavaScript ${javaScriptEnabled}`, async ({
    as,
    product,
    system,
  }) => {
    const id = await normalAt(product, system, "submitted");
    const page = await as("reviewer-1", { javaScriptEnabled });
    await page.goto(`/changes/CHG-${id}`);
    await postStep(page, "review");
    const recorded = page.getByRole("status").filter({ hasText: "Recorded: you reviewed it. Next: Approve" });
    await expect(recorded).toBeVisible();
    const other = await as("operator-2", { javaScriptEnabled });
    await other.goto(`/changes/CHG-${id}`);
    await expect(other.getByText("Recorded:")).toHaveCount(0);
  });

for (const javaScriptEnabled of [true, false])
  test(`after a reported failure the rollback plan has the focus, until a step is refused, JavaScript ${javaScriptEnabled}`, async ({
    as,
    product,
    system,
  }) => {
    const page = await as("operator-2", { javaScriptEnabled });
    await page.goto(`/changes/CHG-${await normalAt(product, system, "executed")}`);
    await postStep(page, "fail", { reason: "It dropped good requests." });
    const plan = page.getByRole("region", { name: "The change failed" });
    await expect(plan).toBeFocused();
    await expect(plan.getByRole("heading")).toBeInViewport();
    await postStep(page, "note", { comment: `Tried ${credential}.` });
    await expectFocus(page.getByRole("alert").first());
    const reader = await as("reviewer-1", { javaScriptEnabled });
    await reader.goto(page.url());
    await expect(reader.getByRole("region", { name: "The change failed" })).not.toBeFocused();
  });

test("a form that cannot be sent says so, keeps what was typed, and can be sent again", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("reviewer-1", {});
  await page.goto(`/changes/CHG-${id}`);
  const form = stepForm(page, "note");
  await form.locator("[name=comment]").fill("Written in a tunnel.");
  await page.context().setOffline(true);
  await stepButton(page, "note").click();
  await expect(form.getByRole("alert")).toContainText("Windlass could not be reached.");
  await expect(form.locator("[name=comment]")).toHaveValue("Written in a tunnel.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await page.context().setOffline(false);
  await postStep(page, "note");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

test("a form is sent once, however often its button is pressed, and says that it is being sent", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("reviewer-1", {});
  await page.goto(`/changes/CHG-${id}`);
  const form = stepForm(page, "review");
  let sent = 0;
  let released = () => {};
  const held = new Promise<void>((resolve) => {
    released = resolve;
  });
  await page.route("**/healthz", async (route) => {
    await held;
    await route.continue();
  });
  page.on("request", (request) => {
    if (request.method() === "POST") sent += 1;
  });
  const button = stepButton(page, "review");
  await button.click();
  await expect(form.getByRole("status")).toHaveText("Sending");
  for (let times = 0; times < 3; times += 1) await button.click();
  released();
  await expect(page.getByRole("status").filter({ hasText: "Recorded: you reviewed it." })).toBeVisible();
  expect(sent).toBe(1);
});

test("with forced colours exactly one tab is marked", async ({ as }) => {
  const page = await as("operator-1");
  await page.emulateMedia({ forcedColors: "active" });
  for (const [path, name] of [
    ["/changes", "Windlass"],
    ["/incidents", "Which incidents"],
    ["/calendar", "View"],
  ] as const) {
    await page.goto(path);
    const links = page.getByRole("navigation", { name, exact: true }).first().getByRole("link");
    const looks = await links.evaluateAll((all) =>
      all.map((link) => {
        const { borderBottomColor, borderLeftColor, backgroundColor } = getComputedStyle(link);
        return `${borderBottomColor} ${borderLeftColor} ${backgroundColor}`;
      }),
    );
    const marked = looks.filter((look) => looks.filter((other) => other === look).length === 1);
    expect(marked, `${path} ${name}: ${looks.join("; ")}`).toHaveLength(1);
    expect(new Set(looks).size).toBe(2);
  }
});

/** The container has the focus, so that screen readers announce it. */
const expectFocus = (alert: Locator) =>
  expect.poll(() => alert.evaluate((each) => each.parentElement === document.activeElement)).toBe(true);

test("what is typed into a draft is autosaved, and its address restores it", async ({ as }) => {
  const page = await as("operator-1");
  await page.clock.install();
  await page.goto("/changes/new/normal");
  await page.getByLabel("Title").fill("Half a thought");
  await expect(page.locator("form[data-autosave] [data-autosaved]")).toHaveCount(1);
  await expect(async () => {
    await page.clock.fastForward(21_000);
    await expect(page.getByText(/^Autosaved at/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Half a thought");
});
