import { History } from "@/components/history";
import type { HistoryEvent } from "@/db/read-history";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/history-words";
import { tellSpan } from "@/lib/time";

/** The history of a record as sentences, each with what was said, and what an edit changed. */
export function HistoryOf({
  events,
  revision,
  zone,
}: {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
}) {
  const before = textsBefore(events);
  const span = (from: string, to: string) => tellSpan(from, to, zone).here;
  return (
    <History
      zone={zone}
      entries={events.map((event) => ({
        id: event.seq,
        at: event.at,
        sentence: eventSentence(event, span),
        details: eventDetails(event, before.get(event.seq) ?? {}),
        voided: isVoided(event, revision),
      }))}
    />
  );
}
