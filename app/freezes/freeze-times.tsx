import { When, WhenSpan } from "@/components/record/when";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { ruleWords } from "@/lib/time/recurrence-words";

export function FreezeTimes({ freeze, zone }: { freeze: FreezeRecord; zone: string }) {
  const { next, left, whole, repeats } = freeze;
  if (!whole) return "Lifted before it began.";
  if (!repeats || left === 0) return <WhenSpan from={whole[0]} to={whole[1]} zone={zone} />;
  return (
    <ul>
      {next.map(([starts, ends]) => (
        <li key={starts}>
          <WhenSpan from={starts} to={ends} zone={zone} />
        </li>
      ))}
      {left > next.length ? (
        <li className="text-muted">
          {`and ${left - next.length} more, the last until `}
          <When at={whole[1]} zone={zone} />
        </li>
      ) : null}
    </ul>
  );
}

export function Repeats({ freeze, rule }: { freeze: FreezeRecord; rule: string }) {
  const { times, left, timezone, whole } = freeze;
  const some = 0 < left && left < times ? `, of which ${left} ${left === 1 ? "is" : "are"} not over` : "";
  return (
    <>
      {whole
        ? `${ruleWords(rule, whole[0], timezone)}, in ${timezone} time; ${times === 1 ? "1 time" : `${times} times`}${some}. `
        : null}
      <code className="text-sm break-all text-muted">{rule}</code>
    </>
  );
}
