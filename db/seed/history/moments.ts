import type { Dice } from "./dice";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/**
 * The working week of a generated history. Days are counted back from the last midnight (UTC) instead of by weekday, so that
 * the same history results on whatever day it is generated.
 */
export class Week {
  constructor(readonly midnight: number) {}

  /** `count` ascending instants from `start` to `end`: fewer on quiet days, most in working hours. */
  moments(start: number, end: number, count: number, dice: Dice): number[] {
    const days = Array.from({ length: Math.max(1, Math.ceil((end - start) / day)) }, (_, place) => start + place * day);
    const busy = days.map((at) => (this.#isQuiet(at) ? 0.3 : 1));
    const whole = busy.reduce((sum, share) => sum + share, 0);
    let dueSoFar = 0;
    let given = 0;
    return days.flatMap((from, place) => {
      dueSoFar += ((busy[place] ?? 0) * count) / whole;
      const today = (place === days.length - 1 ? count : Math.round(dueSoFar)) - given;
      given += today;
      const moments = Array.from({ length: today }, () => Math.min(Math.floor(timeOfDay(from, dice)), end));
      return moments.sort((one, other) => one - other);
    });
  }

  /** `at`, or the next morning within working hours. */
  deskTime(at: number, dice: Dice): number {
    const midnight = at - (at % day);
    const hourOfDay = (at - midnight) / hour;
    if (!this.#isQuiet(at) && hourOfDay >= 7 && hourOfDay < 18) return at;
    const next = hourOfDay < 7 ? midnight : midnight + day;
    return this.deskTime(Math.floor(next + 7 * hour + dice.draw() * 2 * hour), dice);
  }

  /** The year to use in texts, counted from a fixed date, so that texts do not depend on when the history is generated. */
  yearOf(at: number): number {
    return new Date(at - this.midnight + told).getUTCFullYear();
  }

  #isQuiet(at: number): boolean {
    const place = Math.floor((at - this.midnight) / day) % 7;
    return [3, 4].includes(place < 0 ? place + 7 : place);
  }
}

const told = Date.UTC(2026, 0, 1);

function timeOfDay(from: number, dice: Dice): number {
  const working = from + 7 * hour + dice.draw() * 10 * hour;
  return dice.chance(0.85) ? working : from + dice.draw() * day;
}

export const instant = (at: number): string => new Date(at).toISOString();
