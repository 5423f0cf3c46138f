import type { Page } from "@playwright/test";
import { calendarBar, calendarDay, nextWednesday } from "../calendar-days";
import { normalAt, scheduledFor } from "../change-fixtures";
import { readPdf } from "../pdf";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const dayPath = (system: number, view = "week") =>
  `/calendar?view=${view}&date=${nextWednesday()}&zone=UTC&system=${system}`;

/** Waits until the calendar's script is active and live updates arrive. */
async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("[data-live=everywhere]").waitFor();
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

async function boxOf(page: Page, id: number) {
  await calendarBar(page, id).evaluate((bar) => bar.scrollIntoView({ block: "center" }));
  const box = await calendarBar(page, id).boundingBox();
  if (!box) throw new Error(`CHG-${id} is not to be seen`);
  return box;
}

test("a window dragged in one browser shows in another by itself", async ({ as, product, system }) => {
  const [day, next] = [nextWednesday(), nextWednesday(1)];
  const id = await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:00`]);
  const [one, other] = [await as("operator-1"), await as("operator-2")];
  for (const page of [other, one]) await openLive(page, dayPath(system.id));
  const [box, column] = [await boxOf(one, id), await calendarDay(one, next).boundingBox()];
  const grip = { x: box.x + 20, y: box.y + 8 };
  const began = Date.now();
  await drag(one, grip, { x: (column?.x ?? 0) + 20, y: grip.y });
  await expect(calendarDay(other, next).locator(`[data-number="CHG-${id}"]`)).toBeVisible({ timeout: 20_000 });
  await expect(other.locator("[data-calendar-moves]")).toHaveText(
    new RegExp(`^Operator One moved CHG-${id} to .* UTC\\.$`),
  );
  await expect(one.locator("[data-calendar-moves]")).toBeEmpty();
  console.log(`seen elsewhere after ${Date.now() - began} ms`);
  await expect(calendarDay(one, next).locator(`[data-number="CHG-${id}"]`)).toBeVisible();
  const sql = await product.sql("app");
  const [row] = await sql`select window_start, window_end from changes where id = ${id}`;
  expect([row?.window_start, row?.window_end]).toEqual([new Date(`${next}T10:00Z`), new Date(`${next}T11:00Z`)]);
});

test("a window is stretched at its lower edge", async ({ as, product, system }) => {
  const day = nextWednesday();
  const id = await scheduledFor(product, system, [`${day}T08:00`, `${day}T10:00`]);
  const page = await as("operator-1");
  await openLive(page, dayPath(system.id));
  const box = await boxOf(page, id);
  const hour = box.height / 2;
  const grip = { x: box.x + 20, y: box.y + box.height - 3 };
  await drag(page, grip, { x: grip.x, y: grip.y + hour });
  await expect(page.getByText("has its new window")).toBeVisible();
  const sql = await product.sql("app");
  const [row] = await sql`select window_start, window_end from changes where id = ${id}`;
  expect([row?.window_start, row?.window_end]).toEqual([new Date(`${day}T08:00Z`), new Date(`${day}T11:00Z`)]);
});

test("a refused drag puts the window back, with the reason", async ({ as, product, system }) => {
  const [day, next] = [nextWednesday(), nextWednesday(1)];
  const id = await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:00`]);
  const holder = await scheduledFor(product, system, [`${next}T10:00`, `${next}T11:00`]);
  const page = await as("operator-1");
  await openLive(page, dayPath(system.id, "month"));
  const [box, cell] = [await boxOf(page, id), await calendarDay(page, next).boundingBox()];
  await drag(page, { x: box.x + 30, y: box.y + 8 }, { x: (cell?.x ?? 0) + 30, y: (cell?.y ?? 0) + 60 });
  await expect(page.getByRole("alert").first()).toContainText(`CHG-${holder} holds ${system.name} until`);
  await expect(calendarDay(page, day).locator(`[data-number="CHG-${id}"]`)).toBeVisible();
  expect(await boxOf(page, id)).toEqual(box);
});

test("a click on an empty time leads to scheduling what waits", async ({ as, product, system }) => {
  const waiting = await normalAt(product, system, "approved", { expectedMinutes: 30 });
  const page = await as("operator-1");
  await openLive(page, dayPath(system.id));
  const hours = calendarDay(page, nextWednesday()).locator("[data-hours]");
  const box = await hours.boundingBox();
  await hours.click({ position: { x: 40, y: ((box?.height ?? 0) * 14.1) / 24 } });
  await expect(page).toHaveURL(new RegExp(`at=${nextWednesday()}T14%3A00`));
  const form = page.locator("form").filter({ has: page.locator(`input[name=id][value="${waiting}"]`) });
  await expect(form.locator("[name=windowStart]")).toHaveValue(`${nextWednesday()}T14:00`);
});

test("a refresh waits for the release of what is pressed, so that no click is lost", async ({
  as,
  product,
  system,
}) => {
  await normalAt(product, system, "approved", { expectedMinutes: 30 });
  const page = await as("operator-1");
  await openLive(page, dayPath(system.id));
  const hours = calendarDay(page, nextWednesday()).locator("[data-hours]");
  await hours.evaluate((each) => each.scrollIntoView({ block: "start" }));
  const box = await hours.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + ((box?.height ?? 0) * 6.1) / 24);
  await page.mouse.down();
  const answer = page.waitForResponse((response) => response.url().includes("/calendar?"));
  const id = await scheduledFor(product, system, [`${nextWednesday()}T06:00`, `${nextWednesday()}T07:00`]);
  await answer;
  await page.waitForTimeout(300);
  await expect(page.locator(`[data-number="CHG-${id}"]`)).toHaveCount(0);
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(`at=${nextWednesday()}T06%3A00`));
});

test("arrow keys go through the days and the windows of a day", async ({ as, product, system }) => {
  const day = nextWednesday();
  const first = await scheduledFor(product, system, [`${day}T08:00`, `${day}T09:00`]);
  const second = await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:00`]);
  const page = await as("operator-1");
  await openLive(page, dayPath(system.id, "month"));
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-number") ?? "");
  const onDay = () => page.evaluate(() => document.activeElement?.closest("[data-date]")?.getAttribute("data-date"));
  await calendarDay(page, nextWednesday(-1)).locator("[data-day]").focus();
  await page.keyboard.press("ArrowRight");
  expect(await onDay()).toBe(day);
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(`CHG-${first}`);
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(`CHG-${second}`);
  await page.keyboard.press("ArrowDown");
  expect(await onDay()).toBe(nextWednesday(7));
  await page.keyboard.press("ArrowLeft");
  expect(await onDay()).toBe(nextWednesday(6));
});

test("forty windows in a day stay readable, and on paper none of them is left out", async ({ as, product, system }) => {
  const day = nextWednesday();
  const numbers: string[] = [];
  for (let index = 0; index < 40; index += 1) {
    const [from, to] = [index * 30, index * 30 + 25].map(
      (minute) => new Date(Date.parse(`${day}T00:00Z`) + minute * 60_000),
    );
    const window = [from?.toISOString().slice(0, 16) ?? "", to?.toISOString().slice(0, 16) ?? ""] as const;
    numbers.push(`CHG-${await scheduledFor(product, system, window)}`);
  }
  const page = await as("operator-1");
  for (const view of ["month", "week"]) {
    await page.goto(dayPath(system.id, view));
    const bars = calendarDay(page, day).locator("[data-number]");
    await expect(bars).toHaveCount(40);
    if (view === "month") {
      expect((await calendarDay(page, day).boundingBox())?.height).toBeLessThan(260);
      await expect(calendarDay(page, day).getByText("36 more", { exact: true })).toBeVisible();
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const [, width = "0", height = "0"] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString("latin1")) ?? [];
    expect(Number(width), view).toBeGreaterThan(Number(height));
    const paper = readPdf(pdf, test.info().outputPath(`${view}.pdf`));
    if (paper) for (const number of numbers) expect(paper.written, view).toContain(number);
  }
});

test("the door of a drag refuses whatever the change's form refuses", async ({ as, product, system }) => {
  const day = nextWednesday();
  const id = await scheduledFor(product, system, [`${day}T10:00`, `${day}T11:00`]);
  const auditor = await RawClient.forPage(product, await as("auditor-1"));
  const app = await product.sql("app");
  const [read] = await app`select step_seq as seq from changes where id = ${id}`;
  const fields = {
    step: "reschedule",
    subject: "change",
    id: String(id),
    seq: String(read?.seq),
    key: "6f6c9ae4-3f6f-4c4e-9f0e-2f5d4a1f9a01",
    windowStart: `${day}T12:00`,
    windowEnd: `${day}T13:00`,
    timezone: "UTC",
  };
  const form = (override: object = {}) => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...override })) data.set(name, String(value));
    return data;
  };
  const refusalResponse = await auditor.post("/calendar/move", form());
  expect([refusalResponse.status, await refusalResponse.json()]).toEqual([
    409,
    expect.objectContaining({ ok: false, sentence: expect.stringContaining("Auditors can read everything") }),
  ]);
  const operator = await RawClient.forPage(product, await as("operator-1"));
  for (const [override, status] of [
    [{ step: "cancel" }, 400],
    [{ subject: "incident" }, 400],
    [{ id: "0" }, 400],
    [{ key: "x" }, 400],
    [{ id: "999999" }, 409],
    [{ windowStart: "yesterday" }, 409],
    [{ status: "closed" }, 409],
    [{ windowStart: "x".repeat(20_000) }, 413],
  ] as const)
    expect((await operator.post("/calendar/move", form(override))).status, JSON.stringify(override).slice(0, 60)).toBe(
      status,
    );
  expect((await operator.post("/calendar/move", form(), { Origin: "https://evil.example" })).status).toBe(403);
  const anonymous = await fetch(`${product.url}/calendar/move`, {
    method: "POST",
    body: form(),
    headers: { Origin: product.url },
  });
  expect(anonymous.status).toBe(401);
  expect((await fetch(`${product.url}/calendar/live`)).status).toBe(401);
  const [row] = await app`select window_start from changes where id = ${id}`;
  expect(row?.window_start).toEqual(new Date(`${day}T10:00Z`));
  const moved = await operator.post("/calendar/move", form());
  expect([moved.status, (await moved.json()).ok]).toEqual([200, true]);
});
