import { type ChangeField, changeFields, changeTexts } from "@/lib/changes/change-fields";
import { kindOf } from "@/lib/form/kinds";
import { fields } from "@/lib/rules/fields";

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columnsOf = (kept: readonly ChangeField[], ending = ""): ReadonlyMap<ChangeField, string> =>
  new Map(kept.map((field) => [field, `${snake(field)}${ending}`]));

/** By field, the columns of `changes` that refer to its texts: `what` in `what_text`. */
export const textColumns = columnsOf(changeTexts, "_text");

/** By field, its columns that hold a value: `expectedMinutes` in `expected_minutes`. Lists have tables of their own. */
export const valueColumns = columnsOf(
  changeFields.filter((field) => kindOf(fields[field]).stored === "data" && !kindOf(fields[field]).comesOften),
);
