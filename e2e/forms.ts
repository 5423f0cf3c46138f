import { expect, type Locator, type Page } from "@playwright/test";
import { fieldWords } from "../lib/form/field-words";
import { needSentence } from "../lib/refusals/need-sentence";
import type { RefusalCode } from "../lib/refusals/refusal-list";
import { refusalSentence } from "../lib/refusals/refusal-sentence";
import { onlyWho } from "../lib/refusals/who-sentence";
import type { Field } from "../lib/rules/fields";
import type { ChangeType, SubjectType } from "../lib/rules/record";
import { type Need, ruleOf, type Step } from "../lib/rules/rules";
import { stepWords } from "../lib/rules/words";
import { defaultOrganisation } from "../lib/settings/organisation";
import type { Detail } from "../lib/text/fill-in";

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

/** Opens what holds the form of a step behind its heading. */
export const unfold = (page: Page, step: string): Promise<void> =>
  page
    .locator("details", { has: buttonOf(page, step) })
    .last()
    .locator("> summary")
    .click();

export const saysNext = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator("ol[aria-label='Steps of the policy'] + p")).toContainText(words);

export async function doesNotOffer(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await expect(buttonOf(page, step)).toHaveCount(0);
}

// What a page says, from the lists that it says it from: a story minds that it is said, not how.

/** Who alone can take a step, as a refusal and a page say it. */
export function onlyWhoCan(step: Step, subject: SubjectType = "change", type: ChangeType | "" = ""): string {
  const rule = ruleOf(subject, step, type);
  if (!rule) throw new Error(`No step ${step} of a ${subject}.`);
  return onlyWho(rule);
}

/** The words on the button of a step. */
export const labelOf = (step: Step): string => stepWords[step].label;

/** What the history says somebody did with a step. */
export const pastOf = (step: Step): string => stepWords[step].past;

const tell = Object.assign((instant: string) => instant, { organisation: defaultOrganisation });

/** What a refusal says, by its code. */
export const refusalWords = (code: RefusalCode, detail: Detail = {}): string => refusalSentence(code, detail, tell);

/** What a step waits for, with what is in the way. */
export const unmetWords = (need: Need, fact: Detail): string => needSentence(need, fact, tell);

/** What a form says of a field that was left empty. */
export const missing = (step: Step, field: Field): string =>
  refusalWords("field_missing", { field: fieldWords(step, field).label });
