import { kindOf } from "@/lib/form/kinds";
import type { Typed } from "@/lib/form/typed";
import { type Field, fields, type KindName } from "@/lib/rules/fields";
import type { Named } from "@/lib/rules/record";
import { rulebook } from "@/lib/rules/rules";

type Edit = Extract<(typeof rulebook.change)[number], { step: "edit" }>;
type Asked = Edit["asks"][number];

/** Only decides whether it is a change at all, so no record stores it (Scope). */
const notKept = "isApplicationDeploy";

/** A field that a change stores: all inputs of its edit form (Change Records). */
export type ChangeField = Exclude<Asked extends `${infer F}*` | infer F ? F & Field : never, typeof notKept>;

/** The fields that a change keeps, in the order of its form. What they are called in the database says `db/changes/change-columns.ts`. */
export const changeFields: readonly ChangeField[] = [
  ...new Set(rulebook.change.flatMap((row) => (row.step === "edit" ? row.asks : []))),
].filter((field) => field !== notKept);

type KindOf<F extends Field> = (typeof fields)[F]["kind"];

/** The value of a field, by its kind. Who and when are recorded by steps, not by an edit, so there is no kind for them. */
type Said = {
  readonly text: string | null;
  readonly name: string | null;
  readonly choice: string | null;
  readonly minutes: number | null;
  readonly boolean: boolean;
  readonly values: Readonly<Record<string, string>> | null;
  readonly systems: readonly Named[];
};

/** The values of a change, by field. */
export type ChangeFacts = { readonly [F in ChangeField]: Said[KindOf<F>] };

/** A field of free text, which is stored apart from the record. */
export type ChangeText = { [F in ChangeField]: KindOf<F> extends "text" ? F : never }[ChangeField];

/** The fields of free text that a change keeps, in the order of its form. */
export const changeTexts = changeFields.filter((field): field is ChangeText => fields[field].kind === "text");

/** The values of these fields as a form shows them. */
export const typedOf = <F extends ChangeField>(change: Pick<ChangeFacts, F>, shown: readonly F[]): Typed =>
  Object.assign({}, ...shown.map((field) => kindOf<KindName>(fields[field]).shown(field, change[field])));
