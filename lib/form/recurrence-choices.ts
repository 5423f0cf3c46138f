import { allValuesOf, type FormValues, firstValueOf } from "./form-values";

/** How often something repeats, as a form offers it; each is a rule of RFC 5545 once its days and its end are known. */
export const recurrenceChoices = [
  { value: "day", label: "Every day" },
  { value: "week", label: "Every week" },
  { value: "two_weeks", label: "Every 2 weeks" },
  { value: "month", label: "Every month, on the same day" },
  { value: "month_weekday", label: "Every month, on the same weekday (such as the second Tuesday)" },
  { value: "month_end", label: "Every month, on its last day" },
  { value: "quarter", label: "Every 3 months, on the same day" },
  { value: "year", label: "Every year" },
] as const;

export const weekdayChoices = [
  { value: "MO", label: "Mon" },
  { value: "TU", label: "Tue" },
  { value: "WE", label: "Wed" },
  { value: "TH", label: "Thu" },
  { value: "FR", label: "Fri" },
  { value: "SA", label: "Sat" },
  { value: "SU", label: "Sun" },
] as const;

/** The names under which a form sends the choices. */
export const recurrenceNames = ["repeatsEvery", "repeatsOn", "repeatsTimes", "repeatsUntil"] as const;

type RecurrenceResult = { readonly rule: string } | { readonly error: string };

/** The rule that the choices of a form make, what is wrong with them, or null where nothing was chosen. */
export function ruleFromChoices(formValues: FormValues): RecurrenceResult | null {
  const every = firstValueOf(formValues.repeatsEvery);
  if (every === "") return null;
  const frequency = frequencyRule(every, formValues);
  if (frequency === null) return { error: "Choose how often it repeats from the list." };
  const [times, until] = [firstValueOf(formValues.repeatsTimes).trim(), firstValueOf(formValues.repeatsUntil).trim()];
  if ((times === "") === (until === "")) return { error: "Enter either the number of times or the last day." };
  if (times !== "")
    return /^[1-9]\d{0,3}$/.test(times)
      ? { rule: `${frequency};COUNT=${times}` }
      : { error: "Enter the number of times as a whole number." };
  return /^\d{4}-\d{2}-\d{2}$/.test(until)
    ? { rule: `${frequency};UNTIL=${until.replaceAll("-", "")}` }
    : { error: "Enter the last day as a date." };
}

function frequencyRule(every: string, formValues: FormValues): string | null {
  if (every === "week" || every === "two_weeks") {
    const days = allValuesOf(formValues.repeatsOn).filter((day) => weekdayChoices.some(({ value }) => value === day));
    const interval = every === "two_weeks" ? ";INTERVAL=2" : "";
    return `FREQ=WEEKLY${interval}${days.length > 0 ? `;BYDAY=${days.join(",")}` : ""}`;
  }
  if (every === "month_weekday") return `FREQ=MONTHLY${weekdayOfMonth(firstValueOf(formValues.windowStart))}`;
  return simpleRules[every] ?? null;
}

const simpleRules: Readonly<Record<string, string>> = {
  day: "FREQ=DAILY",
  month: "FREQ=MONTHLY",
  month_end: "FREQ=MONTHLY;BYMONTHDAY=-1",
  quarter: "FREQ=MONTHLY;INTERVAL=3",
  year: "FREQ=YEARLY",
};

/** `;BYDAY=2TU` for a start on a second Tuesday. A fifth one is the last, because not every month has a fifth. */
function weekdayOfMonth(localStart: string): string {
  const [year, month, day] = localStart.slice(0, 10).split("-").map(Number);
  if (!year || !month || !day) return "";
  const weekday = weekdayChoices[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7]?.value;
  const week = Math.ceil(day / 7);
  return `;BYDAY=${week === 5 ? -1 : week}${weekday}`;
}
