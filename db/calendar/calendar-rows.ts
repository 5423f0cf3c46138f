import { z } from "zod";
import { idsOfNames, type RowWithNames } from "@/db/changes/names-in-view";
import { deadlineFields, instant, listOf, named, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { freezeScopes } from "@/lib/rules/record";

export const calendarItem = strictRow({
  ...shapeOf(deadlineFields),
  ...idsOfNames,
  id: z.int(),
  number: z.string(),
  title: z.string(),
  stepSeq: z.int(),
  starts: instant,
  ends: instant,
  rollbackMinutes: z.int().nullable(),
  /** The numbers of changes that reserve one of its systems at an overlapping time. */
  conflicts: listOf(z.string()),
  /** The freezes that cover it and were not waived. */
  frozenBy: listOf(z.string()),
});

/** A window, or an emergency as it happened, in the calendar. Instants are ISO texts in UTC. */
export type CalendarItem = RowWithNames<z.infer<typeof calendarItem>>;

export const calendarFreeze = strictRow({
  id: z.int(),
  name: z.string(),
  covers: z.enum(freezeScopes),
  /** The client or the system; null for all. */
  of: z.string().nullable(),
  clientId: z.int().nullable(),
  systemId: z.int().nullable(),
  starts: instant,
  ends: instant,
});

export type CalendarFreeze = z.infer<typeof calendarFreeze>;

export const unscheduledChange = strictRow({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  stepSeq: z.int(),
  systems: listOf(z.string()),
  expectedMinutes: z.int().nullable(),
  implementer: named.nullable(),
  lapsesAt: instant,
  busy: listOf(z.tuple([instant, instant]).readonly()),
});

/** An approved change without a window, and the times that its window would conflict with. */
export type UnscheduledChange = z.infer<typeof unscheduledChange>;
