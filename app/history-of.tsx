import type { ReactNode } from "react";
import { History } from "@/components/history";
import type { HistoryEvent } from "@/db/read-history";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/history-words";
import { tellPlainly, tellSpan } from "@/lib/time";

/** The history of a record as sentences, each with what was said, and what an edit changed. */
export function HistoryOf({
  events,
  revision,
  zone,
  more,
}: {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
  /** What else belongs under an event, by its number. */
  more?: ReadonlyMap<number, ReactNode>;
}) {
  const before = textsBefore(events);
  const tell = (at: string) => tellPlainly(at, zone);
  const span = (from: string, to: string) => tellSpan(from, to, zone).here;
  return (
    <History
      zone={zone}
      entries={events.map((event) => ({
        id: event.seq,
        at: event.at,
        sentence: eventSentence(event, span, tell),
        details: eventDetails(event, before.get(event.seq) ?? {}, tell),
        voided: isVoided(event, revision),
        more: more?.get(event.seq),
      }))}
    />
  );
}
