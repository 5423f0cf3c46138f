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

/** The rulebook as rows of the `rules` table: one for each type and status that a step leaves. */
const rulesTable = () => subjectTypes.flatMap((subject) => rulesOf(subject).flatMap((rule) => rowsOf(subject, rule)));

/** The rows of `notice_rules`: how each kind of notice is sent. */
const noticeTable = () =>
  noticeKinds.map((kind, place) => {
    const { mandatory = false, usefulMinutes } = notices[kind];
    return { kind, place, mandatory, useful: usefulMinutes === undefined ? null : `${usefulMinutes} minutes` };
  });

/** All three as a migration gives them to the database: JSON lists of rows by the names of their columns. */
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

// A running delegation counts as one more role, which nobody holds otherwise.
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

/** The statuses that a record of the kind and type can be led to. */
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
