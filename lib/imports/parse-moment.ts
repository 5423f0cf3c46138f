import { startOfDay } from "@/lib/time/format";
import { parseLocalTime } from "@/lib/time/local-time";

/** In which order dates have their parts: 2026-03-31, 31/03/2026, 03/31/2026, 31/Mar/26. */
export const dateOrders = ["iso", "dmy", "mdy", "named"] as const;
export type DateOrder = (typeof dateOrders)[number];
export const isDateOrder = (text: string): text is DateOrder => dateOrders.some((order) => order === text);

/** How a page calls each. */
export const dateOrderLabels: Readonly<Record<DateOrder, string>> = {
  iso: "2026-03-31 18:00",
  dmy: "31/03/2026 18:00 or 31.03.2026 18:00",
  mdy: "03/31/2026 6:00 PM",
  named: "31/Mar/26 6:00 PM",
};

type Moment = { readonly ok: true; readonly at: string } | { readonly ok: false; readonly sentence: string };

/**
 * The instant of a cell, ISO in UTC. A time with an offset says itself which it is; another is read in `zone`. A day alone is its
 * beginning, or its end for a field that is an end. What the clocks skip or show twice is refused, and nothing is guessed.
 */
export function parseMoment(cell: string, order: DateOrder, zone: string, isEnd: boolean): Moment {
  const withOffset = offsetTime.exec(cell);
  if (withOffset)
    return instantOf(`${withOffset[1]}T${withOffset[2]}${(withOffset[3] ?? "Z").replace(/^(.\d\d)(\d\d)$/, "$1:$2")}`);
  const [date, clock] = splitMoment(cell, order);
  if (date === null || clock === undefined) return refuse(`does not look like ${dateOrderLabels[order]}`);
  try {
    if (clock === null) return instantOf(startOfDay(date, zone, isEnd ? 1 : 0));
    const local = parseLocalTime(`${date}T${clock}`, zone);
    if (local.ok) return instantOf(local.instant);
    return refuse(
      local.offsets
        ? `comes twice on that day in ${zone}, when the clocks go back: write it with its offset, ${local.offsets.join(" or ")}`
        : `does not exist in ${zone}: the clocks go forward over it`,
    );
  } catch {
    return refuse("is no date of the calendar");
  }
}

const refuse = (sentence: string): Moment => ({ ok: false, sentence });

function instantOf(text: string): Moment {
  const at = Date.parse(text);
  return at >= earliest && at < latest
    ? { ok: true, at: new Date(at).toISOString() }
    : refuse("is no date from 1970 to 2099");
}

const earliest = Date.parse("1970-01-01T00:00:00Z");
const latest = Date.parse("2100-01-01T00:00:00Z");

const offsetTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)$/i;
const numberedDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,? +(.+))?$/;
const namedDate = /^(\d{1,2})[/ -]([A-Za-z]{3})[/ -](\d{4}|\d{2})(?:,? +(.+))?$/;
const isoDate = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ] *(.+))?$/;

/** The date and the time of day; null without a time, undefined for one that cannot be read. */
function splitMoment(cell: string, order: DateOrder): readonly [string | null, (string | null)?] {
  const iso = isoDate.exec(cell);
  if (iso) return [dateOf(iso[1], iso[2], iso[3]), clockOf(iso[4])];
  if (order === "named") {
    const [, day, name, year, clock] = namedDate.exec(cell) ?? [];
    const month = months.indexOf((name ?? "").toLowerCase()) + 1;
    return month > 0 ? [dateOf(year, String(month), day), clockOf(clock)] : [null];
  }
  const [, first, second, year, clock] = order === "iso" ? [] : (numberedDate.exec(cell) ?? []);
  if (first === undefined) return [null];
  return [order === "dmy" ? dateOf(year, second, first) : dateOf(year, first, second), clockOf(clock)];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const dateOf = (year = "", month = "", day = ""): string =>
  `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

/** `18:00`, `18:00:30` or `6:00 PM` with two digits an hour. */
function clockOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  const [, hour = "", rest = "", half] =
    /^(\d{1,2})(:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?: ?([ap])\.?m\.?)?$/i.exec(text.trim()) ?? [];
  if (hour === "") return undefined;
  if (half === undefined) return `${hour.padStart(2, "0")}${rest}`;
  if (Number(hour) < 1 || Number(hour) > 12) return undefined;
  return `${String((Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0)).padStart(2, "0")}${rest}`;
}
