import { asideSteps } from "@/lib/rules/steps";
import type { Folded, Told } from "./fold";

const aside: ReadonlySet<string> = asideSteps("incident");

/** The row of an incident, from its own events and the event that caused it. */
export const foldIncident = (
  events: readonly Told[],
  changeOf: (cause: number | undefined) => number | undefined,
): Folded => events.reduce((before: Folded, told) => incidentAfter(before, told, changeOf(told.cause)), {});

function incidentAfter(
  before: Folded,
  { event, id, seq, step, by, to, at, data = {}, texts = {} }: Told,
  change: number | undefined,
): Folded {
  const moves = !aside.has(step);
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
