import { fieldWords } from "@/lib/form/field-words";
import { isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import type { Tell } from "@/lib/text/fill-in";

/** Who redacted a text, and when; `why` where a page has no history that says so. */
export type Redaction = { readonly by: string; readonly at: string; readonly why?: string | null };

/** A text of a record: which field of which step, whose, and when it was written. */
export type WrittenText = { readonly field: string; readonly step: Step; readonly by: string; readonly at: string };

/** Shown in place of a redacted text. */
export const redactedText = "Redacted.";
/** Shown in place of a redacted title, in headings, lists and calendars. */
export const redactedTitle = "Title redacted";

/** The same with its person and time: "Redacted by Ops Lead One, 22 Nov 2026, 15:04 UTC." */
export const redactedBy = ({ by, at }: Redaction, tell: Tell): string => `Redacted by ${by}, ${tell(at)}.`;

/** Which text it is: "What, written by Operator One on 22 Nov 2026, 15:04 UTC". */
export const writtenText = ({ field, step, by, at }: WrittenText, tell: Tell): string =>
  `${labelOf(step, field)}, written by ${by} on ${tell(at)}`;

/** A text as a choice among others: the same, and how it begins. */
export const textChoice = (text: WrittenText & { readonly start: string }, tell: Tell): string =>
  `${labelOf(text.step, text.field)}, by ${text.by}, ${tell(text.at)}: ${text.start}`;

const labelOf = (step: Step, field: string) => (isField(field) ? fieldWords(step, field).label : field);

type Headed = {
  readonly number: string;
  readonly title: string | null;
  readonly what: string | null;
  readonly redacted: Readonly<Partial<Record<string, Redaction>>>;
};

/** What a change is called on its page: its title, else its first line, else its number. */
export function headingOf({ number, title, what, redacted }: Headed): string {
  if (title ?? redacted.title) return title ?? redactedTitle;
  if (what ?? redacted.what) return what?.split("\n")[0] ?? redactedTitle;
  return number;
}
