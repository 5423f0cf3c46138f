import { formatInstant, formatRange, type Instant, toIso } from "@/lib/time/format";

/** An instant in the reader's zone and in UTC. `brief`, for lists, leaves UTC to the tooltip. */
export function DateTime({ at, zone, isBrief = false }: { at: Instant; zone: string; isBrief?: boolean }) {
  const { local, utc } = formatInstant(at, zone);
  return (
    <time dateTime={toIso(at)} title={utc ?? undefined} className="tabular-nums">
      <span className="whitespace-nowrap">{local}</span>
      {utc && !isBrief ? (
        <>
          {" "}
          <span className="whitespace-nowrap text-muted">({utc})</span>
        </>
      ) : null}
    </time>
  );
}

/** A half-open window in the reader's zone and in UTC. It wraps between its two ends, never within one. */
export function DateTimeRange({ from, to, zone }: { from: Instant; to: Instant; zone: string }) {
  const { local, utc } = formatRange(from, to, zone);
  const [start, end] = local.split(" to ");
  return (
    <span className="tabular-nums">
      <time dateTime={`${toIso(from)}/${toIso(to)}`}>
        <span className="whitespace-nowrap">{start} to</span> <span className="whitespace-nowrap">{end}</span>
      </time>{" "}
      {utc ? <span className="whitespace-nowrap text-muted">({utc})</span> : null}
    </span>
  );
}
