import { joinList } from "@/lib/text/join-list";
import { formatDuration, formatWindowInZones, type Instant, toIso } from "@/lib/time/format";

type Props = { from: Instant; to: Instant; zones: readonly { readonly of: string; readonly zone: string }[] };

/** A half-open window as the clocks of several zones show it, and how long it really lasts. */
export function WindowTimes({ from, to, zones }: Props) {
  const zonedWindows = formatWindowInZones(from, to, zones);
  return (
    <div className="tabular-nums">
      {zonedWindows.map(({ of, text, clocksChange }) => (
        <p key={text}>
          <time dateTime={`${toIso(from)}/${toIso(to)}`}>{text}</time>
          {zonedWindows.length > 1 && of.some(isNotUtc) ? (
            <span className="text-muted"> ({joinList(of.filter(isNotUtc), "and")})</span>
          ) : null}
          {clocksChange ? <span className="text-warn-ink">; the clocks change during it</span> : null}
        </p>
      ))}
      <p className="text-muted">lasts {formatDuration(from, to)}</p>
    </div>
  );
}

// UTC is in the words already.
const isNotUtc = (name: string): boolean => name !== "UTC";
