import type { Page } from "@playwright/test";
import { declare, facts } from "../changes";
import { buttonOf, fill, formOf, post, take } from "../forms";
import { expect, test } from "../test";

const day = 24 * 3_600_000;
const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

// Two operators are always on call by the seed; nobody else is.
test("who takes over is the primary; who acts without being on call explains it, and the report lists it", {
  tag: "@once",
}, async ({ as, system }) => {
  const reviewer = await as("reviewer-1");
  const first = await declare(reviewer, system);
  await expect(reviewer.locator("main")).toContainText(/Reviewer One was not on call then: Operator .* \(primary\)/);
  await take(reviewer, "finish", { actual: "It answers again." }, "executed");
  await fill(formOf(reviewer, "document"), facts);
  await expect(formOf(reviewer, "document").locator("[name=explanation]")).toHaveAttribute("required", "");
  await take(reviewer, "document", { ...facts, explanation: "I was nearest." }, "documented");

  await reviewer.goto("/on-call");
  await post(reviewer, "take_on_call");
  await expect(nowSection(reviewer)).toContainText("Reviewer One");
  const second = await declare(reviewer, system);
  await expect(reviewer.locator("main")).toContainText("Reviewer One was on call then (primary)");
  await reviewer.goto("/on-call");
  const taken = reviewer.getByRole("article", { name: "Take-over" }).first();
  await taken.getByText("Withdraw “Take-over”").click();
  await taken.locator("[name=reason]").fill("The one on call is awake.");
  await taken.locator("button[name=step][value=withdraw_shifts]").click();
  await expect(nowSection(reviewer)).not.toContainText("Reviewer One");

  await reviewer.goto("/report");
  const exceptions = reviewer.getByRole("row", { name: /Reviewer One was not on call then/ });
  await expect(exceptions.filter({ hasText: first.split("/").at(-1) })).toContainText("The documentation explains it.");
  await expect(exceptions.filter({ hasText: second.split("/").at(-1) })).toHaveCount(0);
});

test("a rotation is previewed and placed; a calendar file is read, its strangers named, and placed", {
  tag: "@once",
}, async ({ as, product }) => {
  const page = await as("ops-lead-2");
  const sql = await product.sql("owner");
  const [lead] = await sql`select id from people where name = 'Ops Lead Two'`;
  await page.goto("/on-call");
  await page.getByText("Place a rotation", { exact: true }).click();
  const asked = page.locator("#rotation form").first();
  await asked.getByLabel("Turn 1").selectOption(String(lead?.id));
  await fill(asked, { first: "2030-03-25T09:00", zone: "Europe/Berlin", days: "7", turns: "2", tier: "secondary" });
  await asked.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("#rotation")).toContainText("25 Mar 2030, 08:00 to 1 Apr 2030, 07:00 UTC");
  const rotation = page.locator("#rotation form").last();
  await rotation.locator("[name=name]").fill("Leads of 2030");
  await rotation.locator("button[name=step]").click();
  await expect(page.getByRole("article", { name: "Leads of 2030" })).toContainText("Ops Lead Two");

  const event = (summary: string, more: string, from: number) =>
    `BEGIN:VEVENT\r\nUID:${from}\r\nSUMMARY:${summary}\r\n${more}DTSTART:${stamp(from)}\r\nDTEND:${stamp(from + day)}\r\nEND:VEVENT\r\n`;
  const ics = [
    event("On Call - Jane Doe", "", Date.now() + 1000 * day),
    event("On Call - Ops Lead Two", "ATTENDEE:mailto:ops-lead-2@demo.windlass.invalid\r\n", Date.now() + 1001 * day),
    event("On Call - Jane Doe", "", Date.now() - 9 * day),
  ].join("");
  await send(page, "schedule.ics", `BEGIN:VCALENDAR\r\n${ics}END:VCALENDAR\r\n`);
  const imported = page.locator("#import");
  await expect(imported).toContainText("“Jane Doe” (not matched)");
  await expect(imported).toContainText("1 shift of the file is over and left out.");
  const form = imported.locator("form").filter({ has: buttonOf(page, "place_shifts") });
  await form.getByLabel("Who is “Jane Doe”?").selectOption(String(lead?.id));
  await form.locator("button[name=step]").click();
  await expect(page.getByRole("article", { name: "schedule" })).toContainText("Ops Lead Two");

  await send(page, "holiday.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  await expect(imported).toContainText("There is no shift in this file.");
});

const nowSection = (page: Page) => page.getByRole("region", { name: "Now" });

async function send(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/on-call");
  await page.getByText("Import a calendar file", { exact: true }).click();
  const file = { name, mimeType: "text/calendar", buffer: Buffer.from(text) };
  await page.locator("#import input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Preview the file" }).click();
}
