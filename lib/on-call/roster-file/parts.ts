import ICAL from "ical.js";

/** One VCALENDAR of a file: its parts as they are written, unread; what is neither a zone nor an event is only counted. */
export type CalendarPart = {
  readonly method: string;
  /** X-WR-TIMEZONE: the zone of what names none. */
  readonly zone: string | null;
  readonly zones: readonly string[];
  readonly events: readonly string[];
  readonly others: ReadonlyMap<string, number>;
};

/** Takes a calendar file (RFC 5545) apart, line by line and with pauses; null when it is none, or does not end. */
export function* calendarsIn(text: string): Generator<void, readonly CalendarPart[] | null> {
  const calendars: Draft[] = [];
  let open: string[] = [];
  let part: string[] = [];
  for (const [place, line] of (yield* unfolded(text)).entries()) {
    if (place % linesAtOnce === 0) yield;
    const [, edge, named = ""] = /^(BEGIN|END):\s*([\w-]{1,60})\s*$/i.exec(line) ?? [];
    const name = named.toUpperCase();
    if (open.length === 0 && !(edge?.toUpperCase() === "BEGIN" && name === "VCALENDAR")) return null;
    if (edge?.toUpperCase() === "BEGIN") {
      open = [...open, name];
      if (open.length > deepest) return null;
      if (open.length === 1) calendars.push({ method: "", zone: null, zones: [], events: [], others: new Map() });
    }
    if (open.length > 1) part.push(line);
    else if (!edge) head(calendars.at(-1), line);
    if (edge?.toUpperCase() !== "END") continue;
    if (open.at(-1) !== name) return null;
    open = open.slice(0, -1);
    if (open.length !== 1) continue;
    put(calendars.at(-1), name, part.join("\r\n"));
    part = [];
  }
  return open.length > 0 || calendars.length === 0 ? null : calendars;
}

/** The component that a part of a file spells; null when it cannot be read. */
export function componentIn(part: string): ICAL.Component | null {
  try {
    const parsed: unknown[] = ICAL.parse(part);
    return new ICAL.Component(parsed);
  } catch {
    return null;
  }
}

type Draft = { method: string; zone: string | null; zones: string[]; events: string[]; others: Map<string, number> };

const deepest = 8;
const linesAtOnce = 5000;

function head(calendar: Draft | undefined, line: string): void {
  const [, name = "", value = ""] = /^(METHOD|X-WR-TIMEZONE)(?:;[^:]*)?:(.{0,200})/i.exec(line) ?? [];
  if (!calendar || !name) return;
  if (name.toUpperCase() === "METHOD") calendar.method = value.trim().toUpperCase();
  else calendar.zone = value.trim() || null;
}

function put(calendar: Draft | undefined, name: string, part: string): void {
  if (name === "VEVENT") calendar?.events.push(part);
  else if (name === "VTIMEZONE") calendar?.zones.push(part);
  else calendar?.others.set(name, (calendar.others.get(name) ?? 0) + 1);
}

/** The lines of a file, those that were folded as one; whatever ends them, and without the empty ones. */
function* unfolded(text: string): Generator<void, readonly string[]> {
  const lines: string[] = [];
  for (const [place, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (place % linesAtOnce === 0) yield;
    const last = lines.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) lines[last] += line.slice(1);
    else if (line !== "") lines.push(line.trimEnd());
  }
  return lines;
}
