import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type FieldKind, type ParseContext, type ParseResult, textKind } from "./field-kind";
import { firstValueOf } from "./form-values";

/** A date and a time of day, read in the form's zone; where the clocks show it twice, by the offset that was chosen. */
export const instant: FieldKind<"instant"> = {
  ...textKind,
  validate: (typed, { kind }, label) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? null : fieldSentence("field_misfit", { kind, field: label }),
  parse: ([local = ""], context) => (local ? parseInstant(local, context) : { value: "" }),
  format: (value, formatTime) => formatTime(String(value)),
  needsTimeZone: true,
  ownsFormName: (name, field) => name === `${field}Offset`,
};

function parseInstant(local: string, { field, formValues, zone, calendar }: ParseContext): ParseResult {
  try {
    const time = calendar.instantOf(local, zone, firstValueOf(formValues[`${field}Offset`]));
    return time.ok ? { value: time.instant } : { error: time.sentence };
  } catch {
    return { error: "This date does not exist." };
  }
}

/** A day of the calendar. */
export const day: FieldKind<"day"> = {
  ...textKind,
  validate: (typed, { kind }, label) =>
    /^\d{4}-\d\d-\d\d$/.test(typed) ? null : fieldSentence("field_misfit", { kind, field: label }),
};

/** The zone of the form's times: the one that was posted, else the site's. */
export const zone: FieldKind<"zone"> = {
  ...textKind,
  parse: (_, context) => ({ value: context.zone }),
  isAlwaysParsed: true,
  needsTimeZone: true,
};

/** The fields whose local times say a window, in the order in which they are typed. */
const windowFields = ["windowStart", "windowEnd"] as const;

/**
 * The window as it was typed: "2026-10-25T02:30+02:00 – 2026-10-25T04:00 Europe/Berlin", with an offset only where one
 * was asked for. Made of what the form read, never taken from it.
 */
export const typed: FieldKind<"typed"> = {
  ...textKind,
  parse: (_, context) => {
    const times = windowFields.flatMap((field) => {
      const local = firstValueOf(context.formValues[field]).trim();
      return local
        ? [`${local}${isAmbiguous(local, context) ? firstValueOf(context.formValues[`${field}Offset`]) : ""}`]
        : [];
    });
    return { value: `${times.join(" – ")} ${context.zone}` };
  },
  isAlwaysParsed: true,
  isDerived: true,
};

function isAmbiguous(local: string, { zone, calendar }: ParseContext): boolean {
  try {
    const time = calendar.instantOf(local, zone, "");
    return !time.ok && time.offsets !== undefined;
  } catch {
    return false;
  }
}
