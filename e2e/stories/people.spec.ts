import { createHash, randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { normalAt } from "../change-fixtures";
import { missing, onlyWhoCan, postStep, stepButton, stepForm } from "../forms";
import { axeViolations } from "../page-checks";
import type { Product } from "../product";
import { openSession } from "../sessions";
import { expect, test } from "../test";

/** Signs somebody in as the sign-in callback does: with a name, an address and a subject of the test's choice. */
async function signInNew(
  product: Product,
  subject: string,
  name: string,
  email: string,
): Promise<{ id: number; token: string }> {
  const token = randomBytes(32).toString("base64url");
  const sql = await product.sql("signin");
  const roles = ["operator", "reviewer"];
  const [row] =
    await sql`select sign_in('demo', ${subject}, ${name}, ${email}, ${roles}, null, ${createHash("sha256").update(token).digest()}) as id`;
  return { id: Number(row?.id), token };
}

const useSession = (page: Page, product: Product, token: string) =>
  page
    .context()
    .addCookies([{ name: "windlass-session", value: token, url: product.url, httpOnly: true, sameSite: "Lax" }]);

test("who left is deactivated by a lead with a reason, cannot come in any more, and is named nowhere", async ({
  as,
  product,
  system,
}) => {
  const leaver = await signInNew(product, "leaver-1", "Lena Leaver", "lena@demo.windlass.invalid");
  const theirs = await as();
  await useSession(theirs, product, leaver.token);
  await theirs.goto("/changes");
  await expect(theirs).toHaveURL(/\/changes$/);

  const operator = await as("operator-2");
  await operator.goto("/people");
  await expect(stepButton(operator, "deactivate")).toHaveCount(0);

  const lead = await as("ops-lead-1", { javaScriptEnabled: false });
  await lead.goto("/people");
  const row = lead.getByRole("row").filter({ hasText: "Lena Leaver" });
  await expect(
    lead.getByRole("row").filter({ hasText: "Ops Lead One" }).locator("button[value=deactivate]"),
  ).toHaveCount(0);
  await row.getByText("Deactivate Lena Leaver").click();
  await row.locator("[name=reason]").fill(" ");
  await row.locator("button[value=deactivate]").click();
  await expect(lead.locator("main")).toContainText(missing("deactivate", "reason"));
  await row.locator("[name=reason]").fill("Left the company.");
  await row.locator("button[value=deactivate]").click();
  await expect(row).toContainText(/deactivated \d/);

  await theirs.goto("/changes");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.goto("/sign-in?reason=deactivated");
  await expect(theirs.locator("main")).toContainText("Ask an operations lead to reactivate it");

  const id = await normalAt(product, system, "submitted");
  await operator.goto(`/changes/CHG-${id}`);
  await expect(operator.locator("main")).not.toContainText("Lena Leaver");

  await row.getByText("Reactivate Lena Leaver").click();
  await row.locator("[name=reason]").fill("Came back.");
  await row.locator("button[value=reactivate]").click();
  await expect(row).not.toContainText(/deactivated \d/);
  // axe needs timers, and so JavaScript.
  const checked = await as("ops-lead-1", { javaScriptEnabled: true });
  await checked.goto("/people");
  expect(await axeViolations(checked)).toEqual([]);
});

test("a demo account that is deactivated is refused at the identity provider's door, with words", async ({
  as,
  product,
}) => {
  await openSession(product, "nobody-1");
  const sql = await product.sql("owner");
  const [nobody] = await sql`select id from people where subject = 'nobody-1'`;
  const lead = await as("ops-lead-2");
  await lead.goto(`/people?person=${nobody?.id}`);
  await lead.getByText("Deactivate Nobody One").click();
  await postStep(lead, "deactivate", { reason: "Never worked here." });
  const page = await as();
  await page.goto("/");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("button[name=account][value=nobody-1]").click();
  await expect(page).toHaveURL(/\/sign-in\?reason=deactivated/);
  await expect(page.locator("main")).toContainText("Your account in Windlass is deactivated");
  await lead.goto(`/people?person=${nobody?.id}`);
  await lead.getByText("Reactivate Nobody One").click();
  await postStep(lead, "reactivate", { reason: "A mistake." });
});

test("a second account with the address of another reviews nothing of it until a lead says that they are two people", async ({
  as,
  product,
  system,
}) => {
  const [one, two] = [
    await signInNew(product, "anna-1", "Anna Berg", "anna@demo.windlass.invalid"),
    await signInNew(product, "anna-2", "Anna Berg", "anna@demo.windlass.invalid"),
  ];
  const page = await as();
  await useSession(page, product, one.token);
  await page.goto("/changes/new/normal");
  const form = stepForm(page, "draft");
  await form.locator("[name=title]").fill("A record");
  for (const name of ["what", "why"]) await form.locator(`[name=${name}]`).fill("Add the record.");
  await form.locator("[name=rollbackPlan]").fill("Remove the record again, which restores the zone as it was.");
  await form.locator("[name=category]").selectOption("DNS");
  await form.locator(`[name=systems][value="${system.id}"]`).check();
  await stepButton(page, "draft").click();
  await page.waitForURL(/\/changes\/CHG-\d+$/);
  const path = new URL(page.url()).pathname;
  await postStep(page, "submit");

  const other = await as();
  await useSession(other, product, two.token);
  await other.goto(path);
  await expect(stepButton(other, "review")).toHaveCount(0);
  await expect(other.locator("main")).toContainText(onlyWhoCan("review", "change", "normal"));

  const lead = await as("ops-lead-1");
  await lead.goto("/");
  await expect(lead.locator("main")).toContainText("accounts have the same e-mail address");
  await lead.goto("/people");
  const pair = lead.getByRole("article").filter({ hasText: "anna-2" });
  await expect(pair).toContainText("Nobody has confirmed yet");
  await pair.getByText("They are two people").first().click();
  await pair
    .locator("form", { has: lead.locator("button[value=different_person]") })
    .locator("[name=reason]")
    .fill("I met both.");
  await pair.locator("button[value=different_person]").click();
  await expect(pair).toHaveCount(0);
  await other.goto(path);
  await expect(stepButton(other, "review")).toHaveCount(1);
  await expect(other.locator("main")).toContainText(`Anna Berg (account ${one.id})`);
});

test("systems of one name stand in the list of what a freeze covers, each with its client", async ({ as, product }) => {
  const lead = await as("ops-lead-1");
  for (const client of ["Twin A", "Twin B"]) {
    await lead.goto("/systems");
    await lead.getByText("Register a system").first().click();
    await postStep(lead, "register", { name: "Twin portal", client });
    await expect(lead.locator("main")).toContainText("Twin portal");
  }
  await lead.goto("/freezes");
  const options = await lead.locator("[name=covers] option").allTextContents();
  expect(options).toEqual(expect.arrayContaining(["Twin portal (Twin A)", "Twin portal (Twin B)"]));
  await lead.goto("/calendar");
  const filter = await lead.locator("select[name=system] option").allTextContents();
  expect(filter).toEqual(expect.arrayContaining(["Twin portal (Twin A)", "Twin portal (Twin B)"]));

  await lead.goto("/systems");
  await lead.getByText("Register a system").first().click();
  const register = stepForm(lead, "register");
  await register.locator("[name=name]").fill("TWIN\u00a0pоrtal");
  await register.locator("[name=client]").fill("Twin A");
  await stepButton(lead, "register").click();
  await expect(lead.locator("main")).toContainText("already registered for Twin A as “Twin portal”");
  await expect(register.locator("[name=name]")).toHaveValue("TWIN\u00a0pоrtal");
  expect(product.url).toContain("localhost");
});
