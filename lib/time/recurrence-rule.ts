import { Temporal } from "temporal-polyfill";

/** A rule in one spelling: upper case, without `RRULE:` and spaces. */
export const normaliseRule = (text: string): string =>
  text
    .slice(0, 1000)
    .toUpperCase()
    .replace(/\s+/g, "")
    .replace(/^RRULE:/, "")
    .replace(/;+$/, "");

/** What a rule says in one of its parts. */
export const rulePart = (rule: string, name: string): string | undefined =>
  rule
    .split(";")
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The rule as if it never ended. */
export const withoutEnd = (rule: string): string =>
  rule
    .split(";")
    .filter((part) => !/^(COUNT|UNTIL)=/.test(part))
    .join(";");

/** What is wrong with the text of a normalised rule, as a sentence that says what to do; null when it can be read. */
export function ruleProblem(rule: string): string | null {
  if (rule.length > 200) return "A rule can have at most 200 characters. Write a shorter rule.";
  const written = rule.split(";").map((part) => ({ part, name: part.split("=")[0] ?? "" }));
  if (!rule.includes("FREQ=")) return `A rule says FREQ=DAILY, WEEKLY, MONTHLY or YEARLY. ${example}`;
  const unsupported = written.find(
    ({ part, name }) => !(Object.hasOwn(partValidators, name) && partValidators[name]?.(part.slice(name.length + 1))),
  );
  if (unsupported) return `“${unsupported.part.slice(0, 40)}” is not a supported part of a rule. ${example}`;
  const names = written.map(({ name }) => name);
  if (new Set(names).size < names.length) return `The rule says one of its parts twice. ${example}`;
  if (names.includes("COUNT") === names.includes("UNTIL"))
    return "A freeze must end: add COUNT (how many times) or UNTIL (the last day), for example COUNT=12 or UNTIL=20271231.";
  return null;
}

const example = "Write it like FREQ=WEEKLY;BYDAY=FR;COUNT=12.";

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const numbersUpTo = (maximum: number, sign: RegExp) => (value: string) =>
  value.split(",").every((one) => {
    const digits = one.replace(sign, "");
    return /^\d{1,3}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= maximum;
  });
const unsigned = /^$/;
const signed = /^[+-]/;

// The time of day is that of the first time, so no rule says hours, minutes or seconds.
const partValidators: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: matches(/^(DAILY|WEEKLY|MONTHLY|YEARLY)$/),
  INTERVAL: matches(/^[1-9]\d{0,2}$/),
  COUNT: matches(/^[1-9]\d{0,3}$/),
  UNTIL: isUntil,
  BYDAY: matches(/^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU))*$/),
  BYMONTHDAY: numbersUpTo(31, signed),
  BYYEARDAY: numbersUpTo(366, signed),
  BYWEEKNO: numbersUpTo(53, signed),
  BYMONTH: numbersUpTo(12, unsigned),
  BYSETPOS: numbersUpTo(366, signed),
  WKST: matches(/^(MO|TU|WE|TH|FR|SA|SU)$/),
};

function isUntil(value: string): boolean {
  if (!/^\d{8}(T\d{6}Z)?$/.test(value)) return false;
  try {
    return value.includes("T") ? Temporal.Instant.from(value) !== null : Temporal.PlainDate.from(value) !== null;
  } catch {
    return false;
  }
}
