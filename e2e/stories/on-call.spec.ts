import type { Page } from "@playwright/test";
import { declare, facts } from "../changes";
import { fillForm, postStep, stepButton, stepForm, takeStep } from "../forms";
import { Product } from "../product";
import { openSession } from "../sessions";
import { expect, test } from "../test";

const dayMs = 24 * 3_600_000;
const icsTime = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

// By the seed only the two operators are on call.
test("who takes over is the primary; who acts without being on call explains it, and the report lists it", {
  tag: "@once",
}, async ({ as, system }) => {
  const reviewer = await as("reviewer-1");
  const first = await declare(reviewer, system);
  await expect(reviewer.locator("main")).toContainText(/Reviewer One was not on call then: Operator .* \(primary\)/);
  await takeStep(reviewer, "finish", { actual: "It answers again." }, "executed");
  await fillForm(stepForm(reviewer, "document"), { ...facts, category: "DNS" });
  await expect(stepForm(reviewer, "document").locator("[name=explanation]")).toHaveAttribute("required", "");
  await takeStep(reviewer, "document", { ...facts, category: "DNS", explanation: "I was nearest." }, "documented");

  await reviewer.goto("/on-call");
  await postStep(reviewer, "take_on_call");
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
  const rotationForm = page.locator("#rotation form").first();
  await rotationForm.getByLabel("Turn 1").selectOption(String(lead?.id));
  await fillForm(rotationForm, {
    first: "2030-03-25T09:00",
    zone: "Europe/Berlin",
    days: "7",
    turns: "2",
    tier: "secondary",
  });
  await rotationForm.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("#rotation")).toContainText("25 Mar 2030, 08:00 to 1 Apr 2030, 07:00 UTC");
  const rotation = page.locator("#rotation form").last();
  await rotation.locator("[name=name]").fill("Leads of 2030");
  await rotation.locator("button[name=step]").click();
  await expect(page.getByRole("article", { name: "Leads of 2030" })).toContainText("Ops Lead Two");

  const event = (summary: string, more: string, from: number) =>
    `BEGIN:VEVENT\r\nUID:${from}\r\nSUMMARY:${summary}\r\n${more}DTSTART:${icsTime(from)}\r\nDTEND:${icsTime(from + dayMs)}\r\nEND:VEVENT\r\n`;
  const ics = [
    event("On Call - Jane Doe", "", Date.now() + 1000 * dayMs),
    event("On Call - Ops Lead Two", "ATTENDEE:mailto:ops-lead-2@demo.windlass.invalid\r\n", Date.now() + 1001 * dayMs),
    event("On Call - Jane Doe", "", Date.now() - 9 * dayMs),
  ].join("");
  await previewFile(page, "schedule.ics", `BEGIN:VCALENDAR\r\n${ics}END:VCALENDAR\r\n`);
  const imported = page.locator("#import");
  await expect(imported).toContainText("“Jane Doe” (not matched)");
  await expect(imported).toContainText("1 shift of the file is over and left out.");
  const form = imported.locator("form").filter({ has: stepButton(page, "place_shifts") });
  await form.getByLabel("Who is “Jane Doe”?").selectOption(String(lead?.id));
  await form.locator("button[name=step]").click();
  await expect(page.getByRole("article", { name: "schedule" })).toContainText("Ops Lead Two");

  await previewFile(page, "holiday.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  await expect(imported).toContainText("no shifts");
});

// Read in Berlin by whoever has chosen that zone, as the site's own.
const cases = [
  ["cancelled-turn", ["1 Dec 2026, 08:00 to 2 Dec 2026, 08:00 CET", "15 Dec 2026, 08:00 to 16 Dec 2026, 08:00 CET"]],
  ["exdate-in-utc", ["1 Dec 2026, 08:00 to 2 Dec 2026, 08:00 CET", "15 Dec 2026, 08:00 to 16 Dec 2026, 08:00 CET"]],
  ["two-calendars", ["8 Dec 2026, 09:00 to 21:00 CET", "9 Dec 2026, 09:00 to 21:00 CET"]],
  ["unknown-zone", ["7 Dec 2026, 14:00 to 8 Dec 2026, 02:00 CET"]],
  ["duration-over-dst", ["27 Mar 2027, 20:00 CET to 28 Mar 2027, 09:00 CEST"]],
  ["seconds", ["8 Dec 2026, 01:00 to 9 Dec 2026, 01:00 CET", "9 Dec 2026, 01:00 to 10 Dec 2026, 01:00 CET"]],
  ["older-sequence", ["9 Dec 2026, 09:00 to 21:00 CET"]],
  ["declined-and-room", ["8 Dec 2026, 09:00 to 21:00 CET"]],
] as const;

test("files of calendar programs are read as they mean it, by the site's clock", { tag: "@once" }, async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const berlin = await Product.start({ SITE_TIMEZONE: "Europe/Berlin" });
  try {
    const sql = await berlin.sql("owner");
    // The files are of December 2026.
    await sql`update installation set clock_offset = '2026-11-29T12:00:00Z'::timestamptz - clock_timestamp()`;
    const page = await browser.newPage({ baseURL: berlin.url });
    const value = await openSession(berlin, "ops-lead-1");
    await page.context().addCookies([{ name: "windlass-session", value, url: berlin.url }]);
    for (const [name, shifts] of cases) {
      await previewCaseFile(page, "/on-call", `roster-${name}.ics`);
      const shown = page.locator("#import ol li");
      await expect(shown, name).toHaveCount(shifts.length);
      for (const [index, words] of shifts.entries()) await expect(shown.nth(index), name).toContainText(words);
    }
    await expect(page.locator("#import")).toContainText("Operator Two");
    await expect(page.locator("#import")).not.toContainText("Operator One,");
    for (const [name, system] of [
      ["systems-windows-1252.csv", "Gebäudeleitserver of Müller & Söhne GmbH"],
      ["systems-utf16-tabs.txt", "Büro of Müller AG"],
      ["systems-sep-line.csv", "dns-x of Acme"],
    ] as const) {
      await previewCaseFile(page, "/systems", name);
      await expect(page.locator("#import"), name).toContainText("1 row will be registered");
      await expect(page.locator("#import"), name).toContainText(system);
    }
  } finally {
    await berlin.remove();
  }
});

test("a schedule that is imported again says what is held, and replaces it", { tag: "@once" }, async ({
  as,
  product,
}) => {
  const page = await as("ops-lead-2");
  const sql = await product.sql("owner");
  const title = `again-${Date.now()}`;
  const from = (Math.floor(Date.now() / dayMs) + 1500) * dayMs;
  const file = (first: string, second: string) =>
    `BEGIN:VCALENDAR\r\n${[first, second]
      .map(
        (who, index) =>
          `BEGIN:VEVENT\r\nUID:${index}\r\nSUMMARY:On Call - ${who}\r\nDTSTART:${icsTime(from + index * dayMs)}\r\nDTEND:${icsTime(from + (index + 1) * dayMs)}\r\nEND:VEVENT\r\n`,
      )
      .join("")}END:VCALENDAR\r\n`;
  const placeShifts = () =>
    page
      .locator("#import form")
      .filter({ has: stepButton(page, "place_shifts") })
      .locator("button[name=step]")
      .click();
  const onCall = () =>
    sql`select p.name from shifts s join people p on p.id = s.person_id join rosters r on r.id = s.roster_id
      where r.name = ${title} and upper(s.during) > windlass_now() order by lower(s.during)`;
  await previewFile(page, `${title}.ics`, file("Ops Lead One", "Ops Lead Two"));
  await expect(page.locator("#import").getByRole("checkbox", { name: /^Replace/ })).toHaveCount(0);
  await placeShifts();
  await expect(page.getByRole("article", { name: title })).toBeVisible();
  await previewFile(page, `${title}.ics`, file("Ops Lead Two", "Ops Lead Two"));
  const held = page.getByRole("group", { name: "Others are on call in these hours" });
  await expect(held).toContainText("2 shifts of Ops Lead One and Ops Lead Two");
  await expect(held.getByRole("checkbox", { name: `Replace “${title}”` })).toBeChecked();
  await placeShifts();
  await expect(page.getByRole("article", { name: title })).toHaveCount(2);
  expect((await onCall()).map(({ name }) => name)).toEqual(["Ops Lead Two", "Ops Lead Two"]);
  await expect(page.getByRole("article", { name: title }).last()).toContainText(`Replaced by “${title}”.`);
});

const nowSection = (page: Page) => page.getByRole("region", { name: "Now" });

async function previewCaseFile(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await page.getByText(/^Import a (calendar|CSV) file$/).click();
  await page.locator("#import input[type=file]").setInputFiles(`testing/cases/${name}`);
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(/kept=/);
}

async function previewFile(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/on-call");
  await page.getByText("Import a calendar file", { exact: true }).click();
  const file = { name, mimeType: "text/calendar", buffer: Buffer.from(text) };
  await page.locator("#import input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Preview the file" }).click();
}
