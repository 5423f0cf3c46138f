import { expect, type Locator, type Page } from "@playwright/test";
import { fieldLabels } from "../lib/form/field-labels";
import { allowedActorsSentence } from "../lib/refusals/allowed-actors-sentence";
import { preconditionSentence } from "../lib/refusals/precondition-sentence";
import type { RefusalCode } from "../lib/refusals/refusal-list";
import { refusalSentence } from "../lib/refusals/refusal-sentence";
import type { Field } from "../lib/rules/fields";
import { stepLabels } from "../lib/rules/labels";
import type { ChangeType, RecordType } from "../lib/rules/record";
import { type Precondition, ruleOf, type Step } from "../lib/rules/rules";
import { defaultOrganisation } from "../lib/settings/organisation";
import type { Details } from "../lib/text/fill-placeholders";

export type FieldValues = Readonly<Record<string, string>>;

/** The form whose button takes `step`. */
export const stepForm = (page: Page, step: string): Locator =>
  page.locator("form").filter({ has: stepButton(page, step) });

export const stepButton = (page: Page, step: string): Locator => page.locator(`button[name=step][value=${step}]`);

export async function takeStep(page: Page, step: string, typed: FieldValues, status: string): Promise<void> {
  await postStep(page, step, typed);
  await expectStatus(page, status);
}

/** Waits for the next page: its forms have new idempotency keys. */
export async function postStep(page: Page, step: string, typed: FieldValues = {}): Promise<void> {
  const form = stepForm(page, step);
  await fillForm(form, typed);
  const key = await form.locator("input[name=key]").inputValue();
  await stepButton(page, step).click();
  await expect(page.locator(`input[name=key][value="${key}"]`)).toHaveCount(0, { timeout: 60_000 });
  await page.waitForLoadState();
}

export async function fillForm(form: Locator, typed: FieldValues): Promise<void> {
  await unfoldAround(form);
  for (const [name, value] of Object.entries(typed)) {
    const control = form.locator(`[name="${name}"]:not([type=hidden])`);
    const kind = await control.first().evaluate((each: HTMLInputElement) => each.type);
    if (kind === "checkbox" || kind === "radio") await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === "select-one") await control.selectOption(value);
    else await control.first().fill(value);
  }
}

export const expectStatus = (page: Page, status: string): Promise<void> =>
  expect(page.locator("main")).toHaveAttribute("data-status", status);

/** Opens whatever hides the form, as somebody would who looks for it. */
export async function unfoldAround(form: Locator): Promise<void> {
  const closed = form.locator("xpath=ancestor::details[not(@open)]");
  while ((await closed.count()) > 0) await closed.first().locator("> summary").click();
}

/** Opens what holds the form of a step behind its heading. */
export const unfold = (page: Page, step: string): Promise<void> =>
  page
    .locator("details", { has: stepButton(page, step) })
    .last()
    .locator("> summary")
    .click();

export const expectNextStep = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator("ol[aria-label='Steps of the policy'] + p")).toContainText(words);

export async function expectNotOffered(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await expect(stepButton(page, step)).toHaveCount(0);
}

// What a page says, from the lists that it says it from: a story minds that it is said, not how.

/** Who alone can take a step, as a refusal and a page say it. */
export function onlyWhoCan(step: Step, recordType: RecordType = "change", type: ChangeType | "" = ""): string {
  const rule = ruleOf(recordType, step, type);
  if (!rule) throw new Error(`No step ${step} of a ${recordType}.`);
  return allowedActorsSentence(rule);
}

/** The words on the button of a step. */
export const labelOf = (step: Step): string => stepLabels[step].label;

/** What the history says somebody did with a step. */
export const pastOf = (step: Step): string => stepLabels[step].pastTense;

const formatTime = Object.assign((instant: string) => instant, { organisation: defaultOrganisation });

/** What a refusal says, by its code. */
export const refusalWords = (code: RefusalCode, detail: Details = {}): string =>
  refusalSentence(code, detail, formatTime);

/** What a step waits for, with what is in the way. */
export const unmetWords = (need: Precondition, fact: Details): string => preconditionSentence(need, fact, formatTime);

/** What a form says of a field that was left empty. */
export const missing = (step: Step, field: Field): string =>
  refusalWords("field_missing", { field: fieldLabels(step, field).label });

/** Chooses an export of another system, and waits for no answer. */
export async function choosePast(page: Page, name: string, content: string | Buffer, source = "servicenow") {
  await page.goto("/imports/new");
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(content) };
  await page.locator("[name=file][type=file]").setInputFiles(file);
  await page.locator("[name=source]").selectOption(source);
  await page.getByRole("button", { name: "Preview the file" }).click();
}
