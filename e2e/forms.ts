import { expect, type Locator, type Page } from "@playwright/test";

/** What is typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** The form whose button takes `step`. */
export const formOf = (page: Page, step: string): Locator => page.locator("form").filter({ has: buttonOf(page, step) });

export const buttonOf = (page: Page, step: string): Locator => page.locator(`button[name=step][value=${step}]`);

/** Fills the step's form, presses its button, and waits until the record stands at `status`. */
export async function take(page: Page, step: string, typed: Typed, status: string): Promise<void> {
  await post(page, step, typed);
  await standsAt(page, status);
}

/** The same without saying what comes of it: waits for the page that answers, on which every form has a key of its own. */
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

/** Who can take the next step, as the page's stepper says it. */
export const saysNext = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator("ol[aria-label='Steps of the policy'] + p")).toContainText(words);

/** Which step the page does not offer, and why, as it says so. */
export async function doesNotOffer(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await expect(buttonOf(page, step)).toHaveCount(0);
}
