import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { changeTypes } from "@/lib/rules/record";
import { startOfDay, tellDate } from "@/lib/time/format";
import { absent, day, filteredPath, key } from "@/lib/web/query";

const filter = z.object({
  /** The first and the last day, both included, in the site's zone. */
  from: day,
  to: day,
  client: key,
  system: key,
  type: absent(z.enum(changeTypes)),
  /** How many records an auditor draws. */
  sample: absent(z.coerce.number().int().min(1).max(500)),
  seed: absent(
    z
      .string()
      .min(1)
      .max(100)
      .refine((seed) => !/\p{Cc}/u.test(seed)),
  ),
  /** One evidence sheet a record: of all records, or of the sample. */
  sheets: absent(z.enum(["all", "sample"])),
});

/** What a report covers and shows. The state is the URL; values that are not valid are ignored. */
export type ReportFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const reportFilter = (query: Readonly<Record<string, unknown>>): ReportFilter => filter.parse(query);

/** Days, both included, and the half-open span of instants that they are in the site's zone. */
export type Period = { readonly from: string; readonly to: string; readonly start: string; readonly end: string };

/** Of which changes a report speaks: those opened in [start, end), of a client, a system or a type. */
export type Covered = Pick<Period, "start" | "end"> & Pick<ReportFilter, "client" | "system" | "type">;

/** The longest period of a report, in years: its length follows what happened, never a number in an address. */
const mostYears = 10;

/** The period that a report covers, with a sentence where less than was asked for; or why it covers nothing. */
type ReportPeriod =
  | { readonly ok: true; readonly period: Period; readonly shortened: string | null }
  | { readonly ok: false; readonly sentence: string };

/**
 * What of the filter's period lies between the day on which the first change was opened and today, by the site's days.
 * Refuses what lies outside, and more than ten years. `firstOpened` is null where no change was ever opened.
 */
export function reportPeriod(
  filter: ReportFilter,
  now: string,
  zone: string,
  firstOpened: string | null,
): ReportPeriod {
  const asked = periodOf(filter, now, zone);
  const today = dayOf(now, zone).toString();
  const earliest = firstOpened === null ? asked.from : dayOf(firstOpened, zone).toString();
  if (asked.from > today)
    return refused(
      `This period begins on ${tellDate(asked.from)}, after today (${tellDate(today)}). Choose a period in the past.`,
    );
  if (asked.to < earliest)
    return refused(`No change was opened by ${tellDate(asked.to)}. The first one was opened on ${tellDate(earliest)}.`);
  const from = laterOf(asked.from, earliest);
  const to = asked.to === laterOf(asked.to, today) ? today : asked.to;
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(from).add({ years: mostYears }), to) <= 0)
    return refused(`A report covers at most ${mostYears} years. Choose a shorter period and generate several reports.`);
  const cuts = [
    ...(filter.from && from > asked.from ? [`it begins on ${tellDate(from)}, when the first change was opened`] : []),
    ...(filter.to && to < asked.to ? [`it ends on ${tellDate(to)}, today`] : []),
  ];
  return {
    ok: true,
    period: spanOf(from, to, zone),
    shortened: cuts.length > 0 ? `This report is shorter than requested: ${cuts.join(", and ")}.` : null,
  };
}

const laterOf = (one: string, other: string): string => (Temporal.PlainDate.compare(one, other) > 0 ? one : other);
const refused = (sentence: string): ReportPeriod => ({ ok: false, sentence });

/** The period of a filter in `zone` (the site's); without days this month up to today; days in reverse are turned round. */
export function periodOf({ from, to }: ReportFilter, now: string, zone: string): Period {
  const today = dayOf(now, zone).toString();
  const last = to ?? (from && from > today ? from : today);
  const first = from ?? monthOf(Temporal.PlainDate.from(last === laterOf(last, today) ? today : last)).from;
  return first <= last ? spanOf(first, last, zone) : spanOf(last, first, zone);
}

/** What of the filter the database is asked for. */
export const coveredBy = ({ client, system, type }: ReportFilter, { start, end }: Period): Covered => ({
  start,
  end,
  ...(client && { client }),
  ...(system && { system }),
  ...(type && { type }),
});

/** The same, as the event of an export says it. */
export const exportedOf = ({ start, end, client, system, type }: Covered) => ({
  periodStart: start,
  periodEnd: end,
  ...(client && { ofClient: client }),
  ...(system && { ofSystem: system }),
  ...(type && { ofType: type }),
});

/** The seed of the sample: as given, else the period's days, so that it is never hidden. */
export const seedOf = ({ seed }: ReportFilter, { from, to }: Pick<Period, "from" | "to">): string =>
  seed ?? `${from}/${to}`;

type Preset = { readonly label: string; readonly from: string; readonly to: string };

/** Periods that people ask for, as days of `zone`: the running ones up to today. */
export function presetsOf(now: string, zone: string): readonly Preset[] {
  const today = dayOf(now, zone);
  const quarter = quarterOf(today);
  const year = today.with({ month: 1, day: 1 });
  const to = today.toString();
  return [
    { label: "This month", from: monthOf(today).from, to },
    { label: "Last month", ...monthOf(today.subtract({ months: 1 })) },
    { label: "This quarter", from: quarter.toString(), to },
    { label: "Last quarter", ...until(quarter.subtract({ months: 3 }), quarter) },
    { label: "This year", from: year.toString(), to },
    { label: "Last year", ...until(year.subtract({ years: 1 }), year) },
    { label: "Last 12 months", from: today.subtract({ years: 1 }).add({ days: 1 }).toString(), to },
  ];
}

/** The URL of the report, or of its file, with that filter. */
export function reportPath(
  shown: ReportFilter,
  path: "/report" | "/report.csv" | "/report.json" = "/report",
  more: Readonly<Record<string, string>> = {},
): string {
  return filteredPath(path, { ...shown, ...more });
}

const dayOf = (now: string, zone: string) => Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();

const spanOf = (from: string, to: string, zone: string): Period => ({
  from,
  to,
  start: startOfDay(from, zone),
  end: startOfDay(to, zone, 1),
});

function monthOf(day: Temporal.PlainDate) {
  const first = day.with({ day: 1 });
  return until(first, first.add({ months: 1 }));
}

const quarterOf = (day: Temporal.PlainDate) => day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });

/** From one day to the day before another. */
const until = (from: Temporal.PlainDate, next: Temporal.PlainDate) => ({
  from: from.toString(),
  to: next.subtract({ days: 1 }).toString(),
});
