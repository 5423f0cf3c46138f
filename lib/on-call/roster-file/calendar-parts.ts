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
export function* parseCalendars(text: string): Generator<void, readonly CalendarPart[] | null> {
  const calendars: CalendarDraft[] = [];
  let openComponents: string[] = [];
  let part: string[] = [];
  for (const [lineIndex, line] of (yield* unfoldLines(text)).entries()) {
    if (lineIndex % linesPerChunk === 0) yield;
    const [, boundary, named = ""] = /^(BEGIN|END):\s*([\w-]{1,60})\s*$/i.exec(line) ?? [];
    const name = named.toUpperCase();
    if (openComponents.length === 0 && !(boundary?.toUpperCase() === "BEGIN" && name === "VCALENDAR")) return null;
    if (boundary?.toUpperCase() === "BEGIN") {
      openComponents = [...openComponents, name];
      if (openComponents.length > maxDepth) return null;
      if (openComponents.length === 1)
        calendars.push({ method: "", zone: null, zones: [], events: [], others: new Map() });
    }
    if (openComponents.length > 1) part.push(line);
    else if (!boundary) readHeaderLine(calendars.at(-1), line);
    if (boundary?.toUpperCase() !== "END") continue;
    if (openComponents.at(-1) !== name) return null;
    openComponents = openComponents.slice(0, -1);
    if (openComponents.length !== 1) continue;
    addPart(calendars.at(-1), name, part.join("\r\n"));
    part = [];
  }
  return openComponents.length > 0 || calendars.length === 0 ? null : calendars;
}

/** The component that a part of a file spells; null when it cannot be read. */
export function parseComponent(part: string): ICAL.Component | null {
  try {
    const parsed: unknown[] = ICAL.parse(part);
    return new ICAL.Component(parsed);
  } catch {
    return null;
  }
}

type CalendarDraft = {
  method: string;
  zone: string | null;
  zones: string[];
  events: string[];
  others: Map<string, number>;
};

const maxDepth = 8;
const linesPerChunk = 5000;

function readHeaderLine(calendar: CalendarDraft | undefined, line: string): void {
  const [, name = "", value = ""] = /^(METHOD|X-WR-TIMEZONE)(?:;[^:]*)?:(.{0,200})/i.exec(line) ?? [];
  if (!calendar || !name) return;
  if (name.toUpperCase() === "METHOD") calendar.method = value.trim().toUpperCase();
  else calendar.zone = value.trim() || null;
}

function addPart(calendar: CalendarDraft | undefined, name: string, part: string): void {
  if (name === "VEVENT") calendar?.events.push(part);
  else if (name === "VTIMEZONE") calendar?.zones.push(part);
  else calendar?.others.set(name, (calendar.others.get(name) ?? 0) + 1);
}

/** The lines of a file, those that were folded as one; whatever ends them, and without the empty ones. */
function* unfoldLines(text: string): Generator<void, readonly string[]> {
  const lines: string[] = [];
  for (const [lineIndex, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (lineIndex % linesPerChunk === 0) yield;
    const last = lines.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) lines[last] += line.slice(1);
    else if (line !== "") lines.push(line.trimEnd());
  }
  return lines;
}
