import { calendarBar, calendarDay, nextWednesday, shownNumbers } from "../calendar-days";
import { emergencyAt, freezeOn, normalAt, scheduledFor, scheduledIn } from "../change-fixtures";
import { expectStatus, fillForm, takeStep } from "../forms";
import { expect, test } from "../test";

test("month, week and agenda hold the same windows as the database", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const day = nextWednesday();
  await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:30`]);
  await scheduledFor(product, system, [`${day}T22:00`, `${nextWednesday(1)}T02:00`]);
  await normalAt(product, system, "closed");
  await normalAt(product, system, "cancelled");
  const running = await emergencyAt(product, system);
  const sql = await product.sql("app");
  const operator = await as("operator-2");
  for (const view of ["month", "week", "agenda"])
    for (const date of [new Date().toISOString().slice(0, 10), day]) {
      await operator.goto(`/calendar?view=${view}&date=${date}&system=${system.id}&zone=UTC`);
      const days = await operator
        .locator("[data-date]")
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-date") ?? "").sort());
      // The agenda lists only days with items, of two weeks.
      const [from, to] = view === "agenda" ? [date, after(date, 14)] : [days[0] ?? date, after(days.at(-1) ?? date, 1)];
      const rows = await sql`
        select number from changes join change_systems on change_id = id and system_id = ${system.id}
        where status not in ('cancelled', 'rejected') and (
          (window_start < ${`${to}T00:00:00Z`}::timestamptz and window_end > ${`${from}T00:00:00Z`}::timestamptz)
          or (type = 'emergency' and started_at < ${`${to}T00:00:00Z`}::timestamptz and coalesce(ended_at, now()) > ${`${from}T00:00:00Z`}::timestamptz))`;
      expect(await shownNumbers(operator), `${view} of ${date}`).toEqual(rows.map(({ number }) => number).sort());
    }
  await operator.goto(`/calendar?view=month&system=${system.id}&zone=UTC`);
  await expect(calendarBar(operator, running)).toContainText("emergency");
});

test("by system: clients and systems in rows, freezes as bands, overlaps outlined", async ({ as, product, system }) => {
  const day = nextWednesday();
  const first = await scheduledFor(product, system, [`${day}T10:00`, `${day}T12:00`]);
  const frozen = { windowStart: `${day}T14:00:00Z`, windowEnd: `${day}T20:00:00Z` };
  await freezeOn(product, system, "Quarter end", frozen);
  const operator = await as("operator-2", { javaScriptEnabled: false });
  for (const days of [1, 3, 7, 14]) {
    await operator.goto(`/calendar?view=systems&days=${days}&date=${day}&zone=UTC&system=${system.id}`);
    const row = operator.locator(`tr[data-system="${system.id}"]`);
    await expect(row.getByRole("rowheader"), String(days)).toHaveText(system.name);
    await expect(row.locator(`[data-number="CHG-${first}"]`), String(days)).toBeVisible();
    await expect(row.getByRole("link", { name: "Quarter end" }), String(days)).toBeVisible();
    await expect(row.locator(".overlapping"), String(days)).toHaveCount(0);
  }
  const lead = await as("ops-lead-1");
  const second = await normalAt(product, system, "approved");
  await lead.goto(`/changes/CHG-${second}`);
  const over = { windowStart: `${day}T11:00`, windowEnd: `${day}T13:00`, reason: "Both belong together." };
  await takeStep(lead, "schedule_over", over, "scheduled");
  await operator.reload();
  await expect(operator.locator(`tr[data-system="${system.id}"] .overlapping`)).toHaveCount(2);
  await expect(operator.locator(`[data-number="CHG-${second}"]`)).toContainText(`overlaps CHG-${first}`);
  await operator.getByRole("navigation", { name: "View" }).getByRole("link", { name: "Week" }).click();
  await expect(calendarBar(operator, first)).toBeVisible();
});

test("18 characters of a title are readable at 1440 px, in the month and in the week", async ({
  as,
  product,
  system,
}) => {
  const day = nextWednesday();
  const title = "Aktualisiere Datenbankserver gegen Lecks";
  const first = await scheduledFor(product, system, [`${day}T10:00`, `${day}T10:30`], { title });
  const page = await as("operator-1");
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const view of ["month", "week"]) {
    await page.goto(`/calendar?view=${view}&date=${day}&zone=UTC&system=${system.id}`);
    const readable = await calendarBar(page, first).evaluate((bar) => {
      const text = bar.querySelector(".words")?.firstChild;
      const edge = bar.getBoundingClientRect();
      const range = document.createRange();
      const isSeen = (index: number) => {
        range.setStart(text as Node, index);
        range.setEnd(text as Node, index + 1);
        const box = range.getBoundingClientRect();
        return box.right <= edge.right && box.bottom <= edge.bottom + 1;
      };
      return Array.from({ length: 18 }, (_, index) => isSeen(index)).every(Boolean);
    });
    expect(readable, view).toBe(true);
  }
});

test("a phone begins with today, and shows the days before on request", async ({ as, product, system }) => {
  const id = await scheduledIn(product, system, { from: 5, to: 30 });
  const page = await as("operator-1");
  await page.setViewportSize({ width: 390, height: 844 });
  const today = new Date().toISOString().slice(0, 10);
  const shown = () =>
    page.locator("[data-date]:visible").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-date")));
  for (const view of ["month", "week"]) {
    await page.goto(`/calendar?view=${view}&system=${system.id}&zone=UTC`);
    expect((await shown())[0], view).toBe(today);
    await expect(calendarBar(page, id)).toBeVisible();
  }
});

test("what waits for a window gets one from the calendar", async ({ as, product, system }) => {
  const waiting = await normalAt(product, system, "approved", { expectedMinutes: 45 });
  const day = nextWednesday();
  await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:00`]);
  const operator = await as("operator-2");
  await operator.goto(`/calendar?view=week&date=${day}&system=${system.id}&for=CHG-${waiting}&at=${day}T12:00`);
  const form = operator.locator("form").filter({ has: operator.locator(`input[name=id][value="${waiting}"]`) });
  await expect(form.locator("[name=windowEnd]")).toHaveValue(`${day}T12:45`);
  await fillForm(form, { windowStart: `${day}T13:00`, windowEnd: `${day}T13:45` });
  await form.locator("button[name=step]").click();
  await expectStatus(operator, "scheduled");
  await operator.goto(`/calendar?view=week&date=${day}&system=${system.id}&zone=UTC`);
  await expect(calendarDay(operator, day).locator(`[data-number="CHG-${waiting}"]`)).toBeVisible();
});

test("a free time is offered that fits its minutes and meets nothing", async ({ as, product, system }) => {
  const waiting = await normalAt(product, system, "approved", { expectedMinutes: 600 });
  // From now on for 23 hours, and for 23 more an hour later: the first 600 minutes come after both.
  const hour = 3_600_000;
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString().slice(0, 16);
  await scheduledFor(product, system, [at(0), at(23)]);
  await scheduledFor(product, system, [at(24), at(47)]);
  const operator = await as("operator-2");
  await operator.goto(`/calendar?system=${system.id}&for=CHG-${waiting}`);
  const first = await operator.locator(`#waiting a[href*="for=CHG-${waiting}"]`).first().getAttribute("href");
  const start = new URLSearchParams((first ?? "").split(/[?#]/)[1]).get("at");
  const quarter = 15 * 60_000;
  const expectedStart = Math.ceil(Date.parse(`${at(47)}Z`) / quarter) * quarter;
  expect(start).toBe(new Date(expectedStart).toISOString().slice(0, 16));
});

test("the address is the state: zone, date, filters, and what it does not understand", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const day = nextWednesday();
  const id = await scheduledFor(product, system, [`${day}T23:00`, `${nextWednesday(1)}T00:30`]);
  const operator = await as("operator-1");
  await operator.goto(`/calendar?view=week&date=${day}&zone=Asia/Tokyo&system=${system.id}`);
  await expect(calendarDay(operator, nextWednesday(1)).locator(`[data-number="CHG-${id}"]`)).toContainText("08:00");
  await operator.goto("/calendar?view=year&date=2026-02-31&zone=Mars/Base&client=x&type=standard&at=noon&for=1");
  await expect(operator.locator("h1")).toBeVisible();
  await operator.goto(`/calendar?view=month&date=${day}&system=${system.id}&type=emergency`);
  expect(await shownNumbers(operator)).toEqual([]);
  await operator.locator("summary", { hasText: "Go to a date" }).click({ force: true });
  await operator.getByRole("link", { name: "Next month" }).click();
  await expect(operator).toHaveURL(/type=emergency/);
});

function after(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
