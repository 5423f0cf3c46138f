import { Temporal } from "temporal-polyfill";
import type { ReportPeriod } from "@/lib/report/report-filter";
import { startOfDay } from "@/lib/time/format";

/** The period before one: of whole months as many months, else as many days, in the site's `zone`. */
export function periodBefore({ from, to }: Pick<ReportPeriod, "from" | "to">, zone: string): ReportPeriod {
  const [first, next] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to).add({ days: 1 })];
  const length =
    first.day === 1 && next.day === 1
      ? { months: first.until(next, { largestUnit: "months" }).months }
      : { days: first.until(next).days };
  const last = first.subtract({ days: 1 }).toString();
  const earlier = first.subtract(length).toString();
  return { from: earlier, to: last, start: startOfDay(earlier, zone), end: startOfDay(from, zone) };
}
