/** Where a browser sends what was typed so far into the form of a draft. */
export const autosavePath = "/form-drafts";

/** How often it does, while something changes. */
export const autosaveIntervalMs = 20_000;
