import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { draftNormal, facts } from "../changes";
import { makeFeed } from "../feeds";
import { fillForm, pastOf, postStep, stepButton, stepForm, unfold, unmetWords } from "../forms";
import { expect, test } from "../test";

const uniqueName = () => randomBytes(4).toString("hex");

test("a system is registered, changed, retired and managed again; only while it is managed a change touches it", async ({
  as,
  product,
}) => {
  const page = await as("operator-1");
  const name = `vault-${uniqueName()}`;
  await page.goto("/systems");
  await page.getByText("Register a system", { exact: true }).click();
  await postStep(page, "register", {
    ...{ name, client: "Harbour Bank", systemKind: "secrets", managedSince: "2026-01-01T08:00" },
    monitoringLinks: "https://grafana.example/d/1",
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("link", { name: "grafana.example", exact: true })).toHaveAttribute("rel", /noreferrer/);
  const address = page.url();
  const id = Number(new URL(address).searchParams.get("system"));

  await unfold(page, "amend_system");
  await postStep(page, "amend_system", { systemKind: "vault" });
  await expect(page.locator("main")).toContainText(`Operator One ${pastOf("amend_system")}`);
  await draftNormal(page, { id, name });

  await page.goto(address);
  await unfold(page, "retire_system");
  await postStep(page, "retire_system", { reason: "The contract ended." });
  await expect(page.locator("main")).toHaveAttribute("data-status", "retired");
  await expect(page.locator("main")).toContainText("The contract ended.");
  await page.goto("/changes/new/normal");
  await expect(page.locator(`[name=systems][value="${id}"]`)).toHaveCount(0);

  await page.goto(address);
  await unfold(page, "manage_again");
  await postStep(page, "manage_again", { reason: "A new contract." });
  await expect(page.locator("main")).toContainText("Anchor MSP manages it");
  const sql = await product.sql("owner");
  const events = await sql`select step from events where subject_type = 'system' and subject_id = ${id} order by seq`;
  expect(events.map(({ step }) => step)).toEqual(["register", "amend_system", "retire_system", "manage_again"]);
});

test("a file of systems is previewed, imported, reported row by row, and doubles nothing", async ({ as }) => {
  const page = await as("operator-2");
  const mark = uniqueName();
  const text = [
    "name,client,kind,managed since,managed until,owner,links",
    `dns-${mark},Client ${mark},dns,2026-01-01,,Operator Two,https://grafana.example/d/2`,
    `web-${mark},Client ${mark},,,,,`,
    `bad-${mark},Client ${mark},,soon,,,`,
    `,Client ${mark},,,,,`,
  ].join("\r\n");
  await previewFile(page, text);
  const part = page.locator("#import");
  await expect(part).toContainText("2 rows will be registered, 0 rows will be changed");
  await expect(part).toContainText(`New clients: Client ${mark}.`);
  await expect(part).toContainText(`Line 4, bad-${mark} of Client ${mark}: “Managed since” and`);
  await expect(part).toContainText("Line 5: The name is missing.");
  await importNow(page);
  await expect(part).toContainText("2 registered, 0 changed, 0 already registered, 2 not imported.");
  await previewFile(page, text);
  await expect(part).toContainText("0 rows will be registered, 0 rows will be changed, 2 rows already registered");
  await expect(part).toContainText("There is nothing to import.");
  await previewFile(page, text.replace(",dns,", ",resolver,"));
  await importNow(page);
  await expect(part).toContainText("0 registered, 1 changed, 1 already registered, 2 not imported.");
  await previewFile(page, "name,client,price\n");
  await expect(part).toContainText("The file has a column “price”");
});

test("an application deploy is no change: it is decided so, and a halt is offered", { tag: "@once" }, async ({
  as,
  system,
}) => {
  const page = await as("operator-1");
  await page.goto("/changes/new/normal");
  const form = stepForm(page, "draft");
  await fillForm(form, { title: "Deploy the shop", category: "configuration", systems: String(system.id), ...facts });
  await form.locator("[name=isApplicationDeploy]").check();
  await stepButton(page, "draft").click();
  const outOfScope = unmetWords("in_scope", { deploy: true, systems: [system.name] });
  await expect(page.locator("main")).toContainText(outOfScope);
  await expect(page.getByRole("link", { name: "Halt deploys of Harbour Bank" })).toHaveAttribute(
    "href",
    /^\/halts\?client=\d+$/,
  );
  await expect(form.locator("[name=title]")).toHaveValue("Deploy the shop");
  await page.goto("/systems");
  const decided = page.getByRole("region", { name: "Decided out of scope" });
  await expect(decided).toContainText(outOfScope);
});

test("a client's pages, files and feed hold nothing of another client", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const page = await as("operator-1");
  const mark = `MARK${uniqueName()}`;
  const sql = await product.sql("owner");
  const [theirs] = await sql`
    insert into events (subject_type, step, person_id, received_at, loaded, input)
    select 'system', 'register', id, windlass_now() - interval '60 days', true, ${sql.json({ client: `${mark} client`, name: `${mark} system` })}
    from people where subject = 'operator-1' returning subject_id as id`;
  const path = await draftNormal(page, system, { title: `${mark} title`, what: `${mark} what` });
  await page.goto(`${path}/edit`);
  await postStep(page, "edit", { systems: String(theirs?.id) });
  await postStep(page, "note", { comment: `${mark} note` });
  const [client] = await sql`select client_id as id from systems where id = ${system.id}`;
  const [feed, number] = [await makeFeed(page, "Of a client"), path.split("/").at(-1) ?? ""];
  const of = `client=${client?.id}`;
  for (const view of [`/changes?${of}`, `/report?${of}&sheets=all`, `/calendar?${of}`, `/calendar?view=agenda&${of}`]) {
    await page.goto(view);
    expect((await page.content()).includes(mark), view).toBe(false);
  }
  await page.goto(`/changes?${of}`);
  await expect(page.getByRole("row", { name: new RegExp(number) })).toContainText("another client");
  for (const file of [`/report.csv?${of}`, `/report.json?${of}`]) {
    const text = await (await page.request.get(file)).text();
    expect([text.includes(number), text.includes(mark)], file).toEqual([true, false]);
  }
  expect((await (await fetch(`${feed}&${of}`)).text()).includes(mark)).toBe(false);
  await page.goto("/changes");
  await expect(page.getByRole("row", { name: new RegExp(number) })).toContainText(`${mark} title`);
});

async function previewFile(page: Page, text: string): Promise<void> {
  await page.goto("/systems");
  await page.getByText("Import a CSV file", { exact: true }).click();
  const file = { name: "systems.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("#import input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(/kept=/);
}

async function importNow(page: Page): Promise<void> {
  const preview = page.url();
  await page.getByRole("button", { name: /^Import \d+ system/ }).click();
  await expect(page).not.toHaveURL(preview);
}
