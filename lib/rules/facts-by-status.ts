import type { ChangeStatus } from "./record";

type In = readonly ChangeStatus[];

/** Where the facts *what*, *why* and *rollback plan* may still be missing (Change Records). */
export const beforeTheirFacts = {
  planned: ["draft", "cancelled"] satisfies In,
  emergency: ["in_progress", "executed", "failed", "rolled_back"] satisfies In,
};

/** Where *who* and the actual start are known. */
export const startedIn = {
  every: ["in_progress", "executed", "failed", "rolled_back", "closed"] satisfies In,
  emergency: ["documented"] satisfies In,
};

/** Where the actual end is known. */
export const endedIn = {
  every: ["executed", "rolled_back", "closed"] satisfies In,
  emergency: ["documented"] satisfies In,
};
