import { z } from "zod";
import { type Field, isField } from "@/lib/rules/fields";
import type { ChangeType, RecordType } from "@/lib/rules/record";
import { type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import { apiFieldSchema } from "./field-schemas";

type StepOfType = { readonly recordType: RecordType; readonly step: Step };

/** What the body of a step may hold, by its row of the rulebook; those rows differ by the type of a change. */
type StepBody = { readonly types: readonly ChangeType[]; readonly schema: z.ZodObject };

// Made once a row, because making a schema costs many times what it checks.
const bodiesByRow = new WeakMap<Rule, z.ZodObject>();

/** The bodies of a step, one for each row. */
export const stepBodies = ({ recordType, step }: StepOfType): readonly StepBody[] =>
  rulesOf(recordType)
    .filter((rule) => rule.step === step && !rule.derived)
    .map((rule) => ({ types: rule.types ?? [], schema: bodyOfRow(rule) }));

/** The body of a step of a change of `type`, or of a record without types. */
export const stepBody = (of: StepOfType, type: ChangeType | ""): z.ZodObject | undefined =>
  stepBodies(of).find(({ types }) => type === "" || types.length === 0 || types.includes(type))?.schema;

function bodyOfRow(rule: Rule): z.ZodObject {
  const known = bodiesByRow.get(rule);
  if (known) return known;
  const schema = z.strictObject(
    Object.fromEntries((rule.inputs ?? []).flatMap((input) => fieldOfRow(rule.step, input))),
  );
  bodiesByRow.set(rule, schema);
  return schema;
}

function fieldOfRow(step: Step, input: string): [Field, z.ZodType][] {
  const field = input.replace("*", "");
  const schema = isField(field) ? apiFieldSchema(step, field) : null;
  return schema && isField(field) ? [[field, input.endsWith("*") ? schema : schema.nullable().optional()]] : [];
}
