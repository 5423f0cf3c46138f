import type { ReactNode } from "react";
import { History, type HistoryEntry } from "@/components/record/history";
import type { HistoryEvent } from "@/db/changes/read-history";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/changes/event-words";
import { tellPlainly, tellSpan } from "@/lib/time/format";

type Props = {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
  /** What else belongs under an event, by its number. */
  more?: ReadonlyMap<number, ReactNode>;
};

/** The history of a record as sentences, each with what was said, and what an edit changed. */
export const HistoryOf = (props: Props) => <History zone={props.zone} entries={entriesOf(props)} />;

/** The same as entries, in the order of the events. */
export function entriesOf({ events, revision, zone, more }: Props): HistoryEntry[] {
  const before = textsBefore(events);
  const tell = (at: string) => tellPlainly(at, zone);
  const span = (from: string, to: string) => tellSpan(from, to, zone).here;
  return events.map((event) => ({
    id: event.seq,
    at: event.at,
    sentence: eventSentence(event, span, tell),
    details: eventDetails(event, before.get(event.seq) ?? {}, tell),
    voided: isVoided(event, revision),
    more: more?.get(event.seq),
  }));
}
