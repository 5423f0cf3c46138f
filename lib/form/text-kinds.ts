import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type Kind, oneText } from "./kind";

/** Free text, of one line or of several. */
export const text: Kind<"text"> = { ...oneText, stored: "words" };

/** One line that stands in the event itself: what is not personal and not secret. */
export const name: Kind<"name"> = oneText;

/** A rule of RFC 5545 that ends. */
export const recurrence: Kind<"recurrence"> = {
  ...oneText,
  wrong: (typed) =>
    /^[a-z0-9=;,+:\s-]{1,300}$/i.test(typed) ? null : fieldSentence("field_misfit", { kind: "recurrence" }),
};
