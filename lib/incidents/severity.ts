import type { Step } from "@/lib/rules/rules";

/** An event of an incident, as far as it tells how grave the incident is. */
type Told = {
  readonly step: Step;
  readonly person: { readonly name: string };
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Why an incident is as grave as it is, from its events, the oldest first: the end of a sentence that names its severity. */
export function severityReason(events: readonly Told[], tell: (at: string) => string): string {
  const graded = events.filter(({ data }) => typeof data.severity === "string");
  const last = graded.findLast(({ data }, place) => data.severity !== (graded[place - 1]?.data.severity ?? atFirst));
  if (!last) return "the severity of every new incident";
  if (last.step === "assign") return `set by ${last.person.name}, ${tell(last.at)}`;
  return `raised because the rollback was ${raisedAfter[String(last.data.severity)] ?? "not complete"}, ${tell(last.at)}`;
}

const atFirst = "medium";
const raisedAfter: Readonly<Record<string, string>> = { high: "partial", critical: "impossible" };
