import type { Step } from "@/lib/rules/rules";

/** An event of an incident, as far as it tells how grave the incident is. */
type IncidentEvent = {
  readonly step: Step;
  readonly person: { readonly name: string };
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Why an incident is as grave as it is, from its events, the oldest first: the end of a sentence that names its severity. */
export function severityReason(events: readonly IncidentEvent[], formatTime: (at: string) => string): string {
  const severityEvents = events.filter(({ data }) => typeof data.severity === "string");
  const last = severityEvents.findLast(
    ({ data }, index) => data.severity !== (severityEvents[index - 1]?.data.severity ?? initialSeverity),
  );
  if (!last) return "the severity of every new incident";
  if (last.step === "assign") return `set by ${last.person.name}, ${formatTime(last.at)}`;
  return `raised because the rollback was ${rollbackOutcomeBySeverity[String(last.data.severity)] ?? "not complete"}, ${formatTime(last.at)}`;
}

const initialSeverity = "medium";
const rollbackOutcomeBySeverity: Readonly<Record<string, string>> = { high: "partial", critical: "impossible" };
