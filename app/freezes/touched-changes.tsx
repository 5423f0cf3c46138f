import { WhenSpan } from "@/components/record/when";
import { mostTouched, type TouchedChange } from "@/db/calendar/touched-changes";

export function TouchedChanges({ changes, zone }: { changes: readonly TouchedChange[]; zone: string }) {
  if (changes.length === 0) return "No scheduled changes affected.";
  return (
    <ul className="grid gap-1">
      {changes.map(({ number, title, windowStart, windowEnd, waived }) => (
        <li key={number}>
          <a className="link" href={`/changes/${number}`}>
            {number}
          </a>{" "}
          <span className="wrap-anywhere">{title}</span>, <WhenSpan from={windowStart} to={windowEnd} zone={zone} />.{" "}
          {waived ? "An operations lead overrode conflicts and freezes." : "Cannot start while the freeze lasts."}
        </li>
      ))}
      {changes.length === mostTouched ? <li>{`These are the first ${mostTouched}; there may be more.`}</li> : null}
    </ul>
  );
}
