import { fieldKindOf } from "@/lib/form/field-kinds";
import type { FormValues } from "@/lib/form/form-values";
import { type Field, type FieldKindName, fields } from "@/lib/rules/fields";
import type { NamedRef } from "@/lib/rules/record";
import { rulebook } from "@/lib/rules/rules";

type Edit = Extract<(typeof rulebook.change)[number], { step: "edit" }>;
type EditInput = Edit["inputs"][number];

/** Only decides whether it is a change at all, so no record stores it (Scope). */
const unstoredField = "isApplicationDeploy";

/** A field that a change stores: all inputs of its edit form (Change Records). */
export type ChangeField = Exclude<EditInput extends `${infer F}*` | infer F ? F & Field : never, typeof unstoredField>;

/** The fields that a change keeps, in the order of its form. What they are called in the database says `db/changes/change-columns.ts`. */
export const changeFields: readonly ChangeField[] = [
  ...new Set(rulebook.change.flatMap((row) => (row.step === "edit" ? row.inputs : []))),
].filter((field) => field !== unstoredField);

type KindOf<F extends Field> = (typeof fields)[F]["kind"];

/** The value of a field, by its kind. Who and when are recorded by steps, not by an edit, so there is no kind for them. */
type FieldValue = {
  readonly text: string | null;
  readonly name: string | null;
  readonly choice: string | null;
  readonly minutes: number | null;
  readonly boolean: boolean;
  readonly values: Readonly<Record<string, string>> | null;
  readonly systems: readonly NamedRef[];
};

/** The values of a change, by field. */
export type ChangeFacts = { readonly [F in ChangeField]: FieldValue[KindOf<F>] };

/** A field of free text, which is stored apart from the record. */
export type ChangeTextField = { [F in ChangeField]: KindOf<F> extends "text" ? F : never }[ChangeField];

/** The fields of free text that a change keeps, in the order of its form. */
export const changeTextFields = changeFields.filter((field): field is ChangeTextField => fields[field].kind === "text");

/** The values of these fields as a form shows them. */
export const changeFormValues = <F extends ChangeField>(
  change: Pick<ChangeFacts, F>,
  fieldNames: readonly F[],
): FormValues =>
  Object.assign(
    {},
    ...fieldNames.map((field) => fieldKindOf<FieldKindName>(fields[field]).toFormValues(field, change[field])),
  );
