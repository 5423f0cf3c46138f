import { formatPermille, formatSeconds, permille } from "@/lib/time/exact-time";
import { type CountedShare, type PeriodFigures, restOf } from "./period-figures";

/** The value of a month: a number to draw, its words, and of how many changes; null where nothing counts. */
export type TrendPoint = {
  readonly month: string;
  readonly amount: number | null;
  readonly text: string;
  readonly counted: string;
};

/** One figure over months, oldest first, and the range in which it is drawn. */
export type Trend = {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly points: readonly TrendPoint[];
  readonly range: { readonly low: number; readonly high: number; readonly lowText: string; readonly highText: string };
};

type MonthFigures = { readonly month: string; readonly figures: PeriodFigures };
type TrendDefinition = Pick<Trend, "key" | "label" | "definition"> & {
  readonly pointOf: (figures: PeriodFigures) => Omit<TrendPoint, "month">;
  readonly rangeOf: (amounts: readonly number[]) => Trend["range"];
};

const whole = 1000;
const shareStep = 50;
const hour = 3600;
const day = 24 * hour;

/** Success, lead time, late documentation and emergency share of these months: the report's figures of each. */
export const trendsOf = (months: readonly MonthFigures[]): readonly Trend[] =>
  definitions.map(({ key, label, definition, pointOf, rangeOf }) => {
    const points = months.map(({ month, figures }) => ({ month, ...pointOf(figures) }));
    const amounts = points.flatMap(({ amount }) => (amount === null ? [] : [amount]));
    return { key, label, definition, points, range: rangeOf(amounts) };
  });

const definitions: readonly TrendDefinition[] = [
  {
    key: "success",
    label: "Carried out without a failure",
    definition: "Changes that never failed, among those carried out.",
    pointOf: ({ failed }) => sharePoint(restOf(failed)),
    // Nearly all changes succeed: from 0 on, no month would differ from another.
    rangeOf: (amounts) => shareRange(Math.min(...amounts, whole - shareStep), whole),
  },
  {
    key: "lead_time",
    label: "Lead time, median",
    definition: "From the opening of a standard or normal change to the end of its execution.",
    pointOf: ({ leadTime: { seconds, whole: counted } }) => ({
      amount: seconds,
      text: seconds === null ? "–" : formatSeconds(seconds),
      counted: counted === 0 ? "none to count" : `of ${counted.toLocaleString("en")}`,
    }),
    rangeOf: (amounts) => {
      const longest = Math.max(...amounts, hour);
      const unit = longest > day ? day : hour;
      const high = Math.ceil(longest / unit) * unit;
      return { low: 0, high, lowText: "0", highText: formatSeconds(high) };
    },
  },
  {
    key: "late_documentation",
    label: "Emergencies documented late",
    definition: "Emergencies whose five facts came, or are missing, after 24 hours.",
    pointOf: ({ documentedInTime }) => sharePoint(restOf(documentedInTime)),
    rangeOf: (amounts) => shareRange(0, Math.max(...amounts, 2 * shareStep)),
  },
  {
    key: "emergency_share",
    label: "Emergency share",
    definition: "Emergencies among all changes opened.",
    pointOf: ({ emergencies }) => sharePoint(emergencies),
    rangeOf: (amounts) => shareRange(0, Math.max(...amounts, 2 * shareStep)),
  },
];

function sharePoint({ part, whole }: CountedShare): Omit<TrendPoint, "month"> {
  const amount = permille(part, whole);
  return {
    amount,
    text: amount === null ? "–" : formatPermille(amount),
    counted: whole === 0 ? "none to count" : `${part.toLocaleString("en")} of ${whole.toLocaleString("en")}`,
  };
}

/** Between whole steps of 5%. */
function shareRange(least: number, most: number): Trend["range"] {
  const [low, high] = [Math.floor(least / shareStep) * shareStep, Math.ceil(most / shareStep) * shareStep];
  return { low, high, lowText: `${low / 10}%`, highText: `${high / 10}%` };
}
