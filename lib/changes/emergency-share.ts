import { Temporal } from "temporal-polyfill";
import type { Named } from "@/lib/rules/record";
import { permille, tellPermille } from "@/lib/time/exact-time";
import { startOfDay } from "@/lib/time/format";

/** Changes opened, how many of them as emergencies, and of these how many went wrong by the policy. */
export type Counted = {
  readonly emergencies: number;
  readonly all: number;
  readonly notJustified: number;
  readonly late: number;
};

/** The counts of a month (`YYYY-MM`), or of a client over the year; the client is null where no system is registered. */
export type CountedPart = ({ readonly month: string } & Counted) | ({ readonly client: Named | null } & Counted);

/** A month: its first and last day, and the instants between which it lies in the site's zone. */
type Month = {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly start: string;
  readonly end: string;
};

/** The month of `now` and the ones before it, so many in all, the oldest first, as the clocks of `zone` (the site's) have them. */
export function lastMonths(now: string, zone: string, count: number): readonly Month[] {
  const running = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  return Array.from({ length: count }, (_, place) => {
    const first = running.subtract({ months: count - 1 - place });
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

const nothing: Counted = { emergencies: 0, all: 0, notJustified: 0, late: 0 };

/** The counts of each of these months, also of those in which nothing was opened; the newest first. */
export const byMonth = (months: readonly Month[], parts: readonly CountedPart[]): readonly (Month & Counted)[] =>
  months
    .map((month) => ({ ...nothing, ...parts.find((part) => "month" in part && part.month === month.month), ...month }))
    .reverse();

/** The counts of each client, the greatest share of emergencies first; those without a registered system last. */
export const byClient = (parts: readonly CountedPart[]) =>
  parts
    .flatMap((part) => ("client" in part ? [part] : []))
    .sort(
      (one, other) =>
        Number(one.client === null) - Number(other.client === null) ||
        shareOf(other) - shareOf(one) ||
        other.emergencies - one.emergencies ||
        (one.client?.name ?? "").localeCompare(other.client?.name ?? "", "en"),
    );

/** All of these counts together. */
export const inAll = (parts: readonly Counted[]): Counted =>
  parts.reduce(
    (sum, { emergencies, all, notJustified, late }) => ({
      emergencies: sum.emergencies + emergencies,
      all: sum.all + all,
      notJustified: sum.notJustified + notJustified,
      late: sum.late + late,
    }),
    nothing,
  );

/** The share of emergencies in tenths of a percent; 0 where nothing was opened. */
export const shareOf = ({ emergencies, all }: Pick<Counted, "emergencies" | "all">): number =>
  permille(emergencies, all) ?? 0;

/** The share in words: "12.5 %"; a dash where nothing was opened. */
export const tellShare = (counted: Pick<Counted, "emergencies" | "all">): string =>
  counted.all === 0 ? "–" : tellPermille(shareOf(counted));

/** "3 of 24 changes opened this month were emergencies (12.5 %)." */
export function shareSentence({ emergencies, all }: Pick<Counted, "emergencies" | "all">): string {
  if (all === 0) return "No change was opened this month.";
  const changes = `${all} ${all === 1 ? "change" : "changes"} opened this month`;
  return `${emergencies === 0 ? "None" : emergencies} of ${changes} ${emergencies === 1 ? "was an emergency" : "were emergencies"} (${tellShare({ emergencies, all })}).`;
}
