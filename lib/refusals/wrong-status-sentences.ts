import { statusLabel, statusLabels, stepLabels } from "@/lib/rules/labels";
import { type RecordType, recordTypes } from "@/lib/rules/record";
import { type Rule, rulesOf } from "@/lib/rules/rules";
import { fillPlaceholders } from "@/lib/text/fill-placeholders";
import type { ConditionalSentence } from "./refusal-group";

/** What a step that leaves elsewhere says of itself: what one would do, and from where. */
export const stepAndOrigin = (rule: Rule) => ({
  to: stepLabels[rule.step].infinitive,
  from: rule.from === "any" || rule.from === "new" ? ["on record"] : rule.from.map(statusLabel),
});

/**
 * The words of `wrong_status` for the database, which knows no step's words: a sentence for each step of each type of record,
 * in which the record and its status are still open.
 */
export const wrongStatusSentences = (templates: readonly ConditionalSentence[]): readonly ConditionalSentence[] =>
  recordTypes.flatMap((recordType) =>
    rulesOf(recordType)
      .filter(({ derived }) => !derived)
      .flatMap((rule) => sentencesForRule(recordType, rule, templates)),
  );

const sentencesForRule = (
  recordType: RecordType,
  rule: Rule,
  templates: readonly ConditionalSentence[],
): readonly ConditionalSentence[] =>
  (rule.types ?? [""]).flatMap((type) =>
    statusLabelsOf(recordType).flatMap(([statusReason, status]) =>
      templates.map(([reason, sentence]): ConditionalSentence => {
        const reasons = [`subject=${recordType}`, `step=${rule.step}`, `type=${type}`, statusReason, reason];
        const values = { record: "{record}", status, ...stepAndOrigin(rule) };
        return [reasons.filter((word) => word !== "").join(" "), fillPlaceholders(sentence, values, String)];
      }),
    ),
  );

/** The statuses of such a record that read otherwise than they are called, and then whatever other. */
const statusLabelsOf = (recordType: RecordType): readonly (readonly [reason: string, words: string])[] => [
  ...relabelledStatuses
    .filter(([status]) =>
      rulesOf(recordType).some(({ from }) => typeof from === "object" && from.some((each) => each === status)),
    )
    .map(([status, words]) => [`status=${status}`, words] as const),
  ["", "{status_}"],
];

const relabelledStatuses = Object.entries(statusLabels).filter(
  ([status, words]) => status.replaceAll("_", " ") !== words,
);
