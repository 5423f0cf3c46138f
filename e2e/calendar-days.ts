import type { Locator, Page } from "@playwright/test";

/** The Wednesday of next week, or a day so many days after it: `YYYY-MM-DD` in UTC. */
export function nextWednesday(days = 0): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((10 - day.getUTCDay()) % 7) + 7 + days);
  return day.toISOString().slice(0, 10);
}

export const barOf = (page: Page, id: number): Locator => page.locator(`[data-number="CHG-${id}"]:visible`).first();

export const dayOf = (page: Page, date: string): Locator => page.locator(`[data-date="${date}"]`);

/** The numbers that the calendar shows, folded ones among them. */
export async function numbersShown(page: Page): Promise<string[]> {
  const shown = await page
    .locator("[data-number^=CHG]:not(main)")
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("data-number") ?? ""));
  return [...new Set(shown)].sort();
}
