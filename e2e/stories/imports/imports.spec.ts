import { randomBytes } from "node:crypto";
import { choosePast, pastOf, postStep, unfold } from "../../forms";
import { expect, test } from "../../test";

const uniqueName = () => randomBytes(4).toString("hex");

const exportOf = (mark: string) =>
  [
    "number;short_description;state;company;requested_by;start_date;end_date;close_notes",
    `CHG-${mark}-1;Replace the relay ${mark};Closed;harbour bank;Requester One;2025-02-03 20:00:00;2025-02-03 22:00:00;Went well`,
    `CHG-${mark}-2;Raise the limit ${mark};Closed;Nobody Ltd;Requester Two;2025-10-26 02:30:00;;`,
    `CHG-${mark}-3;Note the key ${mark};Closed;;;;;password: hunter22hunter22`,
    `CHG-${mark}-4;=cmd|' /C calc'!A0 <b>${mark}</b>;Closed;;;2025-02-05 10:00:00;2025-02-05 11:00:00;`,
  ].join("\r\n");

test("a past is mapped, previewed, imported without what cannot be read, found, and withdrawn", async ({ as }) => {
  const lead = await as("ops-lead-1");
  const mark = uniqueName();
  await choosePast(lead, "past.csv", exportOf(mark));
  const main = lead.locator("main");
  await expect(main).toContainText("Nothing is imported yet.");
  await lead.locator("[name=zone]").fill("Europe/Berlin");
  await lead.getByRole("button", { name: "Preview with this mapping" }).click();
  await expect(main).toContainText("2 rows can be read, 2 rows cannot.");
  await expect(main).toContainText(/Row 3: Planned start .* comes twice on that day in/);
  await expect(main).toContainText("Row 4: It has something that looks like a credential.");
  await expect(lead.locator("[name=column-title]")).toHaveValue("short_description");
  await expect(lead.locator("[name=column-outcome]")).toHaveValue("close_notes");

  await lead.locator("[name=column-outcome]").selectOption("");
  await lead.locator("[name=zone]").fill("UTC");
  await lead.getByRole("button", { name: "Preview with this mapping" }).click();
  await expect(main).toContainText("4 rows can be read, 0 rows cannot.");
  await lead.locator("[name=column-outcome]").selectOption("close_notes");
  await lead.getByRole("button", { name: "Preview with this mapping" }).click();
  await expect(main).toContainText("3 rows can be read, 1 row cannot.");

  await lead.getByRole("button", { name: "Import 3 records" }).click();
  await expect(main).toContainText("Some rows cannot be read.");
  await lead.getByRole("checkbox", { name: "Leave out the 1 row that cannot be read" }).check();
  await lead.getByRole("button", { name: "Import 3 records" }).click();
  await expect(lead.getByRole("heading", { level: 1, name: /^Import IMP-\d+ from ServiceNow$/ })).toBeVisible();
  await expect(main).toContainText(pastOf("import_past"));
  await expect(main).toContainText("Title: “short_description”");
  await expect(main).toContainText("Row 4: It has something that looks like a credential.");
  const address = lead.url();

  for (const account of ["operator-1", "auditor-1"] as const) {
    const reader = await as(account);
    await reader.goto("/changes");
    await reader.getByRole("link", { name: "Search imported records" }).click();
    await reader.getByRole("searchbox", { name: "Search imported records" }).fill(`relay ${mark}`);
    await reader.getByRole("main").getByRole("button", { name: "Search" }).click();
    await expect(reader.getByRole("table", { name: "Imported records" })).toContainText(`ServiceNow CHG-${mark}-1`);
    await reader.getByRole("link", { name: /^IMP-\d+-1$/ }).click();
    await expect(reader.locator("main")).toContainText("Imported record: it did not go through this policy");
    await expect(reader.locator("main")).toContainText("Requester One");
    await expect(reader.getByRole("link", { name: "harbour bank" })).toHaveAttribute("href", /^\/systems\?client=\d+$/);
    await expect(reader.locator("main [data-status], main[data-status], main form")).toHaveCount(0);
    await reader.goto(address);
    await expect(reader.locator("main")).toContainText(`=cmd|' /C calc'!A0 <b>${mark}</b>`);
    await expect(reader.getByText("Withdraw this import")).toHaveCount(0);
    await reader.goto("/imports/new");
    await expect(reader.locator("main form")).toHaveCount(0);
  }

  const auditor = await as("auditor-1");
  const shown = auditor.getByRole("link", { name: `Replace the relay ${mark}` });
  for (const view of ["month", "week", "agenda"]) {
    await auditor.goto(`/calendar?view=${view}&date=2025-02-03&zone=UTC`);
    await expect(shown).toHaveCount(0);
    await auditor.goto(`/calendar?view=${view}&date=2025-02-03&zone=UTC&imported=1`);
    await expect(shown).toContainText("Imported:");
    await expect(auditor.locator(`[data-status]:has-text("${mark}")`)).toHaveCount(0);
  }
  await auditor.goto("/report?from=2025-02-01&to=2025-02-28");
  const part = auditor.getByRole("region", { name: "Imported records (outside this policy)" });
  await expect(part).toContainText(`ServiceNow CHG-${mark}-1`);
  await expect(auditor.getByRole("region", { name: "What this report covers" })).not.toContainText(mark);
  const file = await auditor.request.get("/report/imported.csv?from=2025-02-01&to=2025-02-28");
  expect(file.headers()["content-disposition"]).toContain("imported-records-2025-02");
  expect(await file.text()).toContain(`'=cmd|`);
  expect(await file.text()).toContain(`Replace the relay ${mark}`);
  const changes = await auditor.request.get("/report.csv?from=2025-02-01&to=2025-02-28");
  expect(await changes.text()).not.toContain(mark);

  await choosePast(lead, "past.csv", exportOf(mark));
  await lead.getByRole("checkbox", { name: /^Leave out/ }).check();
  await lead.getByRole("button", { name: /^Import \d+ records$/ }).click();
  await expect(main).toContainText("This file was already imported, as IMP-");

  await lead.goto(address);
  await unfold(lead, "withdraw_import");
  await postStep(lead, "withdraw_import", { reason: "It was the wrong export." });
  await expect(main).toContainText("This import was withdrawn");
  await expect(main).toContainText("It was the wrong export.");
  await expect(main.locator("s").first()).toBeVisible();
  await lead.goto(`/imports?q=${mark}`);
  await expect(main).toContainText("No imported records match this search.");
  await auditor.goto("/calendar?date=2025-02-03&zone=UTC&imported=1");
  await expect(shown).toHaveCount(0);
  await auditor.goto("/report?from=2025-02-01&to=2025-02-28");
  await expect(auditor.locator("main")).not.toContainText(mark);
});

test("ten thousand rows are imported at once", { tag: "@once" }, async ({ as, product }) => {
  const lead = await as("ops-lead-1");
  const mark = uniqueName();
  const rows = Array.from(
    { length: 10_000 },
    (_, n) => `${mark}-${n},Title ${n} of ${mark},2025-03-04 10:00,${"Went well. ".repeat(20)}`,
  );
  await choosePast(lead, "past.csv", ["number,short_description,start_date,close_notes", ...rows].join("\n"));
  await lead.getByRole("button", { name: "Import 10,000 records" }).click();
  await expect(lead.getByRole("heading", { level: 1, name: /^Import IMP-\d+ from ServiceNow$/ })).toBeVisible();
  await expect(lead.getByRole("region", { name: /^Records/ })).toContainText(`${mark}-0`);
  await lead.getByRole("link", { name: "Next page" }).click();
  await expect(lead.getByRole("region", { name: /^Records/ })).toContainText(`${mark}-50`);
  const sql = await product.sql("owner");
  const [counted] =
    await sql`select count(*)::int as count from imported_records where foreign_number like ${`${mark}-%`}`;
  expect(counted?.count).toBe(10_000);
});

test("a file that is none is refused in words, and what is forged reaches nothing", { tag: "@once" }, async ({
  as,
}) => {
  const lead = await as("ops-lead-1");
  const error = lead.locator("main");
  await choosePast(lead, "past.json", "[1, 2");
  await expect(error).toContainText("The file is no list of objects in JSON.");
  await choosePast(lead, "past.csv", "number,title\n");
  await expect(error).toContainText("The file has no rows.");
  await choosePast(
    lead,
    "noise.csv",
    `number,title\n${Array.from({ length: 4000 }, (_, n) => `${n},${randomBytes(600).toString("base64")}`).join("\n")}`,
  );
  await expect(error).toContainText("The file holds too much to be saved until you import it.");
  await choosePast(lead, "big.csv", Buffer.alloc(10_050_000, "x"));
  await expect(error).toContainText("The file is larger than 10 MB.");
  await choosePast(
    lead,
    "past.json",
    JSON.stringify({ issues: [{ key: "OPS-1", fields: { summary: "Move it" } }] }),
    "jira",
  );
  await expect(error).toContainText("1 row can be read, 0 rows cannot.");
  const theirs = new URL(lead.url()).search;
  const operator = await as("operator-1");
  for (const path of ["/imports/upload", "/imports/mapping"]) {
    const answer = await operator.request.post(path, {
      multipart: { file: "x" },
      headers: { Origin: new URL(operator.url()).origin },
    });
    expect(answer.status()).toBe(403);
  }
  const other = await as("ops-lead-2");
  await other.goto(`/imports/new${theirs}`);
  await expect(other.locator("main")).toContainText("Uploaded files expire after a day");
});
