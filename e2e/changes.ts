import { expect, type Page } from "@playwright/test";
import { expectStatus, type FieldValues, postStep, unfoldAround } from "./forms";
import type { TestSystem } from "./systems";

export const facts = {
  what: "Block the scanner's range on the edge.",
  why: "Its requests fill the log.",
  rollbackPlan: "Remove the rule again.",
} as const;

export function openWindow(): FieldValues {
  const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  return { windowStart: local(-2), windowEnd: local(60) };
}

/** Drafts a normal change on its form; returns its path. */
export async function draftNormal(page: Page, system: TestSystem, typed: FieldValues = {}): Promise<string> {
  await page.goto("/changes/new/normal");
  await postStep(page, "draft", {
    title: "Block a scanner",
    category: "security settings",
    systems: String(system.id),
    ...facts,
    ...typed,
  });
  return pathOfDraft(page);
}

/** Drafts a change from the catalogue entry of that title; returns its path. */
export async function draftFrom(page: Page, kind: string, entry: string, typed: FieldValues): Promise<string> {
  await page.goto(`/changes/new/${kind}`);
  await chooseEntry(page, entry);
  await postStep(page, "draft", typed);
  return pathOfDraft(page);
}

/** Declares an emergency with the three fields that one needs; returns its path. */
export async function declare(page: Page, system: TestSystem): Promise<string> {
  await page.goto("/changes/new/emergency");
  await postStep(page, "declare", {
    trigger: "restore_service",
    what: "Failing over to the second resolver",
    systems: String(system.id),
  });
  await expect(page).toHaveURL(/\/changes\/CHG-\d+$/);
  return new URL(page.url()).pathname;
}

export async function chooseEntry(page: Page, title: string): Promise<void> {
  const entry = page.locator("div:has(> button[name=entry])", { hasText: title }).locator("button");
  await unfoldAround(entry);
  await entry.click();
}

async function pathOfDraft(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/changes\/CHG-\d+$/);
  await expectStatus(page, "draft");
  return new URL(page.url()).pathname;
}
