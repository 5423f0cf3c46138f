import { statusWords } from "@/lib/rules/words";
import { leftOutWords } from "@/lib/systems/client-view";
import { kindsOfExceptions } from "./exception-kinds";
import { clauseWords, type Exception } from "./exceptions";
import { outcomeOf, outcomeWords } from "./outcomes";
import { type Deed, doer, endOfExecution, saidWith, type Trace, type Wording, type Written } from "./trace";

/** A change as the report's file tells it. */
export type Row = { readonly trace: Trace; readonly words: Words; readonly exceptions: readonly Exception[] };

/** The words that stand in the file. */
type Words = Pick<
  Wording,
  "number" | "title" | "systemInWords" | "what" | "why" | "rollbackPlan" | "verification" | "said"
>;

type Value = string | number | null | undefined;
type Column = readonly [name: string, of: (row: Row) => Value];

const several = (names: readonly string[]) => names.join("; ");

/** A text, or that and when it was redacted. */
const plainly = (written: Written | null): string | null => {
  if (written && "leftOut" in written) return leftOutWords;
  return written && ("text" in written ? written.text : `[redacted by ${written.redacted.by}, ${written.redacted.at}]`);
};

const doerOf = (deed: Deed | null) => deed && doer(deed);

const deed = (name: string, of: (trace: Trace) => Deed | null): readonly Column[] => [
  [`${name} by`, ({ trace }) => doerOf(of(trace))],
  [`${name} at`, ({ trace }) => of(trace)?.at],
];

const said = (name: string, steps: readonly string[], field: string): Column => [
  name,
  ({ words }) => plainly(saidWith(words, steps, field)),
];

/** The columns of the report's file, in their order; instants are ISO texts in UTC. */
export const reportColumns: readonly Column[] = [
  ["number", ({ trace }) => trace.number],
  ["type", ({ trace }) => trace.type],
  ["status", ({ trace }) => statusWords[trace.status]],
  ["outcome", ({ trace }) => outcomeWords[outcomeOf(trace)].label],
  ["title", ({ words }) => plainly(words.title)],
  ["category", ({ trace }) => trace.category],
  ["systems", ({ trace, words }) => several(trace.systems) || plainly(words.systemInWords)],
  ["clients", ({ trace }) => several(trace.clients)],
  ["catalogue entry", ({ trace }) => trace.entry],
  ["emergency because of", ({ trace }) => trace.trigger?.replaceAll("_", " ")],
  ["revision", ({ trace }) => trace.revision],
  ["opened", ({ trace }) => trace.createdAt],
  ["policy version", ({ trace }) => trace.policyVersion],
  ["who", ({ trace }) => trace.started?.name],
  ["what", ({ words }) => plainly(words.what)],
  ["why", ({ words }) => plainly(words.why)],
  ["rollback plan", ({ words }) => plainly(words.rollbackPlan)],
  ["verification", ({ words }) => plainly(words.verification)],
  ["window start", ({ trace }) => trace.windowStart],
  ["window end", ({ trace }) => trace.windowEnd],
  ["started", ({ trace }) => trace.startedAt],
  ["ended", (row) => endOfExecution(row.trace)],
  ...deed("requested", ({ requested }) => requested),
  ["written by", ({ trace }) => several(trace.authors.map(({ name }) => name))],
  ...deed("documented", ({ documented }) => documented),
  ["five facts complete", ({ trace }) => trace.factsCompleteAt],
  ...deed("submitted", ({ submitted }) => submitted),
  ...deed("reviewed", ({ reviewed }) => reviewed),
  ...deed("approved", ({ approved }) => approved),
  ["approved as routine", ({ trace }) => (trace.approved ? (trace.routine ? "yes" : "no") : null)],
  ...deed("scheduled", ({ scheduled }) => scheduled),
  ...deed("start recorded", ({ started }) => started),
  ...deed("execution recorded", ({ executed }) => executed),
  said("what was done", ["log", "finish"], "actual"),
  said("why it was stood down", ["stand_down"], "reason"),
  ...deed("verified", ({ verified }) => verified),
  said("works as expected", ["verify"], "comment"),
  said("monitoring checked", ["verify"], "monitoring"),
  ...deed("failed", ({ failed }) => failed),
  said("why it failed", ["fail"], "reason"),
  ...deed("rolled back", ({ rolledBack }) => rolledBack),
  ["rollback", ({ trace }) => trace.rolledBack?.outcome],
  said("what was rolled back", ["roll_back"], "actual"),
  [
    "incidents",
    ({ trace }) => several(trace.incidents.map(({ number, status }) => `${number} (${statusWords[status]})`)),
  ],
  ...deed("settled", ({ settled }) => settled),
  ...deed("reviewed after the fact", ({ reviewedAfter }) => reviewedAfter),
  ["finding of that review", ({ trace }) => trace.reviewedAfter?.outcome.replaceAll("_", " ")],
  said("reason of that review", ["review_after"], "reason"),
  ...deed("rejected, cancelled or called off", ({ ended }) => ended),
  said("why it ended", ["reject", "cancel", "call_off"], "reason"),
  ["exceptions", ({ exceptions }) => several(exceptions.map(exceptionWords))],
  ["events", ({ trace }) => trace.events],
  ["place in the log of the last event", ({ trace }) => trace.last.place],
  ["hash of the last event", ({ trace }) => trace.last.hash],
];

function exceptionWords(exception: Exception): string {
  const { label } = kindsOfExceptions[exception.kind];
  return `${label} (${clauseWords(exception)}): ${exception.sentence} ${exception.answers.name} answers.`;
}
