/** An ISO instant in UTC as whole microseconds since 1970: exact, where `Date` drops what is below a millisecond. */
export function toMicroseconds(instant: string): number {
  const [whole = "", fraction = ""] = instant.replace("Z", "").split(".");
  return Date.parse(`${whole}Z`) * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6));
}

/** The instant so many whole minutes later or, below 0, earlier: to the microsecond, as the database writes it. */
export function addMinutes(instant: string, minutes: number): string {
  const micros = toMicroseconds(instant) + minutes * 60_000_000;
  const whole = Math.floor(micros / 1_000_000);
  const fraction = String(micros - whole * 1_000_000).padStart(6, "0");
  return `${new Date(whole * 1000).toISOString().slice(0, -5)}.${fraction}Z`;
}

/** From one instant to another in whole seconds, begun ones left out; negative when the second is the earlier. */
export const secondsBetween = (from: string, to: string): number =>
  Math.floor((toMicroseconds(to) - toMicroseconds(from)) / 1_000_000);

/** The middle of whole numbers, of two middle ones their mean without its half; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 || low === undefined ? high : Math.floor((low + high) / 2);
}

/** Tenths of a percent, rounded half up: 1 of 3 is 333. Null of none. */
export const permille = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((2000 * part + whole) / (2 * whole));

/** "33.3%". */
export const formatPermille = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}%`;

/** A duration of whole seconds with its two largest units: "2 days 3 h", "1 h 5 min", "40 s". */
export function formatSeconds(seconds: number): string {
  const index = durationUnits.findIndex(([, length]) => seconds >= length);
  const [first, second] = index < 0 ? durationUnits.slice(-1) : durationUnits.slice(index, index + 2);
  if (!first) return "0 s";
  const rest = second ? Math.floor((seconds % first[1]) / second[1]) : 0;
  return second && rest > 0
    ? `${formatUnit(seconds, first)} ${formatUnit(seconds % first[1], second)}`
    : formatUnit(seconds, first);
}

const durationUnits = [
  ["day", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

function formatUnit(seconds: number, [name, length]: (typeof durationUnits)[number]): string {
  const count = Math.floor(seconds / length);
  return `${count} ${name === "day" && count !== 1 ? "days" : name}`;
}
