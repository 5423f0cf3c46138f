import { longestText } from "@/lib/rules/fields";
import { type Kind, oneText } from "./kind";

const wrong = (typed: string, _: unknown, label: string): string | null =>
  typed.length <= longestText ? null : `“${label}” takes at most ${longestText.toLocaleString("en")} characters.`;

/** Free text, of one line or of several. */
export const text: Kind<"text"> = { ...oneText, wrong, stored: "words" };

/** One line that stands in the event itself: what is not personal and not secret. */
export const name: Kind<"name"> = { ...oneText, wrong };

/** A rule of RFC 5545 that ends. */
export const recurrence: Kind<"recurrence"> = {
  ...oneText,
  wrong: (typed) =>
    /^[a-z0-9=;,+:\s-]{1,300}$/i.test(typed)
      ? null
      : "Write the rule like FREQ=WEEKLY;BYDAY=FR;COUNT=12, or leave it empty.",
};
