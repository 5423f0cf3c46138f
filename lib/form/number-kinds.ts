import { boxMarks } from "./field-words";
import { type Kind, oneNumber, oneText } from "./kind";

/** How many minutes something takes. */
export const minutes: Kind<"minutes"> = {
  ...oneNumber,
  wrong: (typed, { most }, label) =>
    /^\d{1,5}$/.test(typed) && Number(typed) <= most ? null : `Give “${label}” in whole minutes, at most ${most}.`,
  told: (said) => `${said} min`,
};

/** A statement that holds or does not. */
export const boolean: Kind<"boolean"> = {
  ...oneText,
  read: ([word]) => ({ stored: word === "true" || word === "on" }),
  told: (said) => (said === true ? "yes" : "not marked so"),
  edited: (field, said) => `${said === true ? "" : "no longer "}marked as ${boxMarks[field]}`,
  isBox: true,
};
