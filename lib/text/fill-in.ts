import { list } from "./list";

export type Detail = { readonly [detail: string]: unknown };
/** Puts an instant into the reader's words, and names the organisation to them where a sentence does. */
export type Tell = {
  (instant: string): string;
  readonly organisation?: string;
};

/** What a sentence calls the organisation where nobody said its name, as in a generated document. */
const unnamedOrganisation = "the organisation";

// `fill_in` in SQL reads the same grammar: {name}, {name@}, {name_}, {name|or}, {name|is|are}, {name: <part> of <part@>}.
const places = /\{([A-Za-z]+)([@_]?)(?:\|([^{}]*)|: ([^{}]*))?\}/g;
const parts = /<([A-Za-z]+)([@_]?)>/g;

/** A sentence with its places filled from a fact: values, lists, how many there are, instants in the reader's words. */
export function fillIn(sentence: string, fact: Detail, tell: Tell): string {
  const details: Detail = { organisation: tell.organisation ?? unnamedOrganisation, ...fact };
  return sentence.replace(places, (_, name: string, mark: string, choice?: string, each?: string) => {
    const values = listed(details[name]);
    if (each !== undefined)
      return list(
        values.map((one) => eachFilled(each, one, tell)),
        "and",
      );
    const [one = "and", many] = choice?.split("|") ?? [];
    if (many !== undefined) return values.length > 1 ? many : one;
    return list(
      values.map((value) => shown(value, mark, tell)),
      one,
    );
  });
}

const eachFilled = (each: string, record: unknown, tell: Tell): string =>
  each.replace(parts, (_, name: string, mark: string) => shown(fieldOf(record, name), mark, tell));

/** Whether a fact holds all that the reason names: `late`, `late=soon`, `late[]`. */
export const reasonHolds = (reason: string, fact: Detail): boolean =>
  reason
    .split(" ")
    .filter((word) => word !== "")
    .every((word) => {
      if (word.endsWith("[]")) return filledList(fact[word.slice(0, -2)]);
      const [name = "", value] = word.split("=");
      return value === undefined ? !nothing(fact[name]) : fact[name] === value;
    });

const filledList = (value: unknown) => Array.isArray(value) && value.length > 0;
const nothing = (value: unknown) => value === undefined || value === null || value === false;
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const fieldOf = (record: unknown, name: string): unknown =>
  typeof record === "object" && record !== null ? Object.entries(record).find(([key]) => key === name)?.[1] : "";

function shown(value: unknown, mark: string, tell: Tell): string {
  const word = String(value ?? "");
  if (mark === "@") return tell(word);
  return mark === "_"
    ? word
        .replaceAll("_", " ")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
    : word;
}
