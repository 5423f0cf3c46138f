import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { changeTypes, typesWithoutWindow } from "@/lib/rules/record";
import { formatDate, startOfDay } from "@/lib/time/format";
import { dayParam, idParam, optionalParam, pathWithQuery } from "@/lib/web/query-params";

/** Which parts a page or print of the report has: its figures, the sample's evidence sheets, or everything. */
export const reportParts = ["summary", "sample", "all"] as const;

const schema = z.object({
  /** The first and the last day, both included, in the site's zone. */
  from: dayParam,
  to: dayParam,
  client: idParam,
  system: idParam,
  type: optionalParam(z.enum(changeTypes)),
  /** The size of the sample. */
  sample: optionalParam(z.coerce.number().int().min(1).max(500)),
  seed: optionalParam(
    z
      .string()
      .min(1)
      .max(100)
      .refine((seed) => !/\p{Cc}/u.test(seed)),
  ),
  /** Whose evidence sheets are shown: of all records, or of the sample. */
  sheets: optionalParam(z.enum(["all", "sample"])),
  /** Absent: everything, with one page of the population. */
  part: optionalParam(z.enum(reportParts)),
});

/** What a report covers and shows. The state is the URL; values that are not valid are ignored. */
export type ReportFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseReportFilter = (query: Readonly<Record<string, unknown>>): ReportFilter => schema.parse(query);

/** The first and the last day, and the same as a half-open range of instants in the site's zone. */
export type ReportPeriod = { readonly from: string; readonly to: string; readonly start: string; readonly end: string };

/** Which changes a report covers: those opened in [start, end), of a client, a system or a type. */
export type ReportScope = Pick<ReportPeriod, "start" | "end"> & Pick<ReportFilter, "client" | "system" | "type">;

/** The longest period of a report, in years, so that an address cannot ask for an unbounded one. */
const maxYears = 10;

/** The period that a report covers, with a sentence where less than was asked for; or why it covers nothing. */
type ReportPeriodResult =
  | { readonly ok: true; readonly period: ReportPeriod; readonly shortened: string | null }
  | { readonly ok: false; readonly sentence: string };

/**
 * Cuts the filter's period to the days from the first opened change to today, in the site's zone. Refuses a period outside
 * of those days, and one of more than ten years. `firstOpened` is null where no change was ever opened; an imported record
 * that began earlier, at `firstImported`, counts instead.
 */
export function limitPeriod(
  filter: ReportFilter,
  now: string,
  zone: string,
  firstOpened: string | null,
  firstImported: string | null = null,
): ReportPeriodResult {
  const isImportedFirst = firstImported !== null && (firstOpened === null || firstImported < firstOpened);
  const first = isImportedFirst ? firstImported : firstOpened;
  const requested = periodOf(filter, now, zone);
  const today = dayOf(now, zone).toString();
  const earliest = first === null ? requested.from : dayOf(first, zone).toString();
  if (requested.from > today)
    return refusePeriod(
      `This period begins on ${formatDate(requested.from)}, after today (${formatDate(today)}). Choose a period in the past.`,
    );
  if (requested.to < earliest)
    return refusePeriod(
      isImportedFirst
        ? `Nothing is recorded up to ${formatDate(requested.to)}. The first imported record is of ${formatDate(earliest)}.`
        : `No change was opened by ${formatDate(requested.to)}. The first one was opened on ${formatDate(earliest)}.`,
    );
  const from = laterDate(requested.from, earliest);
  const to = requested.to === laterDate(requested.to, today) ? today : requested.to;
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(from).add({ years: maxYears }), to) <= 0)
    return refusePeriod(
      `A report covers at most ${maxYears} years. Choose a shorter period and generate several reports.`,
    );
  const cuts = [
    ...(filter.from && from > requested.from
      ? [
          `it begins on ${formatDate(from)}, ${isImportedFirst ? "with the first imported record" : "when the first change was opened"}`,
        ]
      : []),
    ...(filter.to && to < requested.to ? [`it ends on ${formatDate(to)}, today`] : []),
  ];
  return {
    ok: true,
    period: spanOf(from, to, zone),
    shortened: cuts.length > 0 ? `This report is shorter than requested: ${cuts.join(", and ")}.` : null,
  };
}

const laterDate = (one: string, other: string): string => (Temporal.PlainDate.compare(one, other) > 0 ? one : other);
const refusePeriod = (sentence: string): ReportPeriodResult => ({ ok: false, sentence });

/** The period of a filter in `zone` (the site's). Without days: this month up to today. Days in reverse order are swapped. */
export function periodOf({ from, to }: ReportFilter, now: string, zone: string): ReportPeriod {
  const today = dayOf(now, zone).toString();
  const last = to ?? (from && from > today ? from : today);
  const first = from ?? monthOf(Temporal.PlainDate.from(last === laterDate(last, today) ? today : last)).from;
  return first <= last ? spanOf(first, last, zone) : spanOf(last, first, zone);
}

/** The part of the filter that selects changes. */
export const scopeOf = ({ client, system, type }: ReportFilter, { start, end }: ReportPeriod): ReportScope => ({
  start,
  end,
  ...(client && { client }),
  ...(system && { system }),
  ...(type && { type }),
});

/** The same as the event of an export records it. */
export const exportInputOf = ({ start, end, client, system, type }: ReportScope) => ({
  periodStart: start,
  periodEnd: end,
  ...(client && { ofClient: client }),
  ...(system && { ofSystem: system }),
  ...(type && { ofType: type }),
});

/** The seed of the sample: as given, else the days of the period, so that anybody can draw the sample again. */
export const seedOf = ({ seed }: ReportFilter, { from, to }: Pick<ReportPeriod, "from" | "to">): string =>
  seed ?? `${from}/${to}`;

type Preset = { readonly label: string; readonly from: string; readonly to: string };

/** Common periods in `zone`; the current ones end today. */
export function presetsOf(now: string, zone: string): readonly Preset[] {
  const today = dayOf(now, zone);
  const quarter = quarterOf(today);
  const year = today.with({ month: 1, day: 1 });
  const to = today.toString();
  return [
    { label: "This month", from: monthOf(today).from, to },
    { label: "Last month", ...monthOf(today.subtract({ months: 1 })) },
    { label: "This quarter", from: quarter.toString(), to },
    { label: "Last quarter", ...upToDayBefore(quarter.subtract({ months: 3 }), quarter) },
    { label: "This year", from: year.toString(), to },
    { label: "Last year", ...upToDayBefore(year.subtract({ years: 1 }), year) },
    { label: "Last 12 months", from: today.subtract({ years: 1 }).add({ days: 1 }).toString(), to },
  ];
}

/** The emergencies of the quarter before the one of `now`, in `zone`. */
export function lastQuarterEmergencies(now: string, zone: string): ReportFilter {
  const thisQuarter = quarterOf(dayOf(now, zone));
  const [emergency] = typesWithoutWindow;
  return { ...upToDayBefore(thisQuarter.subtract({ months: 3 }), thisQuarter), type: emergency };
}

/** Reports that people ask for most, ready to open: what an operations lead shows, and what an auditor draws. */
export function commonReportsOf(
  now: string,
  zone: string,
): readonly { readonly label: string; readonly filter: ReportFilter }[] {
  const days = (label: string): Pick<ReportFilter, "from" | "to"> => {
    const { from, to } = presetsOf(now, zone).find((preset) => preset.label === label) ?? {};
    return { from, to };
  };
  const [lastMonth, lastQuarter] = [days("Last month"), days("Last quarter")];
  const [emergency] = typesWithoutWindow;
  return [
    { label: "Last month’s emergencies", filter: { ...lastMonth, type: emergency } },
    { label: "Last quarter’s emergencies", filter: lastQuarterEmergencies(now, zone) },
    { label: "Sample of 25 of last quarter", filter: { ...lastQuarter, sample: 25, part: "sample" } },
  ];
}

/** The URL of the report, or of one of its files, with that filter. */
export function reportPath(
  filter: ReportFilter,
  path: "/report" | "/report.csv" | "/report.json" | "/report.zip" | "/report/imported.csv" = "/report",
  extraParams: Readonly<Record<string, string>> = {},
): string {
  return pathWithQuery(path, { ...filter, ...extraParams });
}

const dayOf = (now: string, zone: string) => Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();

const spanOf = (from: string, to: string, zone: string): ReportPeriod => ({
  from,
  to,
  start: startOfDay(from, zone),
  end: startOfDay(to, zone, 1),
});

function monthOf(day: Temporal.PlainDate) {
  const first = day.with({ day: 1 });
  return upToDayBefore(first, first.add({ months: 1 }));
}

const quarterOf = (day: Temporal.PlainDate) => day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });

/** From one day to the day before another. */
const upToDayBefore = (from: Temporal.PlainDate, next: Temporal.PlainDate) => ({
  from: from.toString(),
  to: next.subtract({ days: 1 }).toString(),
});
