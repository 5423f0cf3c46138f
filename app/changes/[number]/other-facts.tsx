import { Fact } from "@/components/record/fact";
import { type ChangeFacts, type ChangeField, changeFields } from "@/lib/changes/change-fields";
import { fieldWords } from "@/lib/form/field-words";
import { kindOf } from "@/lib/form/kinds";
import { fields } from "@/lib/rules/fields";

/** Shown among the five facts or elsewhere on the page. */
const placed: readonly ChangeField[] = [
  "title",
  "what",
  "category",
  "systems",
  "systemInWords",
  "entryValues",
  "why",
  "rollbackPlan",
  "reversible",
  "rollbackMinutes",
  "expectedMinutes",
  "shareable",
];

type Props = {
  change: Partial<ChangeFacts>;
  /** The note in place of a redacted field. */
  gone: (field: string) => string | undefined;
};

export const OtherFacts = ({ change, gone }: Props) =>
  changeFields
    .filter((field) => !placed.includes(field))
    .map((field) => {
      const text = shownOf(change, field);
      return (text ?? gone(field)) ? (
        <Fact key={field} heading={fieldWords("draft", field).label} text={text} redacted={gone(field)} />
      ) : null;
    });

function shownOf(change: Partial<ChangeFacts>, field: ChangeField): string | null {
  const said = change[field] ?? null;
  return said === null || said === false ? null : kindOf(fields[field]).told(said, String) || null;
}
