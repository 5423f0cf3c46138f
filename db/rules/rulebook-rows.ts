import { notices } from "@/lib/notices/notices";
import { allowedActorsSentenceWithClause } from "@/lib/refusals/allowed-actors-sentence";
import { clauses } from "@/lib/rules/clauses";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import {
  accountStatuses,
  type ChangeType,
  changeStatuses,
  delegationStatuses,
  deliveryStatuses,
  entryStatuses,
  freezeStatuses,
  haltStatuses,
  importStatuses,
  incidentStatuses,
  installationStatuses,
  noticeKinds,
  personStatuses,
  type RecordType,
  recordTypes,
  rosterStatuses,
  type Status,
  systemStatuses,
  webhookStatuses,
} from "@/lib/rules/record";
import { rolesActingAs } from "@/lib/rules/roles";
import { type AllowedActor, type Rule, rulesOf } from "@/lib/rules/rules";
import { refusalMessageRows } from "./refusal-message-rows";

/** The rows of the `rules` table: one for each step, type and status that it leaves. */
const ruleRows = () =>
  recordTypes.flatMap((recordType) => rulesOf(recordType).flatMap((rule) => rowsOfRule(recordType, rule)));

/** The rows of `notice_rules`. */
const noticeRuleRows = () =>
  noticeKinds.map((kind, priority) => {
    const { mandatory = false, personal = false, usefulMinutes } = notices[kind];
    const usefulFor = usefulMinutes === undefined ? null : `${usefulMinutes} minutes`;
    return { kind, priority, mandatory, useful_for: usefulFor, personal };
  });

/** The rows of all three tables as JSON for `submitted_rulebook`. Keys must be the names of the columns (jsonb_populate_recordset). */
export const rulebookRows = () => ({
  rules: JSON.stringify(ruleRows()),
  words: JSON.stringify(refusalMessageRows()),
  notices: JSON.stringify(noticeRuleRows()),
});

function rowsOfRule(recordType: RecordType, rule: Rule) {
  const types: readonly (ChangeType | "")[] = rule.types ?? [""];
  return types.flatMap((type) =>
    startStatuses(recordType, rule, type).map((from) => ({
      subject_type: recordType,
      step: rule.step,
      type,
      from_status: from,
      to_status: rule.to === "same" ? from : rule.to,
      allowed_actors: rule.by.map(allowedActorJson),
      preconditions: [...(rule.preconditions ?? [])],
      inputs: Object.fromEntries((rule.inputs ?? []).map((input) => inputSpec(rule, input))),
      clause: clauses[rule.clause],
      refusal_message: allowedActorsSentenceWithClause(rule),
      derived: rule.derived ?? false,
      annotation: rule.annotation ?? false,
      token_scope: rule.tokenScope ?? null,
      makes: [...(rule.makes ?? [])],
      effects: [...(rule.effects ?? [])],
    })),
  );
}

// An active delegation counts as the role `delegate`, which nobody can hold otherwise.
const allowedActorJson = ({ role, delegable, same, not, when }: AllowedActor) => ({
  ...(role && { roles: [...rolesActingAs(role), ...(delegable ? ["delegate"] : [])] }),
  ...(same && { same }),
  ...(not && { not }),
  ...(when && { when }),
});

function inputSpec(rule: Rule, input: string): [string, object] {
  const field = input.replace("*", "") as Field; // `inputs` are typed as `Field` or `Field*`
  return [field, { ...fieldOf(rule.step, field), required: input.endsWith("*") }];
}

const startStatuses = (recordType: RecordType, rule: Rule, type: ChangeType | ""): readonly (Status | "")[] => {
  if (rule.from === "new") return [""];
  const within = reachableStatuses(recordType, type);
  return rule.from === "any" ? within : rule.from.filter((status) => within.includes(status));
};

/** The statuses that a record of this type can reach. */
function reachableStatuses(recordType: RecordType, type: ChangeType | ""): readonly Status[] {
  const led = rulesOf(recordType).filter((rule) => !rule.types || rule.types.some((t) => t === type));
  const everything = new Set<Status>([
    ...changeStatuses,
    ...incidentStatuses,
    ...entryStatuses,
    ...freezeStatuses,
    ...rosterStatuses,
    ...deliveryStatuses,
    ...systemStatuses,
    ...delegationStatuses,
    ...haltStatuses,
    ...importStatuses,
    ...accountStatuses,
    ...webhookStatuses,
    ...installationStatuses,
  ]);
  if (recordType === "person") return personStatuses;
  if (recordType === "installation") return installationStatuses;
  return [...everything].filter((status) => led.some((rule) => rule.to === status));
}
