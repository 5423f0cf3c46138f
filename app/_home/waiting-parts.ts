import { asJudged } from "@/app/_steps/subject-of";
import { isPressing, windowTouches } from "@/lib/changes/deadlines";
import { waitingGroups, waitsUnder } from "@/lib/changes/waiting";
import { isRunning } from "@/lib/rules/record";
import type { LoadedHome } from "./load";

/** Groups without a change are left out. */
export function waitingParts({ changes, now, person, zone }: LoadedHome) {
  const waiting = changes.map((change) => {
    const { type, number: name, status, acts, facts } = change;
    return { change, under: waitsUnder({ kind: "change", type, name, status, acts, facts }, asJudged(person)) };
  });
  return [
    ...waitingGroups.map(({ heading }) => ({
      heading,
      changes: waiting.filter(({ under }) => under === heading).map(({ change }) => change),
    })),
    { heading: "Overdue", changes: changes.filter((change) => isPressing(change, now)) },
    { heading: "In progress", changes: changes.filter(({ status }) => isRunning(status)) },
    { heading: "Today’s windows", changes: changes.filter((change) => windowTouches(change, now, zone)) },
  ].filter((part) => part.changes.length > 0);
}
