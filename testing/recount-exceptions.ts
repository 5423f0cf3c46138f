import { endOf, factsComplete, micros, type Recounted, startOf } from "./recount";

/** The exceptions of a change at `now`, each as "kind number person who answers". */
export function recountedExceptions(change: Recounted, now: bigint, today: string): string[] {
  const { type, events, incidentEvents, number, status } = change;
  const list: string[] = [];
  const add = (kind: string, who: number | undefined) => list.push(`${kind} ${number} ${who}`);
  const first = events[0];
  if (type === "emergency") {
    const complete = factsComplete(change);
    if ((complete ?? now) > startOf(change, 0n) + 24n * 3_600_000_000n) add("documented_late", first?.by);
    if (first?.data.trigger === "made_without_record") add("made_without_record", first.by);
    const [named, ruledOut] = [
      events.some(({ data }) => data.category) && change.systems.length > 0,
      events.some(({ step }) => step === "rule_out_of_scope"),
    ];
    const review = events.findLast(({ step }) => step === "review_after");
    if (status === "closed" && !named && !ruledOut) add("scope_unsettled", review?.by);
  }
  for (const { step, by, data } of events) {
    if (step === "record_roster" && data.onRoster === false) add("off_roster", first?.by);
    if (step === "call_off") add("called_off", by);
    if (step === "schedule_over") add("waived", by);
    if (step === "roll_back" && data.outcome !== "complete") add("rollback_incomplete", by);
    if (step === "review_after" && data.outcome === "not_justified") add("not_justified", first?.by);
    if (step === "redact") add("text_redacted", by);
  }
  for (const { step, by } of incidentEvents) if (step === "attest") add("alert_attested", by);
  for (const { owner, due } of change.unanswered) if (due < today) add("finding_overdue", owner);
  const windowEnd = events.findLast(({ data }) => typeof data.windowEnd === "string")?.data.windowEnd;
  const start = events.findLast(({ step }) => step === "start");
  const end = endOf(change);
  if (type === "normal" && start && typeof windowEnd === "string" && (end ?? now) > micros(windowEnd))
    add("window_overrun", start.by);
  const finish = events.findLast(({ step }) => step === "finish");
  const verify = events.findLast(({ step }) => step === "verify");
  if (type === "normal" && finish && end !== null && (verify || status === "executed"))
    if ((verify ? micros(verify.at) : now) - end > 24n * 3_600_000_000n) add("verified_late", finish.by);
  return list;
}
