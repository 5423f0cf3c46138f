import { DateTime, DateTimeRange } from "@/components/record/date-time";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { describeRecurrence } from "@/lib/time/describe-recurrence";

export function FreezeTimes({ freeze, zone }: { freeze: FreezeRecord; zone: string }) {
  const { next, left, whole, repeats } = freeze;
  if (!whole) return "Lifted before it began.";
  if (!repeats || left === 0) return <DateTimeRange from={whole[0]} to={whole[1]} zone={zone} />;
  return (
    <ul>
      {next.map(([starts, ends]) => (
        <li key={starts}>
          <DateTimeRange from={starts} to={ends} zone={zone} />
        </li>
      ))}
      {left > next.length ? (
        <li className="text-muted">
          {`and ${left - next.length} more, the last until `}
          <DateTime at={whole[1]} zone={zone} />
        </li>
      ) : null}
    </ul>
  );
}

export function Recurrence({ freeze, rule }: { freeze: FreezeRecord; rule: string }) {
  const { times, left, timezone, whole } = freeze;
  const remaining = 0 < left && left < times ? `, of which ${left} ${left === 1 ? "is" : "are"} not over` : "";
  if (!whole) return null;
  return `${describeRecurrence(rule, whole[0], timezone)}, in ${timezone} time; ${times === 1 ? "1 time" : `${times} times`}${remaining}.`;
}
