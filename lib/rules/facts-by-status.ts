import type { ChangeStatus } from "./record";

type Statuses = readonly ChangeStatus[];

/** Where the facts *what*, *why* and *rollback plan* may still be missing (Change Records). */
export const factsOptionalIn = {
  planned: ["draft", "cancelled"] satisfies Statuses,
  emergency: ["in_progress", "executed", "failed", "rolled_back"] satisfies Statuses,
};

/** Where *who* and the actual start are known. */
export const startedIn = {
  every: ["in_progress", "executed", "failed", "rolled_back", "closed"] satisfies Statuses,
  emergency: ["documented"] satisfies Statuses,
};

/** Where the actual end is known. */
export const endedIn = {
  every: ["executed", "rolled_back", "closed"] satisfies Statuses,
  emergency: ["documented"] satisfies Statuses,
};
