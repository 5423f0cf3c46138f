import { settings } from "@/app/_request/settings";
import { findCredentials } from "@/app/_steps/credentials";
import { diffSteps, nothingChanged } from "@/app/_steps/decide";
import { changedFields } from "@/app/_steps/diff";
import { loadRecord } from "@/app/_steps/load-record";
import { namedPeople } from "@/app/_steps/named-people";
import { bodyErrors } from "@/lib/api/body-errors";
import { stepBody } from "@/lib/api/step-bodies";
import { fieldValidators } from "@/lib/form/form-schema";
import { isField } from "@/lib/rules/fields";
import { ruleOf } from "@/lib/rules/rules";
import { ApiProblem } from "./api-responses";
import type { ApiStep } from "./api-step";
import { invalidFields } from "./refused-steps";

type Fields = Readonly<Record<string, unknown>>;

/** The input of the step’s event: what was sent, held to the step’s row; of an edit, what differs from the record. */
export async function stepInput(step: ApiStep, sent: Fields): Promise<Fields> {
  const fields = withoutType(step, sent);
  refuseWrong(step, fields);
  const input = diffSteps.has(step.step) ? await difference(step, fields) : withoutEmpty(fields);
  const credentials = await findCredentials(input);
  if (Object.keys(credentials).length > 0) throw invalidFields(credentials);
  return { ...withZone(step, input), ...(await mentionsIn(step, input)) };
}

/** The type of a declared emergency is its step. */
const withoutType = ({ step }: ApiStep, { type, ...fields }: Fields): Fields =>
  step === "declare" || type === undefined ? fields : { ...fields, type };

function refuseWrong({ recordType, step, type }: ApiStep, fields: Fields): void {
  const parsed = stepBody({ recordType, step }, type)?.safeParse(fields);
  if (parsed && !parsed.success) throw invalidFields(bodyErrors(step, parsed.error, fields));
  // Zod does not see this name, which no object of its own may have.
  if (Object.hasOwn(fields, "__proto__")) throw invalidFields(Object.fromEntries([["__proto__", "This is no field."]]));
  const errors = Object.entries(fields).flatMap(([field, value]) => {
    const validate = isField(field) ? fieldValidators[field] : undefined;
    const sentence =
      validate && typeof value === "string" && value.trim() !== "" ? validate(value.trim(), field) : null;
    return sentence ? [[field, sentence]] : [];
  });
  if (errors.length > 0) throw invalidFields(Object.fromEntries(errors));
}

async function difference({ recordType: subject, id, step }: ApiStep, fields: Fields): Promise<Fields> {
  const record = await loadRecord({ subject, id: id ?? undefined });
  const changed = changedFields(fields, record?.current ?? {});
  if (Object.keys(changed).length === 0) throw new ApiProblem({ status: 422, detail: nothingChanged });
  // An event names its system even when the name did not change.
  return step === "amend_system" ? { name: fields.name, ...changed } : changed;
}

/** Times are stored with the zone that people planned in: the site’s, where none is given. */
function withZone({ recordType, step, type }: ApiStep, input: Fields): Fields {
  const takesZone = ruleOf(recordType, step, type)?.inputs?.includes("timezone");
  return takesZone ? { timezone: settings().siteTimezone, ...input } : input;
}

async function mentionsIn({ recordType: subject, step }: ApiStep, { comment }: Fields): Promise<Fields> {
  if (typeof comment !== "string") return {};
  const named = await namedPeople({ formMetadata: { subject, step }, typed: { comment } });
  if ("back" in named) throw invalidFields(named.back.errors);
  return "to" in named ? {} : named;
}

const withoutEmpty = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== null && value !== undefined),
  );
