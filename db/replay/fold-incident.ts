import { annotationSteps } from "@/lib/rules/steps";
import type { CanonicalEvent, FoldedRow } from "./fold-records";

const annotating: ReadonlySet<string> = annotationSteps("incident");

/** The row of an incident, from its own events and the event that caused it. */
export const foldIncident = (
  events: readonly CanonicalEvent[],
  changeOf: (cause: number | undefined) => number | undefined,
): FoldedRow =>
  events.reduce(
    (before: FoldedRow, canonicalEvent) => applyIncidentEvent(before, canonicalEvent, changeOf(canonicalEvent.cause)),
    {},
  );

function applyIncidentEvent(
  before: FoldedRow,
  { event, id, seq, step, by, to, at, data = {}, texts = {} }: CanonicalEvent,
  change: number | undefined,
): FoldedRow {
  const moves = !annotating.has(step);
  return {
    owner_id: null,
    closed_at: null,
    rootCause: null,
    findings: [],
    answers: {},
    ...before,
    id,
    number: `INC-${id}`,
    status: to,
    last_event_id: event,
    ...(seq === 1 && { change_id: change, opened_at: at, severity: "medium" }),
    ...(moves && { step_seq: seq }),
    ...("severity" in data && { severity: data.severity }),
    ...("owner" in data && { owner_id: data.owner }),
    ...(texts.rootCause && { rootCause: texts.rootCause }),
    ...("findings" in data && { findings: data.findings }),
    ...(step === "answer" && {
      answers: { ...Object(before.answers), [String(data.finding)]: { by, at, text: texts.answer } },
    }),
    ...(step === "close_incident" && { closed_at: at }),
  };
}
