import type { Locator, Page } from "@playwright/test";

/** `YYYY-MM-DD` in UTC; `days` counts from the Wednesday of next week. */
export function nextWednesday(days = 0): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((10 - day.getUTCDay()) % 7) + 7 + days);
  return day.toISOString().slice(0, 10);
}

/** For a report of what was just made, also in the first minutes of a month. */
export const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

export const calendarBar = (page: Page, id: number): Locator =>
  page.locator(`[data-number="CHG-${id}"]:visible`).first();

export const calendarDay = (page: Page, date: string): Locator => page.locator(`[data-date="${date}"]`);

/** Including folded ones. */
export async function shownNumbers(page: Page): Promise<string[]> {
  const shown = await page
    .locator("[data-number^=CHG]:not(main)")
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("data-number") ?? ""));
  return [...new Set(shown)].sort();
}
