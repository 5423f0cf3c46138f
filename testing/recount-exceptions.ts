import { endOf, factsComplete, micros, type Recounted, startOf } from "./recount";

/** The exceptions of a change at `now`, each as "kind number person who answers". */
export function recountedExceptions(change: Recounted, now: bigint, today: string): string[] {
  const { type, events, besides, number, status } = change;
  const list: string[] = [];
  const tell = (kind: string, who: number | undefined) => list.push(`${kind} ${number} ${who}`);
  const first = events[0];
  if (type === "emergency") {
    const complete = factsComplete(change);
    if ((complete ?? now) > startOf(change, 0n) + 24n * 3_600_000_000n) tell("documented_late", first?.by);
    if (first?.data.trigger === "made_without_record") tell("made_without_record", first.by);
    const [named, ruledOut] = [
      events.some(({ data }) => data.category) && change.systems.length > 0,
      events.some(({ step }) => step === "rule_out_of_scope"),
    ];
    const review = events.findLast(({ step }) => step === "review_after");
    if (status === "closed" && !named && !ruledOut) tell("scope_unsettled", review?.by);
  }
  for (const { step, by, data } of events) {
    if (step === "record_roster" && data.onRoster === false) tell("off_roster", first?.by);
    if (step === "call_off") tell("called_off", by);
    if (step === "schedule_over") tell("waived", by);
    if (step === "roll_back" && data.outcome !== "complete") tell("rollback_incomplete", by);
    if (step === "review_after" && data.outcome === "not_justified") tell("not_justified", first?.by);
    if (step === "redact") tell("text_redacted", by);
  }
  for (const { step, by } of besides) if (step === "attest") tell("alert_attested", by);
  for (const { owner, due } of change.unanswered) if (due < today) tell("finding_overdue", owner);
  const windowEnd = events.findLast(({ data }) => typeof data.windowEnd === "string")?.data.windowEnd;
  const start = events.findLast(({ step }) => step === "start");
  const end = endOf(change);
  if (type === "normal" && start && typeof windowEnd === "string" && (end ?? now) > micros(windowEnd))
    tell("window_overrun", start.by);
  const finish = events.findLast(({ step }) => step === "finish");
  const verify = events.findLast(({ step }) => step === "verify");
  if (type === "normal" && finish && end !== null && (verify || status === "executed"))
    if ((verify ? micros(verify.at) : now) - end > 24n * 3_600_000_000n) tell("verified_late", finish.by);
  return list;
}
