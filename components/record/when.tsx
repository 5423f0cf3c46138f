import { type Instant, tellExactly, tellInstant, tellSpan } from "@/lib/time/format";

/** An instant in the reader's zone and in UTC. `brief`, for lists, leaves UTC to the tooltip. */
export function When({ at, zone, brief = false }: { at: Instant; zone: string; brief?: boolean }) {
  const { here, utc } = tellInstant(at, zone);
  return (
    <time dateTime={tellExactly(at)} title={utc ?? undefined} className="tabular-nums">
      {here}
      {utc && !brief ? (
        <>
          {" "}
          <span className="whitespace-nowrap text-muted">({utc})</span>
        </>
      ) : null}
    </time>
  );
}

/** A half-open window in the reader's zone and in UTC. */
export function WhenSpan({ from, to, zone }: { from: Instant; to: Instant; zone: string }) {
  const { here, utc } = tellSpan(from, to, zone);
  return (
    <span className="tabular-nums">
      <time dateTime={`${tellExactly(from)}/${tellExactly(to)}`}>{here}</time>{" "}
      {utc ? <span className="whitespace-nowrap text-muted">({utc})</span> : null}
    </span>
  );
}
