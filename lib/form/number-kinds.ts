import { fieldSentence } from "@/lib/refusals/field-sentence";
import { boxMarks } from "./field-words";
import { type Kind, oneNumber, oneText } from "./kind";

/** How many minutes something takes. */
export const minutes: Kind<"minutes"> = {
  ...oneNumber,
  wrong: (typed, { kind, most }, label) =>
    /^\d{1,5}$/.test(typed) && Number(typed) <= most
      ? null
      : fieldSentence("field_misfit", { kind, most, field: label }),
  told: (said) => `${said} min`,
};

/** A statement that holds or does not. */
export const boolean: Kind<"boolean"> = {
  ...oneText,
  read: ([word]) => ({ stored: word === "true" || word === "on" }),
  told: (said) => (said === true ? "yes" : "no"),
  edited: (field, said) => `${said === true ? "" : "no longer "}marked as ${boxMarks[field]}`,
  isBox: true,
};
