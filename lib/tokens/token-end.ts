import { toDateTimeLocal } from "@/lib/time/format";

const maxTokenMs = 90 * 86_400_000;

/** The latest end of a token made now, as a form shows it in that zone: to the minute, and never later than 90 days. */
export const latestTokenEnd = (now: Date, zone: string): string =>
  toDateTimeLocal(new Date(now.getTime() + maxTokenMs - 60_000), zone);
