import { formatPermille, formatSeconds, permille } from "@/lib/time/exact-time";
import { type CountedShare, type PeriodFigures, restOf } from "./period-figures";

/** A figure of the report's first page: in words, in this period and in the one before, and the difference. */
export type SummaryFigure = {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What the value is of: "3 of 24"; of a median, how many were counted. */
  readonly counted: string;
  /** Null where there is no period before to compare with. */
  readonly before: string | null;
  readonly difference: string | null;
};

type Value = { readonly text: string; readonly counted: string; readonly amount: number | null };
type FigureDefinition = {
  readonly key: string;
  readonly label: string;
  readonly valueIn: (figures: PeriodFigures) => Value;
  readonly differenceText: (difference: number) => string;
};

const none = "–";

const definitions: readonly FigureDefinition[] = [
  {
    key: "opened",
    label: "Changes opened",
    valueIn: ({ opened }) => countValue(opened),
    differenceText: (difference) => `${signOf(difference)}${Math.abs(difference).toLocaleString("en")}`,
  },
  {
    key: "carried_out",
    label: "Carried out",
    valueIn: ({ failed }) => countValue(failed.whole),
    differenceText: (difference) => `${signOf(difference)}${Math.abs(difference).toLocaleString("en")}`,
  },
  share("succeeded", "Carried out without a failure", ({ failed }) => restOf(failed)),
  share("emergencies", "Emergency share", ({ emergencies }) => emergencies),
  share("documented_in_time", "Emergencies documented within 24 h", ({ documentedInTime }) => documentedInTime),
  {
    key: "lead_time",
    label: "Lead time, median",
    valueIn: ({ leadTime: { seconds, whole } }) => ({
      text: seconds === null ? none : formatSeconds(seconds),
      counted: whole === 0 ? "none to count" : `of ${whole.toLocaleString("en")}`,
      amount: seconds,
    }),
    differenceText: (difference) => `${formatSeconds(Math.abs(difference))} ${difference > 0 ? "longer" : "shorter"}`,
  },
];

/** The figures of the first page; `before` is null where the period before cannot be compared. */
export const summaryFigures = (now: PeriodFigures, before: PeriodFigures | null): readonly SummaryFigure[] =>
  definitions.map(({ key, label, valueIn, differenceText }) => {
    const [value, earlier] = [valueIn(now), before && valueIn(before)];
    return {
      key,
      label,
      value: value.text,
      counted: value.counted,
      before: earlier && (earlier.counted ? `${earlier.text} (${earlier.counted})` : earlier.text),
      difference: earlier && differenceOf(value.amount, earlier.amount, differenceText),
    };
  });

function differenceOf(amount: number | null, before: number | null, text: (difference: number) => string): string {
  if (amount === null || before === null) return none;
  return amount === before ? "no change" : text(amount - before);
}

function share(key: string, label: string, of: (figures: PeriodFigures) => CountedShare): FigureDefinition {
  return {
    key,
    label,
    valueIn: (figures) => {
      const { part, whole } = of(figures);
      const amount = permille(part, whole);
      return {
        text: amount === null ? none : formatPermille(amount),
        counted: whole === 0 ? "none to count" : `${part.toLocaleString("en")} of ${whole.toLocaleString("en")}`,
        amount,
      };
    },
    differenceText: (difference) =>
      `${signOf(difference)}${formatPermille(Math.abs(difference)).replace("%", " points")}`,
  };
}

const countValue = (count: number): Value => ({ text: count.toLocaleString("en"), counted: "", amount: count });

const signOf = (difference: number): string => (difference > 0 ? "+" : "−");
