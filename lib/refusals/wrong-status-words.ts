import { type SubjectType, subjectTypes } from "@/lib/rules/record";
import { type Rule, rulesOf } from "@/lib/rules/rules";
import { statusWord, statusWords, stepWords } from "@/lib/rules/words";
import { fillIn } from "@/lib/text/fill-in";
import type { ReasonedWords } from "./refusal-group";

/** What a step that leaves elsewhere says of itself: what one would do, and from where. */
export const whereItLeaves = (rule: Rule) => ({
  to: stepWords[rule.step].to,
  from: rule.from === "any" || rule.from === "new" ? ["on record"] : rule.from.map(statusWord),
});

/**
 * The words of `wrong_status` for the database, which knows no step's words: a sentence for each step of each type of record,
 * in which the record and its status are still open.
 */
export const wrongStatusWords = (words: readonly ReasonedWords[]): readonly ReasonedWords[] =>
  subjectTypes.flatMap((subject) =>
    rulesOf(subject)
      .filter(({ caused }) => !caused)
      .flatMap((rule) => rowsOf(subject, rule, words)),
  );

const rowsOf = (subject: SubjectType, rule: Rule, words: readonly ReasonedWords[]): readonly ReasonedWords[] =>
  (rule.types ?? [""]).flatMap((type) =>
    statusesOf(subject).flatMap(([is, status]) =>
      words.map(([reason, sentence]): ReasonedWords => {
        const reasons = [`subject=${subject}`, `step=${rule.step}`, `type=${type}`, is, reason];
        const open = { record: "{record}", status, ...whereItLeaves(rule) };
        return [reasons.filter((word) => word !== "").join(" "), fillIn(sentence, open, String)];
      }),
    ),
  );

/** The statuses of such a record that read otherwise than they are called, and then whatever other. */
const statusesOf = (subject: SubjectType): readonly (readonly [reason: string, words: string])[] => [
  ...oddStatuses
    .filter(([status]) =>
      rulesOf(subject).some(({ from }) => typeof from === "object" && from.some((each) => each === status)),
    )
    .map(([status, words]) => [`status=${status}`, words] as const),
  ["", "{status_}"],
];

const oddStatuses = Object.entries(statusWords).filter(([status, words]) => status.replaceAll("_", " ") !== words);
