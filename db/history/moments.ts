import type { Dice } from "./dice";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `count` moments from `start` to `end` in order: fewer at the weekend, most in working hours (UTC). */
export function momentsBetween(start: number, end: number, count: number, dice: Dice): number[] {
  const days = Array.from({ length: Math.max(1, Math.ceil((end - start) / day)) }, (_, place) => start + place * day);
  const busy = days.map((at) => (isWeekend(at) ? 0.3 : 1));
  const whole = busy.reduce((sum, share) => sum + share, 0);
  let dueSoFar = 0;
  let given = 0;
  return days.flatMap((from, place) => {
    dueSoFar += ((busy[place] ?? 0) * count) / whole;
    const today = (place === days.length - 1 ? count : Math.round(dueSoFar)) - given;
    given += today;
    const moments = Array.from({ length: today }, () => Math.min(timeOfDay(from, dice), end));
    return moments.sort((one, other) => one - other);
  });
}

function timeOfDay(from: number, dice: Dice): number {
  const midnight = from - (from % day);
  const working = midnight + 7 * hour + dice.draw() * 10 * hour;
  return dice.chance(0.85) && working >= from ? working : from + dice.draw() * (midnight + day - from);
}

/** `at`, or the next morning somebody is at their desk. */
export function deskTime(at: number, dice: Dice): number {
  const midnight = at - (at % day);
  const hourOfDay = (at - midnight) / hour;
  if (!isWeekend(at) && hourOfDay >= 7 && hourOfDay < 18) return at;
  const next = hourOfDay < 7 ? midnight : midnight + day;
  return deskTime(next + 7 * hour + dice.draw() * 2 * hour, dice);
}

function isWeekend(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday === 0 || weekday === 6;
}
