/** The days on which a site may begin its weeks, as the setting `WEEK_STARTS` names them. */
export const weekStartDays = ["monday", "saturday", "sunday"] as const;
export type WeekStart = (typeof weekStartDays)[number];

/** Numbered as Temporal numbers the days of a week: 1 is Monday. */
const dayNumbers: Readonly<Record<WeekStart, number>> = { monday: 1, saturday: 6, sunday: 7 };

type DayOfWeek<D> = { readonly dayOfWeek: number; readonly subtract: (duration: { days: number }) => D };

/** The first day of the week of `day`, a date or an instant with its zone, in weeks that begin on `weekStart`. */
export const startOfWeek = <D extends DayOfWeek<D>>(day: D, weekStart: WeekStart): D =>
  day.subtract({ days: (day.dayOfWeek - dayNumbers[weekStart] + 7) % 7 });
