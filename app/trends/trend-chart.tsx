import type { Trend, TrendPoint } from "@/lib/report/figures/trends";
import { formatMonth } from "@/lib/time/format";

const [width, height, dot] = [300, 80, 2.5];

/** One figure over the months as a line; its numbers stand in the table of the page. */
export function TrendChart({ trend: { key, label, definition, points, range } }: { trend: Trend }) {
  const [first, last] = [points[0], points.at(-1)];
  const known = points.findLast(({ amount }) => amount !== null);
  return (
    <figure aria-labelledby={`trend-${key}`} className="min-w-0 break-inside-avoid rounded-md border border-line p-4">
      <figcaption>
        <h2 id={`trend-${key}`} className="font-semibold">
          {label}
        </h2>
        <p className="text-sm text-muted">{definition}</p>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
          <span className="text-xl font-semibold tabular-nums">{known?.text ?? "–"}</span>
          <span className="text-sm text-muted">
            {known
              ? `${known.counted}, ${formatMonth(known.month)}${known === last ? " so far" : ""}`
              : "Nothing to count yet"}
          </span>
        </p>
      </figcaption>
      <div className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-sm text-muted tabular-nums">
        <div className="flex flex-col justify-between text-right">
          <span>{range.highText}</span>
          <span>{range.lowText}</span>
        </div>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          className="block h-auto w-full overflow-visible text-ink"
        >
          <Frame />
          {linesOf(points, range).map((line) => (
            <polyline
              key={line}
              points={line}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinejoin="round"
            />
          ))}
          {points.map((point, place) => (
            <Dot key={point.month} at={positionOf(point, place, points.length, range)} isRunning={point === last} />
          ))}
        </svg>
        <span />
        <div className="mt-1 flex justify-between">
          <span>{first ? formatMonth(first.month) : null}</span>
          <span>{last ? formatMonth(last.month) : null}</span>
        </div>
      </div>
    </figure>
  );
}

const Frame = () => (
  <g className="stroke-line" strokeWidth="1">
    <line x1="0" x2={width} y1="0" y2="0" />
    <line x1="0" x2={width} y1={height / 2} y2={height / 2} />
    <line x1="0" x2={width} y1={height} y2={height} />
  </g>
);

type Position = { readonly x: number; readonly y: number } | null;

/** The month that runs is a ring: its figure still changes. */
const Dot = ({ at, isRunning }: { at: Position; isRunning: boolean }) =>
  at ? (
    <circle
      cx={at.x}
      cy={at.y}
      r={dot}
      stroke="currentColor"
      strokeWidth="1.5"
      className={isRunning ? "fill-paper" : "fill-ink"}
    />
  ) : null;

function positionOf({ amount }: TrendPoint, place: number, count: number, { low, high }: Trend["range"]): Position {
  if (amount === null) return null;
  const step = (width - 2 * dot) / Math.max(count - 1, 1);
  return {
    x: Math.round(10 * (dot + place * step)) / 10,
    y: Math.round(10 * (height - ((amount - low) / (high - low)) * height)) / 10,
  };
}

/** Broken where a month has no value. */
function linesOf(points: readonly TrendPoint[], range: Trend["range"]): readonly string[] {
  const lines: string[][] = [[]];
  for (const [place, point] of points.entries()) {
    const at = positionOf(point, place, points.length, range);
    if (at) lines.at(-1)?.push(`${at.x},${at.y}`);
    else lines.push([]);
  }
  return lines.filter((line) => line.length > 1).map((line) => line.join(" "));
}
