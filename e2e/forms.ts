import { expect, type Locator, type Page } from "@playwright/test";

export type Typed = Readonly<Record<string, string>>;

/** The form whose button takes `step`. */
export const formOf = (page: Page, step: string): Locator => page.locator("form").filter({ has: buttonOf(page, step) });

export const buttonOf = (page: Page, step: string): Locator => page.locator(`button[name=step][value=${step}]`);

export async function take(page: Page, step: string, typed: Typed, status: string): Promise<void> {
  await post(page, step, typed);
  await standsAt(page, status);
}

/** Waits for the next page: its forms have new idempotency keys. */
export async function post(page: Page, step: string, typed: Typed = {}): Promise<void> {
  const form = formOf(page, step);
  await fill(form, typed);
  const key = await form.locator("input[name=key]").inputValue();
  await buttonOf(page, step).click();
  await expect(page.locator(`input[name=key][value="${key}"]`)).toHaveCount(0, { timeout: 60_000 });
  await page.waitForLoadState();
}

export async function fill(form: Locator, typed: Typed): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const control = form.locator(`[name="${name}"]:not([type=hidden])`);
    const kind = await control.first().evaluate((each: HTMLInputElement) => each.type);
    if (kind === "checkbox" || kind === "radio") await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === "select-one") await control.selectOption(value);
    else await control.first().fill(value);
  }
}

export const standsAt = (page: Page, status: string): Promise<void> =>
  expect(page.locator("main")).toHaveAttribute("data-status", status);

export const saysNext = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator("ol[aria-label='Steps of the policy'] + p")).toContainText(words);

export async function doesNotOffer(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await expect(buttonOf(page, step)).toHaveCount(0);
}
