import type { Step } from "@/lib/rules/rules";

/** Where a browser sends what was typed so far into the form of a draft. */
export const autosavePath = "/form-drafts";

/** How often it does, while something changes. */
export const autosaveIntervalMs = 20_000;

/** Whether the form of that step is saved while it is filled in: those of a draft, which take longest. */
export const isAutosaved = (step: Step): boolean => step === "draft" || step === "edit";
