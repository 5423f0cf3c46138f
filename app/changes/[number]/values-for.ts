import type { ChangeRecord } from "@/db/changes/read-change";
import type { HistoryEvent } from "@/db/changes/read-history";
import { typedOf } from "@/lib/changes/change-fields";
import { documentedWhat } from "@/lib/changes/done";
import type { Typed } from "@/lib/form/typed";
import type { Step } from "@/lib/rules/rules";
import { tellInstant, tellLocal } from "@/lib/time/format";
import { zoneOr } from "@/lib/time/local-time";

export function valuesFor(step: Step, change: ChangeRecord, history: readonly HistoryEvent[], zone: string): Typed {
  if (step === "document") {
    const what = documentedWhat(change.what, history, (at) => tellInstant(at, zone).here);
    return { ...typedOf(change, ["why", "rollbackPlan", "category", "systems"]), what };
  }
  const windowZone = zoneOr(change.windowTimezone, zone);
  if (step === "extend") return { timezone: windowZone };
  return {
    ...(change.windowStart && { windowStart: tellLocal(change.windowStart, windowZone) }),
    ...(change.windowEnd && { windowEnd: tellLocal(change.windowEnd, windowZone) }),
    timezone: windowZone,
    // The author is the default implementer until the first schedule names one.
    implementer: String(change.implementer?.id ?? (change.windowStart ? "" : change.author.id)),
  };
}
