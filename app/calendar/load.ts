import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { readCalendar } from "@/db/calendar/read-calendar";
import { firstDayFor, periodOf } from "@/lib/calendar/period";
import { mayPlan } from "@/lib/rules/may-make";
import { calendarState } from "./calendar-path";

export type LoadedCalendar = Loaded<typeof loadCalendar>;

export async function loadCalendar({ query, person, request }: Asked) {
  const ownZone = zoneOf(person);
  const state = calendarState(query, { zone: ownZone, now: person.now.toISOString() });
  const { zone, view, date, filter, oneDay } = state;
  const firstDay = firstDayFor(request.headers.get("accept-language") ?? "");
  const period = periodOf(view, date, zone, firstDay, oneDay ? 1 : undefined);
  const { from, to } = period;
  const calendar = await readCalendar({ from, to, zone, filter, me: person.personId });
  return {
    ...{ state, ownZone, period, calendar },
    ...mayPlan(asJudged(person)),
    world: { ...worldOf({ person, now: calendar.now }), people: calendar.people.map(asChoice), zone },
  };
}
