import { list } from "@/lib/text/list";
import { type Instant, lasting, tellExactly, windowIn } from "@/lib/time/format";

type Props = { from: Instant; to: Instant; zones: readonly { readonly of: string; readonly zone: string }[] };

/** A half-open window as the clocks of several zones show it, and how long it really lasts. */
export function WindowShown({ from, to, zones }: Props) {
  const shown = windowIn(from, to, zones);
  return (
    <div className="tabular-nums">
      {shown.map(({ of, words, clocksChange }) => (
        <p key={words}>
          <time dateTime={`${tellExactly(from)}/${tellExactly(to)}`}>{words}</time>
          {shown.length > 1 && of.some(saysMore) ? (
            <span className="text-muted"> ({list(of.filter(saysMore), "and")})</span>
          ) : null}
          {clocksChange ? <span className="text-warn-ink">; the clocks change during it</span> : null}
        </p>
      ))}
      <p className="text-muted">lasts {lasting(from, to)}</p>
    </div>
  );
}

// UTC is in the words already.
const saysMore = (name: string): boolean => name !== "UTC";
