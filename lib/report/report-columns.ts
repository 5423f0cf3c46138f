import { statusLabels } from "@/lib/rules/labels";
import { withheldText } from "@/lib/systems/client-view";
import {
  type AuditEntry,
  actorInFull,
  type ChangeAudit,
  type ChangeTexts,
  endOfExecution,
  latestStepText,
  type TextOrRedaction,
} from "./change-audit";
import { exceptionDefinitions } from "./exception-kinds";
import { clauseTitle, type Exception } from "./exceptions";
import { outcomeOf, reportOutcomeLabels } from "./outcomes";

/** A change as one row of `report.csv`. */
export type ReportRow = {
  readonly audit: ChangeAudit;
  readonly texts: ExportedTexts;
  readonly exceptions: readonly Exception[];
};

/** The free texts that the file contains. */
type ExportedTexts = Pick<
  ChangeTexts,
  "number" | "title" | "systemInWords" | "what" | "why" | "rollbackPlan" | "verification" | "stepTexts"
>;

type CellValue = string | number | null | undefined;
type Column = readonly [name: string, of: (row: ReportRow) => CellValue];

const joinNames = (names: readonly string[]) => names.join("; ");

/** A text; or by whom and when it was redacted. */
const plainText = (text: TextOrRedaction | null): string | null => {
  if (text && "leftOut" in text) return withheldText;
  return text && ("text" in text ? text.text : `[redacted by ${text.redacted.by}, ${text.redacted.at}]`);
};

const actorOf = (entry: AuditEntry | null) => entry && actorInFull(entry);

const actionColumns = (name: string, entryOf: (audit: ChangeAudit) => AuditEntry | null): readonly Column[] => [
  [`${name} by`, ({ audit }) => actorOf(entryOf(audit))],
  [`${name} at`, ({ audit }) => entryOf(audit)?.at],
];

const textColumn = (name: string, steps: readonly string[], field: string): Column => [
  name,
  ({ texts: words }) => plainText(latestStepText(words, steps, field)),
];

/** The columns of the report's file, in their order; instants are ISO texts in UTC. */
export const reportColumns: readonly Column[] = [
  ["number", ({ audit }) => audit.number],
  ["type", ({ audit }) => audit.type],
  ["status", ({ audit }) => statusLabels[audit.status]],
  ["outcome", ({ audit }) => reportOutcomeLabels[outcomeOf(audit)].label],
  ["title", ({ texts: words }) => plainText(words.title)],
  ["category", ({ audit }) => audit.category],
  ["systems", ({ audit, texts: words }) => joinNames(audit.systems) || plainText(words.systemInWords)],
  ["clients", ({ audit }) => joinNames(audit.clients)],
  ["catalogue entry", ({ audit }) => audit.entry],
  ["emergency because of", ({ audit }) => audit.trigger?.replaceAll("_", " ")],
  ["revision", ({ audit }) => audit.revision],
  ["opened", ({ audit }) => audit.createdAt],
  ["policy version", ({ audit }) => audit.policyVersion],
  ["who", ({ audit }) => audit.started?.name],
  ["what", ({ texts: words }) => plainText(words.what)],
  ["why", ({ texts: words }) => plainText(words.why)],
  ["rollback plan", ({ texts: words }) => plainText(words.rollbackPlan)],
  ["verification", ({ texts: words }) => plainText(words.verification)],
  ["window start", ({ audit }) => audit.windowStart],
  ["window end", ({ audit }) => audit.windowEnd],
  ["started", ({ audit }) => audit.startedAt],
  ["ended", (row) => endOfExecution(row.audit)],
  ...actionColumns("requested", ({ requested }) => requested),
  ["written by", ({ audit }) => joinNames(audit.authors.map(({ name }) => name))],
  ...actionColumns("documented", ({ documented }) => documented),
  ["five facts complete", ({ audit }) => audit.factsCompleteAt],
  ...actionColumns("submitted", ({ submitted }) => submitted),
  ...actionColumns("reviewed", ({ reviewed }) => reviewed),
  ...actionColumns("approved", ({ approved }) => approved),
  ["approved as routine", ({ audit }) => (audit.approved ? (audit.routine ? "yes" : "no") : null)],
  ...actionColumns("scheduled", ({ scheduled }) => scheduled),
  ...actionColumns("start recorded", ({ started }) => started),
  ...actionColumns("execution recorded", ({ executed }) => executed),
  textColumn("what was done", ["log", "finish"], "actual"),
  textColumn("why it was stood down", ["stand_down"], "reason"),
  ...actionColumns("verified", ({ verified }) => verified),
  textColumn("works as expected", ["verify"], "comment"),
  textColumn("monitoring checked", ["verify"], "monitoring"),
  ...actionColumns("failed", ({ failed }) => failed),
  textColumn("why it failed", ["fail"], "reason"),
  ...actionColumns("rolled back", ({ rolledBack }) => rolledBack),
  ["rollback", ({ audit }) => audit.rolledBack?.outcome],
  textColumn("what was rolled back", ["roll_back"], "actual"),
  [
    "incidents",
    ({ audit }) => joinNames(audit.incidents.map(({ number, status }) => `${number} (${statusLabels[status]})`)),
  ],
  ...actionColumns("settled", ({ settled }) => settled),
  ...actionColumns("reviewed after the fact", ({ reviewedAfter }) => reviewedAfter),
  ["finding of that review", ({ audit }) => audit.reviewedAfter?.outcome.replaceAll("_", " ")],
  textColumn("reason of that review", ["review_after"], "reason"),
  ...actionColumns("rejected, cancelled or called off", ({ ended }) => ended),
  textColumn("why it ended", ["reject", "cancel", "call_off"], "reason"),
  ["exceptions", ({ exceptions }) => joinNames(exceptions.map(exceptionText))],
  ["events", ({ audit }) => audit.events],
  ["place in the log of the last event", ({ audit }) => audit.last.place],
  ["hash of the last event", ({ audit }) => audit.last.hash],
];

function exceptionText(exception: Exception): string {
  const { label } = exceptionDefinitions[exception.kind];
  return `${label} (${clauseTitle(exception)}): ${exception.sentence} ${exception.answers.name} is accountable.`;
}
