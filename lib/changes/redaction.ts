import { fieldLabels } from "@/lib/form/field-labels";
import { isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import type { FormatTime } from "@/lib/text/fill-placeholders";

/** Who redacted a text, and when; `why` where a page has no history that says so. */
export type Redaction = { readonly by: string; readonly at: string; readonly why?: string | null };

/** A text of a record: which field of which step, whose, and when it was written. */
export type TextOrigin = { readonly field: string; readonly step: Step; readonly by: string; readonly at: string };

/** Shown in place of a redacted text. */
export const redactedText = "Redacted.";
/** Shown in place of a redacted title, in headings, lists and calendars. */
export const redactedTitle = "Title redacted";

/** The same with its person and time: "Redacted by Ops Lead One, 22 Nov 2026, 15:04 UTC." */
export const redactionSentence = ({ by, at }: Redaction, formatTime: FormatTime): string =>
  `Redacted by ${by}, ${formatTime(at)}.`;

/** Which text it is: "What, written by Operator One on 22 Nov 2026, 15:04 UTC". */
export const describeTextOrigin = ({ field, step, by, at }: TextOrigin, formatTime: FormatTime): string =>
  `${fieldLabelOf(step, field)}, written by ${by} on ${formatTime(at)}`;

/** A text as a choice among others: the same, and how it begins. */
export const textChoiceLabel = (text: TextOrigin & { readonly start: string }, formatTime: FormatTime): string =>
  `${fieldLabelOf(text.step, text.field)}, by ${text.by}, ${formatTime(text.at)}: ${text.start}`;

const fieldLabelOf = (step: Step, field: string) => (isField(field) ? fieldLabels(step, field).label : field);

type HeadingSource = {
  readonly number: string;
  readonly title: string | null;
  readonly what: string | null;
  readonly redacted: Readonly<Partial<Record<string, Redaction>>>;
};

/** What a change is called on its page: its title, else its first line, else its number. */
export function headingOf({ number, title, what, redacted }: HeadingSource): string {
  if (title ?? redacted.title) return title ?? redactedTitle;
  if (what ?? redacted.what) return what?.split("\n")[0] ?? redactedTitle;
  return number;
}
