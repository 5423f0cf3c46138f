import { z } from "zod";
import { stepLabels } from "@/lib/rules/labels";
import { changeTypes, type RecordType, recordTypes } from "@/lib/rules/record";
import { type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import { collections } from "./collections";
import type { StepOperation } from "./operation";
import { addresses } from "./records/parts";
import { stepBodies } from "./step-bodies";

/** What every step answers; the same request with the same Idempotency-Key gets the same bytes. */
const takenStepSchema = z
  .strictObject({
    number: z.string(),
    step: z.string(),
    status: z.string().describe("The record's status after the step."),
    event: z.int().describe("The event of the step, as /events names it."),
    version: z.int().describe("The record's version after the step, which is its ETag."),
    ...addresses,
  })
  .meta({ id: "TakenStep", description: "What a step answers." });
export type TakenApiStep = z.infer<typeof takenStepSchema>;

/** The operations of all steps that a token may take: one for each step of the rulebook whose row has a token's scope. */
export const stepOperations = (): readonly StepOperation[] => recordTypes.flatMap(operationsOf);

function operationsOf(recordType: RecordType): StepOperation[] {
  const open = rulesOf(recordType).filter((rule) => rule.tokenScope && !rule.derived);
  const first = [...new Map(open.map((rule) => [rule.step, rule])).values()];
  const creations = recordType === "change" ? first.filter(isCreation) : [];
  const others = recordType === "change" ? first.filter((rule) => !isCreation(rule)) : first;
  return [
    ...(creations.length > 0 ? [creationOfChanges(creations)] : []),
    ...others.map((rule) => operationOf(recordType, rule)),
  ];
}

const isCreation = ({ from }: Rule): boolean => from === "new";

function operationOf(recordType: RecordType, rule: Rule): StepOperation {
  const { path } = collections[recordType];
  const creates = isCreation(rule);
  return {
    ...{ id: `${recordType}_${rule.step}`, method: "POST", scope: rule.tokenScope ?? null, tag: path },
    path: creates ? `/${path}/steps/${rule.step}` : `/${path}/{number}/steps/${rule.step}`,
    summary: stepLabels[rule.step].label,
    body: unionOf(stepBodies({ recordType, step: rule.step }).map(({ schema }) => schema)),
    ...{ status: creates ? 201 : 200, answer: takenStepSchema, hasVersion: true },
    ...{ recordType, step: rule.step, creates },
  };
}

/** A change is made by the step of its type: `POST /changes` with `type`. */
const creationOfChanges = (rules: readonly Rule[]): StepOperation => ({
  ...{ id: "createChange", method: "POST", path: "/changes", scope: "propose", tag: "changes" },
  summary: "Draft a standard or a normal change, or declare an emergency",
  body: unionOf(rules.flatMap(bodiesWithType)),
  ...{ status: 201, answer: takenStepSchema, hasVersion: true },
  ...{ recordType: "change", step: null, creates: true },
});

const bodiesWithType = ({ step }: Rule): z.ZodObject[] =>
  stepBodies({ recordType: "change", step }).map(({ types, schema }) =>
    schema.extend({ type: z.enum(types.length > 0 ? [...types] : [...changeTypes]) }),
  );

function unionOf(schemas: readonly z.ZodObject[]): z.ZodType {
  const [first, second, ...more] = new Set(schemas);
  if (!first) return z.strictObject({});
  return second ? z.union([first, second, ...more]) : first;
}

/** The step that makes a change of a type. */
export const creationStepOf = (type: unknown): Step | undefined =>
  rulesOf("change").find((rule) => isCreation(rule) && rule.types?.some((one) => one === type))?.step;
