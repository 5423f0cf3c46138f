import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type FieldKind, textKind } from "./field-kind";

/** Free text, of one line or of several. */
export const text: FieldKind<"text"> = { ...textKind, storedAs: "text" };

/** One line that stands in the event itself: what is not personal and not secret. */
export const name: FieldKind<"name"> = textKind;

/** A rule of RFC 5545 that ends. */
export const recurrence: FieldKind<"recurrence"> = {
  ...textKind,
  validate: (text) =>
    /^[a-z0-9=;,+:\s-]{1,300}$/i.test(text) ? null : fieldSentence("field_misfit", { kind: "recurrence" }),
};
