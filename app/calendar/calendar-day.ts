import type { CalendarFreeze, CalendarItem } from "@/db/calendar/calendar-rows";
import type { CalendarImported } from "@/db/imports/read-imported-in-calendar";
import type { Segment } from "@/lib/calendar/day-grid";

export type DayItem =
  | { readonly kind: "freeze"; readonly freeze: CalendarFreeze; readonly starts: string; readonly ends: string }
  | { readonly kind: "imported"; readonly record: CalendarImported; readonly starts: string; readonly ends: string }
  | { readonly kind: "item"; readonly item: CalendarItem; readonly starts: string; readonly ends: string };

export type CalendarDay = {
  readonly date: string;
  readonly segments: readonly Segment<DayItem>[];
  /** Windows that begin on this day and are not shown. */
  readonly hiddenCount: number;
  /** The day's length, and its hours where the clocks change on it. */
  readonly minutes: number;
  readonly hours: readonly string[];
  readonly isToday: boolean;
  /** How many minutes of today have passed; null of every other day. */
  readonly nowMinute: number | null;
  /** A phone leaves it out: what is over before today, and days without anything. */
  readonly isHiddenOnPhone: boolean;
  readonly isOutsideMonth: boolean;
};

/** Freezes come before the windows that they cover, and what was imported after both. */
export const dayItems = (
  freezes: readonly CalendarFreeze[],
  items: readonly CalendarItem[],
  imported: readonly CalendarImported[] = [],
): readonly DayItem[] => [
  ...freezes.map((freeze) => ({ kind: "freeze" as const, freeze, starts: freeze.starts, ends: freeze.ends })),
  ...items.map((item) => ({ kind: "item" as const, item, starts: item.starts, ends: item.ends })),
  ...imported.map((record) => ({ kind: "imported" as const, record, starts: record.starts, ends: record.ends })),
];

export const freezeScope = ({ of }: CalendarFreeze): string => of ?? "all systems";
