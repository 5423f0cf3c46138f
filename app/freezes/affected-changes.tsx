import { DateTimeRange } from "@/components/record/date-time";
import { type AffectedChange, maxAffectedShown } from "@/db/calendar/affected-changes";

export function AffectedChanges({ changes, zone }: { changes: readonly AffectedChange[]; zone: string }) {
  if (changes.length === 0) return "No scheduled changes affected.";
  return (
    <ul className="grid gap-1">
      {changes.map(({ number, title, windowStart, windowEnd, waived }) => (
        <li key={number}>
          <a className="link" href={`/changes/${number}`}>
            {number}
          </a>{" "}
          <span className="wrap-anywhere">{title}</span>,{" "}
          <DateTimeRange from={windowStart} to={windowEnd} zone={zone} />.{" "}
          {waived ? "An operations lead overrode conflicts and freezes." : "Cannot start while the freeze lasts."}
        </li>
      ))}
      {changes.length === maxAffectedShown ? (
        <li>{`These are the first ${maxAffectedShown}; there may be more.`}</li>
      ) : null}
    </ul>
  );
}
