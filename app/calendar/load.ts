import { headers } from "next/headers";
import type { Asked, Loaded, Query } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { readCalendar } from "@/db/calendar/read-calendar";
import { firstDayFor, periodOf } from "@/lib/calendar/period";
import { mayPlan } from "@/lib/rules/may-make";
import { calendarState } from "./calendar-path";

export type LoadedCalendar = Loaded<typeof loadCalendar>;

export async function loadCalendar({ searchParams }: Asked) {
  const query = await searchParams;
  const person = await requirePerson(`/calendar?${new URLSearchParams(flat(query))}`);
  const ownZone = zoneOf(person);
  const state = calendarState(query, { zone: ownZone, now: person.now.toISOString() });
  const { zone, view, date, filter, oneDay } = state;
  const firstDay = firstDayFor((await headers()).get("accept-language") ?? "");
  const period = periodOf(view, date, zone, firstDay, oneDay ? 1 : undefined);
  const { from, to } = period;
  const calendar = await readCalendar({ from, to, zone, filter, me: person.personId });
  return {
    ...{ state, ownZone, period, calendar },
    ...mayPlan(asJudged(person)),
    world: { ...worldOf({ person, now: calendar.now }), people: calendar.people.map(asChoice), zone },
  };
}

const flat = (query: Query): [string, string][] =>
  Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((word): [string, string] => [name, word]));
