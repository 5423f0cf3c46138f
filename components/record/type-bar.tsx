import { type ChangeType, changeTypes } from "@/lib/rules/record";

/** The patterns of the bars, distinguishable without colour. Render it once on a page that has bars. */
export const BarFills = () => (
  <svg aria-hidden="true" className="absolute size-0">
    <defs>
      <pattern id="fill-normal" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="fill-paper" />
        <rect width="2" height="5" className="fill-ink" />
      </pattern>
    </defs>
  </svg>
);

/** A stacked bar by type, `most` being its full width. Hidden from screen readers: the numbers stand beside it. */
export function TypeBar({ counts, maximum }: { counts: Readonly<Record<ChangeType, number>>; maximum: number }) {
  const percentOf = (count: number) => `${(100 * count) / Math.max(maximum, 1)}%`;
  let offset = 0;
  return (
    <svg aria-hidden="true" className="block h-3.5 w-full overflow-visible stroke-ink">
      {changeTypes.map((type) => {
        const from = offset;
        offset += counts[type];
        if (counts[type] === 0) return null;
        return (
          <rect key={type} x={percentOf(from)} y="1" width={percentOf(counts[type])} height="12" {...typeFills[type]} />
        );
      })}
    </svg>
  );
}

/** A bar as long as `permille` of 1000; in a frame, where it is a share of something whole. */
export const ShareBar = ({ permille, isFramed }: { permille: number; isFramed: boolean }) => (
  <svg aria-hidden="true" className="block h-3.5 w-full overflow-visible stroke-ink">
    {isFramed ? <rect y="1" width="100%" height="12" className="fill-paper" /> : null}
    <rect y="1" width={`${permille / 10}%`} height="12" className="fill-ink" />
  </svg>
);

/** The fill of a type, before its name. */
export const TypeSwatch = ({ type }: { type: ChangeType }) => (
  <svg aria-hidden="true" className="mr-1.5 inline-block size-3 overflow-visible align-[-1px] stroke-ink">
    <rect width="12" height="12" {...typeFills[type]} />
  </svg>
);

const typeFills: Record<ChangeType, { className?: string; fill?: string }> = {
  standard: { className: "fill-paper" },
  normal: { fill: "url(#fill-normal)" },
  emergency: { className: "fill-ink" },
};
