import type { ChangeRecord } from "@/db/read-change";
import type { Typed } from "@/lib/input";
import type { Step } from "@/lib/rules";
import { tellLocal } from "@/lib/time";

/** What a step's form starts with: what the record already says. */
export function valuesFor(step: Step, change: ChangeRecord, zone: string): Typed {
  if (step === "document")
    return { what: change.what ?? "", why: change.why ?? "", rollbackPlan: change.rollbackPlan ?? "" };
  if (step === "extend") return { timezone: change.windowTimezone ?? zone };
  const windowZone = change.windowTimezone ?? zone;
  return {
    ...(change.windowStart && { windowStart: tellLocal(change.windowStart, windowZone) }),
    ...(change.windowEnd && { windowEnd: tellLocal(change.windowEnd, windowZone) }),
    timezone: windowZone,
    implementer: String(change.implementer?.id ?? ""),
  };
}
