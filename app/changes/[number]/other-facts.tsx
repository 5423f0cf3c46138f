import { FactSection } from "@/components/record/fact-section";
import { type ChangeFacts, type ChangeField, changeFields } from "@/lib/changes/change-fields";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { fieldLabels } from "@/lib/form/field-labels";
import { fields } from "@/lib/rules/fields";

/** Shown among the five facts or elsewhere on the page. */
const fieldsShownElsewhere: readonly ChangeField[] = [
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
  redactionNote: (field: string) => string | undefined;
};

export const OtherFacts = ({ change, redactionNote }: Props) =>
  changeFields
    .filter((field) => !fieldsShownElsewhere.includes(field))
    .map((field) => {
      const text = fieldText(change, field);
      return (text ?? redactionNote(field)) ? (
        <FactSection
          key={field}
          heading={fieldLabels("draft", field).label}
          text={text}
          redacted={redactionNote(field)}
        />
      ) : null;
    });

function fieldText(change: Partial<ChangeFacts>, field: ChangeField): string | null {
  const value = change[field] ?? null;
  return value === null || value === false ? null : fieldKindOf(fields[field]).format(value, String) || null;
}
