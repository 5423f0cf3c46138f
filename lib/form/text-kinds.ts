import { fieldSentence } from "@/lib/refusals/field-sentence";
import { webhookAddressProblem } from "@/lib/webhooks/address/webhook-address";
import { type FieldKind, textKind } from "./field-kind";
import { recurrenceNames, ruleFromChoices } from "./recurrence-choices";

/** Free text, of one line or of several. */
export const text: FieldKind<"text"> = { ...textKind, storedAs: "text" };

/** One line that stands in the event itself: what is not personal and not secret. */
export const name: FieldKind<"name"> = textKind;

/** Where a webhook sends to. The server stores it apart, and the event says its host alone. */
export const address: FieldKind<"address"> = { ...textKind, validate: (typed) => webhookAddressProblem(typed) };

/** A rule of RFC 5545 that ends: typed, or made of the form's choices. */
export const recurrence: FieldKind<"recurrence"> = {
  ...textKind,
  validate: (text) =>
    /^[a-z0-9=;,+:\s-]{1,300}$/i.test(text) ? null : fieldSentence("field_misfit", { kind: "recurrence" }),
  parse: (typed, { field, formValues }) => {
    const chosen = ruleFromChoices(formValues);
    if (typed[0] && chosen) return { error: "Choose how often it repeats, or enter a rule, but not both." };
    if (chosen) return "rule" in chosen ? { value: chosen.rule } : chosen;
    return field in formValues ? { value: typed[0] ?? "" } : {};
  },
  isAlwaysParsed: true,
  ownsFormName: (name) => recurrenceNames.some((each) => each === name),
  perRowNames: ["repeatsOn"],
};
