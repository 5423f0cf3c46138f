import { type ChangeField, changeFields, changeTextFields } from "@/lib/changes/change-fields";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { fields } from "@/lib/rules/fields";

const toSnakeCase = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columnsByField = (fieldNames: readonly ChangeField[], ending = ""): ReadonlyMap<ChangeField, string> =>
  new Map(fieldNames.map((field) => [field, `${toSnakeCase(field)}${ending}`]));

/** By field, the columns of `changes` that refer to its texts: `what` in `what_text_id`. */
export const textColumns = columnsByField(changeTextFields, "_text_id");

/** By field, its columns that hold a value: `expectedMinutes` in `expected_minutes`. Lists have tables of their own. */
export const valueColumns = columnsByField(
  changeFields.filter(
    (field) => fieldKindOf(fields[field]).storedAs === "data" && !fieldKindOf(fields[field]).isMultiple,
  ),
);
