import { gzipSync } from "node:zlib";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { CalendarItem } from "@/db/calendar/calendar-rows";
import { segmentsOf } from "@/lib/calendar/day-grid";
import { periodOf } from "@/lib/calendar/period";
import { type CalendarDay, dayItems } from "./calendar-day";
import { Month } from "./month";

const now = "2026-11-15T12:00:00.000000Z";
const period = periodOf("month", "2026-11-15", { zone: "UTC", weekStart: "monday", now });
const subjects = ["Rotate the keys of", "Add memory to", "Move the backups of", "Replace the balancer of"];

const window = (index: number): CalendarItem => {
  const day = String((index % 30) + 1).padStart(2, "0");
  const hour = String((index * 7) % 23).padStart(2, "0");
  const minute = String((index * 5) % 60).padStart(2, "0");
  const [starts, ends] = [`2026-11-${day}T${hour}:${minute}:00Z`, `2026-11-${day}T23:${minute}:00Z`];
  const system = `northgate-${index}`;
  return {
    ...{ id: index, number: `CHG-${3000 + index}`, type: "normal", status: index % 5 === 0 ? "scheduled" : "closed" },
    ...{ title: `${subjects[index % 4]} ${system}`, systems: [system], who: "Operator One", stepSeq: 9, starts, ends },
    ...{ windowStart: starts, windowEnd: ends, approvedAt: starts, startedAt: index % 5 === 0 ? null : starts },
    ...{ factsCompleteAt: null, rollbackMinutes: null, conflicts: [], frozenBy: [] },
  };
};

function monthOf(items: readonly CalendarItem[]): string {
  const segments = segmentsOf(dayItems([], items), period, "UTC");
  const days = period.days.map((date, index): CalendarDay => {
    const own = segments[index] ?? [];
    const never = { hiddenCount: 0, isToday: false, nowMinute: null, isHiddenOnPhone: false, isOutsideMonth: false };
    return { date, segments: own, minutes: 1440, hours: [], ...never };
  });
  const dayPath = (date: string) => `/calendar?view=agenda&date=${date}&days=1`;
  const context = { zone: "UTC", now, mayMove: true };
  return renderToStaticMarkup(<Month {...{ days, context, dayPath }} title={period.title} schedulePath={dayPath} />);
}

it("300 windows of a month take at most 15 KB compressed, which leaves 5 for the rest of the page", () => {
  const markup = monthOf(Array.from({ length: 300 }, (_, index) => window(index)));
  expect(markup.match(/data-number=/g)).toHaveLength(300);
  expect(gzipSync(markup).length).toBeLessThan(15 * 1024);
});

it("a bar says when, what and in which state; what is closed steps back", () => {
  const markup = monthOf([window(1)]);
  expect(markup).toContain(">CHG-3001<");
  expect(markup).toMatch(/07:05<span[^>]*>–23:05</);
  expect(markup).toMatch(/Add memory to northgate-1 · northgate-1<span class="sr-only">, closed</);
  expect(markup).toContain("text-muted");
});
