import { tonightOf } from "@/lib/changes/finding/quick-filters";
import { dateInZone } from "@/lib/time/date-in-zone";

type Timed = { readonly starts: string; readonly ends: string };

/**
 * The windows of the nights to which these instants belong, a night once and the earliest first, by the definition that
 * "tonight" has everywhere; and how many windows are in none of them.
 */
export function windowsByNight<W extends Timed>(windows: readonly W[], instants: readonly string[], zone: string) {
  const periods = new Map(
    [...instants].sort().map((instant) => [dateInZone(instant, zone), tonightOf(instant, zone)] as const),
  );
  const nights = [...periods].map(([date, { from, to }]) => ({
    date,
    windows: windows.filter(({ starts, ends }) => isBefore(starts, to) && isBefore(from, ends)),
  }));
  const shown = new Set(nights.flatMap((night) => night.windows));
  return { nights, laterCount: windows.length - shown.size };
}

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
