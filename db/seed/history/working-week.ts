import type { SeededRandom } from "./seeded-random";

export const msPerMinute = 60_000;
export const msPerHour = 60 * msPerMinute;
export const msPerDay = 24 * msPerHour;

/**
 * The working week of a generated history. Days are counted back from the last midnight (UTC) instead of by weekday, so that
 * the same history results on whatever day it is generated.
 */
export class WorkingWeek {
  constructor(readonly midnight: number) {}

  /** `count` ascending instants from `start` to `end`: fewer on quiet days, most in working hours. */
  pickTimes(start: number, end: number, count: number, random: SeededRandom): number[] {
    const days = Array.from(
      { length: Math.max(1, Math.ceil((end - start) / msPerDay)) },
      (_, i) => start + i * msPerDay,
    );
    const busy = days.map((at) => (this.#isQuiet(at) ? 0.3 : 1));
    const totalShare = busy.reduce((sum, share) => sum + share, 0);
    let dueSoFar = 0;
    let given = 0;
    return days.flatMap((from, i) => {
      dueSoFar += ((busy[i] ?? 0) * count) / totalShare;
      const today = (i === days.length - 1 ? count : Math.round(dueSoFar)) - given;
      given += today;
      const moments = Array.from({ length: today }, () => Math.min(Math.floor(pickTimeOfDay(from, random)), end));
      return moments.sort((one, other) => one - other);
    });
  }

  /** `at`, or the next morning within working hours. */
  nextWorkingTime(at: number, random: SeededRandom): number {
    const midnight = at - (at % msPerDay);
    const hourOfDay = (at - midnight) / msPerHour;
    if (!this.#isQuiet(at) && hourOfDay >= 7 && hourOfDay < 18) return at;
    const next = hourOfDay < 7 ? midnight : midnight + msPerDay;
    return this.nextWorkingTime(Math.floor(next + 7 * msPerHour + random.next() * 2 * msPerHour), random);
  }

  /** The year to use in texts, counted from a fixed date, so that texts do not depend on when the history is generated. */
  referenceYear(at: number): number {
    return new Date(at - this.midnight + referenceMidnight).getUTCFullYear();
  }

  #isQuiet(at: number): boolean {
    const i = Math.floor((at - this.midnight) / msPerDay) % 7;
    return [3, 4].includes(i < 0 ? i + 7 : i);
  }
}

const referenceMidnight = Date.UTC(2026, 0, 1);

function pickTimeOfDay(from: number, random: SeededRandom): number {
  const working = from + 7 * msPerHour + random.next() * 10 * msPerHour;
  return random.chance(0.85) ? working : from + random.next() * msPerDay;
}

export const toIso = (at: number): string => new Date(at).toISOString();
