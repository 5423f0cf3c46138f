import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { formOptionsFor, toChoice } from "@/app/_steps/panel/form-options";
import { toActor } from "@/app/_steps/record-state";
import { readCalendar } from "@/db/calendar/read-calendar";
import { readImportedInCalendar } from "@/db/imports/read-imported-in-calendar";
import { periodOf } from "@/lib/calendar/period";
import { schedulingRights } from "@/lib/rules/can-create";
import { calendarState } from "./calendar-path";

export type LoadedCalendar = Loaded<typeof loadCalendar>;

export async function loadCalendar({ query, person }: PageRequest) {
  const ownZone = userZone(person);
  const now = person.now.toISOString();
  const state = calendarState(query, { zone: ownZone, now });
  const { zone, view, date, filter, days, page = 1 } = state;
  const period = periodOf(view, date, { zone, weekStart: settings().weekStart, dayCount: days, now });
  const { from, to } = period;
  const [calendar, imported] = await Promise.all([
    readCalendar({
      ...{ from, to, zone, filter, readerId: person.personId },
      ...(view === "systems" && { rowsPage: page - 1 }),
      ...(/^\d{1,15}$/.test(String(query.since)) && { since: Number(query.since) }),
    }),
    state.imported ? readImportedInCalendar(period, filter) : [],
  ]);
  return {
    ...{ state, ownZone, period, calendar, imported },
    ...schedulingRights(toActor(person)),
    formOptions: { ...formOptionsFor({ person, now: calendar.now }), people: calendar.people.map(toChoice), zone },
  };
}
