import { parseRosterFile } from "@/lib/on-call/roster-file/parse-roster-file";
import { drain } from "./drain";

/** A calendar of events, each the lines of one, with what stands beside them. */
export const calendarFile = (events: readonly string[], beside = ""): string =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n${beside}${events.map((event) => `BEGIN:VEVENT\n${event}\nEND:VEVENT\n`).join("")}END:VCALENDAR\n`.replaceAll(
    "\n",
    "\r\n",
  );

/** A file as it is read in Berlin on 29 Nov 2026: "Jane 2026-12-01T07:00 2026-12-02T07:00" a turn, or the sentence. */
export function parsedTurns(text: string, now = "2026-11-29T12:00:00Z") {
  const file = drain(parseRosterFile(text, { now: Date.parse(now), zone: "Europe/Berlin" }));
  if (!file.ok) return { turns: [file.sentence], leftOut: {}, zones: [], floating: null, joined: 0, goOn: 0 };
  const at = (instant: number) => new Date(instant).toISOString().replace(/:00\.000Z$/, "");
  return {
    ...file,
    turns: file.turns.map(([index, from, until]) => `${file.people[index]?.name} ${at(from)} ${at(until)}`),
  };
}
