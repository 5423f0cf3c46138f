import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type Kind, oneText, type Read, type Reading } from "./kind";
import { firstOf } from "./typed";

/** A date and a time of day, read in the form's zone; where the clocks show it twice, by the offset that was chosen. */
export const instant: Kind<"instant"> = {
  ...oneText,
  wrong: (typed, { kind }, label) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? null : fieldSentence("field_misfit", { kind, field: label }),
  read: ([local = ""], reading) => (local ? atInstant(local, reading) : { stored: "" }),
  told: (said, tell) => tell(String(said)),
  needsZone: true,
  sends: (name, field) => name === `${field}Offset`,
};

function atInstant(local: string, { field, typed, zone, calendar }: Reading): Read {
  try {
    const time = calendar.instantOf(local, zone, firstOf(typed[`${field}Offset`]));
    return time.ok ? { stored: time.instant } : { error: time.sentence };
  } catch {
    return { error: "This date does not exist." };
  }
}

/** A day of the calendar. */
export const day: Kind<"day"> = {
  ...oneText,
  wrong: (typed, { kind }, label) =>
    /^\d{4}-\d\d-\d\d$/.test(typed) ? null : fieldSentence("field_misfit", { kind, field: label }),
};

/** The zone of the form's times: the one that was posted, else the site's. */
export const zone: Kind<"zone"> = {
  ...oneText,
  read: (_, reading) => ({ stored: reading.zone }),
  isAlwaysRead: true,
  needsZone: true,
};

/** The fields whose local times say a window, in the order in which they are typed. */
const windowFields = ["windowStart", "windowEnd"] as const;

/**
 * The window as it was typed: "2026-10-25T02:30+02:00 – 2026-10-25T04:00 Europe/Berlin", with an offset only where one
 * was asked for. Made of what the form read, never taken from it.
 */
export const typed: Kind<"typed"> = {
  ...oneText,
  read: (_, reading) => {
    const times = windowFields.flatMap((field) => {
      const local = firstOf(reading.typed[field]).trim();
      return local ? [`${local}${comesTwice(local, reading) ? firstOf(reading.typed[`${field}Offset`]) : ""}`] : [];
    });
    return { stored: `${times.join(" – ")} ${reading.zone}` };
  },
  isAlwaysRead: true,
  isDerived: true,
};

function comesTwice(local: string, { zone, calendar }: Reading): boolean {
  try {
    const time = calendar.instantOf(local, zone, "");
    return !time.ok && time.twice !== undefined;
  } catch {
    return false;
  }
}
