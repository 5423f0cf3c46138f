import { Temporal } from "temporal-polyfill";

/** The date of `now` in `zone`. */
export const dateInZone = (now: string, zone: string): string =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();
