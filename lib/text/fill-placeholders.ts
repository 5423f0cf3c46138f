import { joinList } from "./join-list";

export type Details = { readonly [detail: string]: unknown };
/** Puts an instant into the reader's words, and names the organisation to them where a sentence does. */
export type FormatTime = {
  (instant: string): string;
  readonly organisation?: string;
};

/** What a sentence calls the organisation where nobody said its name, as in a generated document. */
const unnamedOrganisation = "the organisation";

// `fill_message` in SQL reads the same grammar: {name}, {name@}, {name_}, {name|or}, {name|is|are}, {name: <part> of <part@>}.
const placeholders = /\{([A-Za-z]+)([@_]?)(?:\|([^{}]*)|: ([^{}]*))?\}/g;
const partPlaceholders = /<([A-Za-z]+)([@_]?)>/g;

/** A sentence with its places filled from a fact: values, lists, how many there are, instants in the reader's words. */
export function fillPlaceholders(sentence: string, givenDetails: Details, formatTime: FormatTime): string {
  const details: Details = { organisation: formatTime.organisation ?? unnamedOrganisation, ...givenDetails };
  return sentence.replace(placeholders, (_, name: string, format: string, choice?: string, each?: string) => {
    const values = toArray(details[name]);
    if (each !== undefined)
      return joinList(
        values.map((one) => fillEach(each, one, formatTime)),
        "and",
      );
    const [one = "and", many] = choice?.split("|") ?? [];
    if (many !== undefined) return values.length > 1 ? many : one;
    return joinList(
      values.map((value) => formatValue(value, format, formatTime)),
      one,
    );
  });
}

const fillEach = (each: string, record: unknown, formatTime: FormatTime): string =>
  each.replace(partPlaceholders, (_, name: string, format: string) =>
    formatValue(valueAt(record, name), format, formatTime),
  );

/** Whether a fact holds all that the reason names: `late`, `late=soon`, `late[]`. */
export const reasonMatches = (reason: string, details: Details): boolean =>
  reason
    .split(" ")
    .filter((word) => word !== "")
    .every((word) => {
      if (word.endsWith("[]")) return isNonEmptyList(details[word.slice(0, -2)]);
      const [name = "", value] = word.split("=");
      return value === undefined ? !isEmpty(details[name]) : details[name] === value;
    });

const isNonEmptyList = (value: unknown) => Array.isArray(value) && value.length > 0;
const isEmpty = (value: unknown) => value === undefined || value === null || value === false;
const toArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const valueAt = (record: unknown, name: string): unknown =>
  typeof record === "object" && record !== null ? Object.entries(record).find(([key]) => key === name)?.[1] : "";

function formatValue(value: unknown, format: string, formatTime: FormatTime): string {
  const text = String(value ?? "");
  if (format === "@") return formatTime(text);
  return format === "_"
    ? text
        .replaceAll("_", " ")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
    : text;
}
