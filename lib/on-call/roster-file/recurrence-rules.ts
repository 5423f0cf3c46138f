import ICAL from "ical.js";

/** A repetition of a file that is not read here. */
export class UnsupportedRuleError extends Error {
  constructor(readonly rule: string) {
    super("A calendar file repeats an event by an unsupported rule.");
  }
}

/** The rules by which an event repeats: by days, weeks, months or years. Throws UnreadRule. */
export function rulesOf(event: ICAL.Component): readonly ICAL.Recur[] {
  const [exclusionRule] = rulesIn(event, "exrule");
  if (exclusionRule) throw new UnsupportedRuleError(`EXRULE:${exclusionRule}`);
  const rules = rulesIn(event, "rrule").slice(0, 10);
  const unsupported = rules.find((rule) => !isSupported(rule));
  if (unsupported) throw new UnsupportedRuleError(String(unsupported));
  return rules;
}

/** ical.js looks for the next time of a rule that has none for ever: only rules of zones that are sure to have one reach it. */
export function refuseUnsupportedRule(zone: ICAL.Component): void {
  const observances = [...zone.getAllSubcomponents("standard"), ...zone.getAllSubcomponents("daylight")];
  const unsupported = observances.flatMap((one) => rulesIn(one, "rrule")).find((rule) => !isZoneRule(rule));
  if (unsupported) throw new UnsupportedRuleError(String(unsupported));
}

const rulesIn = (component: ICAL.Component, name: string): readonly ICAL.Recur[] =>
  component
    .getAllProperties(name)
    .flatMap((rule) => rule.getValues())
    .filter((value) => value instanceof ICAL.Recur);

/** What a rule says of days: "MO", "-1FR"; of other parts its numbers as text. */
export const rulePartsOf = ({ parts }: ICAL.Recur): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, [values].flat().map(String)]));

const weekday = /^(MO|TU|WE|TH|FR|SA|SU)$/;
const nthWeekday = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/;

/** Shifts repeat by days and weeks, meetings by months and years; no shift begins by the hour. */
function isSupported(rule: ICAL.Recur): boolean {
  const { freq, interval } = rule;
  const { BYDAY: days = [], BYMONTH: months = [], ...others } = rulePartsOf(rule);
  if (interval < 1 || interval > 60 || (rule.count !== null && !(rule.count >= 1))) return false;
  const isPlain = days.every((day) => weekday.test(day));
  const hasNoOther = Object.keys(others).length === 0;
  if (freq === "WEEKLY") return isPlain && hasNoOther;
  if (freq === "DAILY") return isPlain && hasNoOther && (interval === 1 || days.length === 0);
  const { BYMONTHDAY: _, BYSETPOS: __, ...unread } = others;
  const isWhole = freq === "MONTHLY" || freq === "YEARLY";
  return (
    isWhole && Object.keys(unread).length === 0 && days.every((day) => nthWeekday.test(day)) && months.length <= 12
  );
}

function isZoneRule(rule: ICAL.Recur): boolean {
  const { BYDAY: days = [], BYMONTH: months = [], BYMONTHDAY: dates = [], ...others } = rulePartsOf(rule);
  return (
    rule.freq === "YEARLY" &&
    rule.interval === 1 &&
    Object.keys(others).length === 0 &&
    months.length === 1 &&
    days.length <= 1 &&
    days.every((day) => /^(-1|[1-4])?[A-Z]{2}$/.test(day)) &&
    dates.every((date) => Number(date) >= 1 && Number(date) <= 31)
  );
}
