import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { CalendarItem } from "@/db/calendar/calendar-rows";
import { hiddenWindowsSentence } from "@/lib/calendar/hidden-windows";
import { periodOf } from "@/lib/calendar/period";
import type { LoadedCalendar } from "./load";
import { SystemRows } from "./system-rows";

const now = "2026-11-15T12:00:00.000000Z";

const window = (id: number): CalendarItem => ({
  ...{ id, number: `CHG-${id}`, type: "normal", status: "closed", title: "Add memory", systems: ["vault"], stepSeq: 9 },
  ...{ starts: "2026-11-15T08:00:00Z", ends: "2026-11-15T09:00:00Z", windowStart: "2026-11-15T08:00:00Z" },
  ...{ windowEnd: "2026-11-15T09:00:00Z", approvedAt: now, startedAt: now, factsCompleteAt: null },
  ...{ rollbackMinutes: null, conflicts: [], frozenBy: [], who: "Operator One" },
});

/** Two systems share the changes 1 and 2; the items of the page are those of `shown`. */
function pageOf(shown: readonly number[], dayCount: 1 | 14): string {
  const period = periodOf("systems", "2026-11-15", { zone: "UTC", weekStart: "monday", dayCount, now });
  const rows = [
    { id: 7, name: "vault", clientId: 1, client: "Acme", changes: [1, 2] },
    { id: 8, name: "web", clientId: 1, client: "Acme", changes: [2, 3] },
  ];
  const calendar: LoadedCalendar["calendar"] = {
    ...{ now, rows, rowCount: 2, items: shown.map(window), counts: {}, freezes: [], waiting: [], waitingCount: 0 },
    ...{ newestEvent: 1, moves: [], people: [], filterOptions: { clients: [], systems: [], tooMany: false } },
  };
  const state = { view: "systems" as const, date: "2026-11-15", zone: "UTC", filter: {} };
  const pathTo = ({ days }: { days?: number }) => `/calendar?days=${days}`;
  return renderToStaticMarkup(<SystemRows {...{ state, period, calendar, pathTo }} />);
}

it("counts what a page has no room for: beside each system, and once for the page", () => {
  const markup = pageOf([1], 14);
  expect(markup.match(/data-number=/g)).toHaveLength(1);
  expect(markup).toContain(">1 more<");
  expect(markup).toContain(">2 more<");
  expect(markup).toContain(hiddenWindowsSentence(2));
  expect(markup).toContain("days=1");
});

it("says nothing of it where all is shown, and offers no shorter period than a day", () => {
  expect(pageOf([1, 2, 3], 14)).not.toMatch(/more<| more window/);
  expect(pageOf([1], 1)).not.toContain("Show one day");
});
