import type { CalendarFreeze, CalendarItem } from "@/db/calendar/read-calendar";
import type { Segment } from "@/lib/calendar/grid";

/** What a day of the calendar holds. */
export type Shown =
  | { readonly kind: "freeze"; readonly freeze: CalendarFreeze; readonly starts: string; readonly ends: string }
  | { readonly kind: "item"; readonly item: CalendarItem; readonly starts: string; readonly ends: string };

export type DayShown = {
  readonly date: string;
  readonly segments: readonly Segment<Shown>[];
  /** How many windows begin on the day that are not shown on it. */
  readonly more: number;
  /** How long the day is, and what the clocks show at each of its hours where they change on it. */
  readonly minutes: number;
  readonly hours: readonly string[];
  readonly isToday: boolean;
  readonly isOutside: boolean;
};

/** Freezes stand before what they cover, an earlier one before a later. */
export const shownOf = (freezes: readonly CalendarFreeze[], items: readonly CalendarItem[]): readonly Shown[] => [
  ...freezes.map((freeze) => ({ kind: "freeze" as const, freeze, starts: freeze.starts, ends: freeze.ends })),
  ...items.map((item) => ({ kind: "item" as const, item, starts: item.starts, ends: item.ends })),
];

/** The words of what a freeze covers. */
export const coveredBy = ({ of }: CalendarFreeze): string => of ?? "all systems";
