import { toActor } from "@/app/_steps/record-state";
import { hasWindowOnDay, isOverdue } from "@/lib/changes/deadlines";
import { waitingGroups, waitingHeadingOf } from "@/lib/changes/waiting";
import { isRunning } from "@/lib/rules/record";
import type { LoadedHome } from "./load";

/** Groups without a change are left out. */
export function changeGroups({ changes, now, person, zone }: LoadedHome) {
  const waiting = changes.map((change) => {
    const { type, number: name, status, acts, facts: checks } = change;
    return {
      change,
      group: waitingHeadingOf({ recordType: "change", type, name, status, pastActions: acts, checks }, toActor(person)),
    };
  });
  return [
    ...waitingGroups.map(({ heading }) => ({
      heading,
      changes: waiting.filter(({ group }) => group === heading).map(({ change }) => change),
    })),
    { heading: "Overdue", changes: changes.filter((change) => isOverdue(change, now)) },
    { heading: "In progress", changes: changes.filter(({ status }) => isRunning(status)) },
    { heading: "Today’s windows", changes: changes.filter((change) => hasWindowOnDay(change, now, zone)) },
  ].filter((part) => part.changes.length > 0);
}
