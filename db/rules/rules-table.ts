import { notices } from "@/lib/notices/notices";
import { whoSentence } from "@/lib/refusals/who-sentence";
import { clauses } from "@/lib/rules/clauses";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import {
  type ChangeType,
  changeStatuses,
  delegationStatuses,
  deliveryStatuses,
  entryStatuses,
  freezeStatuses,
  haltStatuses,
  incidentStatuses,
  installationStatuses,
  noticeKinds,
  personStatuses,
  rosterStatuses,
  type Status,
  type SubjectType,
  subjectTypes,
  systemStatuses,
} from "@/lib/rules/record";
import { rolesActingAs } from "@/lib/rules/roles";
import { type By, type Rule, rulesOf } from "@/lib/rules/rules";
import { refusalRows } from "./refusal-rows";

/** The rows of the `rules` table: one for each step, type and status that it leaves. */
const rulesTable = () => subjectTypes.flatMap((subject) => rulesOf(subject).flatMap((rule) => rowsOf(subject, rule)));

/** The rows of `notice_rules`. */
const noticeTable = () =>
  noticeKinds.map((kind, place) => {
    const { mandatory = false, usefulMinutes } = notices[kind];
    return { kind, place, mandatory, useful: usefulMinutes === undefined ? null : `${usefulMinutes} minutes` };
  });

/** The rows of all three tables as JSON for `given_rulebook`. Keys must be the names of the columns (jsonb_populate_recordset). */
export const givenRulebook = () => ({
  rules: JSON.stringify(
    rulesTable().map(({ subjectType, fromStatus, toStatus, ...row }) => ({
      subject_type: subjectType,
      from_status: fromStatus,
      to_status: toStatus,
      ...row,
    })),
  ),
  words: JSON.stringify(refusalRows()),
  notices: JSON.stringify(noticeTable()),
});

function rowsOf(subject: SubjectType, rule: Rule) {
  const types: readonly (ChangeType | "")[] = rule.types ?? [""];
  return types.flatMap((type) =>
    fromStatuses(subject, rule, type).map((from) => ({
      subjectType: subject,
      step: rule.step,
      type,
      fromStatus: from,
      toStatus: rule.to === "same" ? from : rule.to,
      ways: rule.by.map(wayOf),
      needs: [...(rule.needs ?? [])],
      asks: Object.fromEntries((rule.asks ?? []).map((ask) => askOf(rule, ask))),
      clause: clauses[rule.clause],
      who: whoSentence(rule),
      caused: rule.caused ?? false,
      aside: rule.aside ?? false,
      makes: [...(rule.makes ?? [])],
      does: [...(rule.does ?? [])],
    })),
  );
}

// An active delegation counts as the role `delegate`, which nobody can hold otherwise.
const wayOf = ({ role, lent, same, not, when }: By) => ({
  ...(role && { roles: [...rolesActingAs(role), ...(lent ? ["delegate"] : [])] }),
  ...(same && { same }),
  ...(not && { not }),
  ...(when && { when }),
});

function askOf(rule: Rule, ask: string): [string, object] {
  const field = ask.replace("*", "") as Field; // `asks` is typed as `Field` or `Field*`
  return [field, { ...fieldOf(rule.step, field), required: ask.endsWith("*") }];
}

const fromStatuses = (subject: SubjectType, rule: Rule, type: ChangeType | ""): readonly (Status | "")[] => {
  if (rule.from === "new") return [""];
  const within = reachable(subject, type);
  return rule.from === "any" ? within : rule.from.filter((status) => within.includes(status));
};

/** The statuses that a record of this type can reach. */
function reachable(subject: SubjectType, type: ChangeType | ""): readonly Status[] {
  const led = rulesOf(subject).filter((rule) => !rule.types || rule.types.some((t) => t === type));
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
    ...installationStatuses,
  ]);
  if (subject === "person") return personStatuses;
  if (subject === "installation") return installationStatuses;
  return [...everything].filter((status) => led.some((rule) => rule.to === status));
}
