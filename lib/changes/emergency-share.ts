import { Temporal } from "temporal-polyfill";
import type { NamedRef } from "@/lib/rules/record";
import { formatPermille, permille } from "@/lib/time/exact-time";
import { startOfDay } from "@/lib/time/format";

/** Changes opened, how many of them as emergencies, and of these how many went wrong by the policy. */
export type EmergencyCounts = {
  readonly emergencies: number;
  readonly all: number;
  readonly notJustified: number;
  readonly late: number;
};

/** The counts of a month (`YYYY-MM`), or of a client over the year; the client is null where no system is registered. */
export type EmergencyCountsRow =
  | ({ readonly month: string } & EmergencyCounts)
  | ({ readonly client: NamedRef | null } & EmergencyCounts);

/** A month: its first and last day, and the instants between which it lies in the site's zone. */
type MonthRange = {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly start: string;
  readonly end: string;
};

/** The month of `now` and the ones before it, so many in all, the oldest first, as the clocks of `zone` (the site's) have them. */
export function lastMonths(now: string, zone: string, count: number): readonly MonthRange[] {
  const currentMonth = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  return Array.from({ length: count }, (_, monthIndex) => {
    const first = currentMonth.subtract({ months: count - 1 - monthIndex });
    const from = first.toString();
    return {
      month: from.slice(0, 7),
      from,
      to: first.add({ months: 1 }).subtract({ days: 1 }).toString(),
      start: startOfDay(from, zone),
      end: startOfDay(first.add({ months: 1 }).toString(), zone),
    };
  });
}

const noCounts: EmergencyCounts = { emergencies: 0, all: 0, notJustified: 0, late: 0 };

/** The counts of each of these months, also of those in which nothing was opened; the newest first. */
export const countsByMonth = (
  months: readonly MonthRange[],
  parts: readonly EmergencyCountsRow[],
): readonly (MonthRange & EmergencyCounts)[] =>
  months
    .map((month) => ({ ...noCounts, ...parts.find((part) => "month" in part && part.month === month.month), ...month }))
    .reverse();

/** The counts of each client, the greatest share of emergencies first; those without a registered system last. */
export const countsByClient = (parts: readonly EmergencyCountsRow[]) =>
  parts
    .flatMap((part) => ("client" in part ? [part] : []))
    .sort(
      (one, other) =>
        Number(one.client === null) - Number(other.client === null) ||
        sharePermille(other) - sharePermille(one) ||
        other.emergencies - one.emergencies ||
        (one.client?.name ?? "").localeCompare(other.client?.name ?? "", "en"),
    );

/** All of these counts together. */
export const sumCounts = (parts: readonly EmergencyCounts[]): EmergencyCounts =>
  parts.reduce(
    (sum, { emergencies, all, notJustified, late }) => ({
      emergencies: sum.emergencies + emergencies,
      all: sum.all + all,
      notJustified: sum.notJustified + notJustified,
      late: sum.late + late,
    }),
    noCounts,
  );

/** The share of emergencies in tenths of a percent; 0 where nothing was opened. */
export const sharePermille = ({ emergencies, all }: Pick<EmergencyCounts, "emergencies" | "all">): number =>
  permille(emergencies, all) ?? 0;

/** The share: "12.5%"; a dash where nothing was opened. */
export const formatShare = (counted: Pick<EmergencyCounts, "emergencies" | "all">): string =>
  counted.all === 0 ? "–" : formatPermille(sharePermille(counted));

/** "3 of 24 changes opened this month were emergencies (12.5%)." */
export function shareSentence({ emergencies, all }: Pick<EmergencyCounts, "emergencies" | "all">): string {
  if (all === 0) return "No change was opened this month.";
  const changes = `${all} ${all === 1 ? "change" : "changes"} opened this month`;
  return `${emergencies === 0 ? "None" : emergencies} of ${changes} ${emergencies === 1 ? "was an emergency" : "were emergencies"} (${formatShare({ emergencies, all })}).`;
}
