import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type FieldKind, numberKind, textKind } from "./field-kind";
import { checkboxPhrases } from "./field-labels";

/** How many minutes something takes. */
export const minutes: FieldKind<"minutes"> = {
  ...numberKind,
  validate: (typed, { kind, most }, label) =>
    /^\d{1,5}$/.test(typed) && Number(typed) <= most
      ? null
      : fieldSentence("field_misfit", { kind, most, field: label }),
  format: (value) => `${value} min`,
};

/** A statement that holds or does not. */
export const boolean: FieldKind<"boolean"> = {
  ...textKind,
  parse: ([text]) => ({ value: text === "true" || text === "on" }),
  format: (value) => (value === true ? "yes" : "no"),
  formatEdit: (field, value) => `${value === true ? "" : "no longer "}marked as ${checkboxPhrases[field]}`,
  isCheckbox: true,
};
