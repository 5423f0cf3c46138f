import type { ReactNode } from "react";
import { History, type HistoryEntry } from "@/components/record/history";
import type { HistoryEvent } from "@/db/changes/read-history";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/changes/event-words";
import { tellPlainly, tellSpan } from "@/lib/time/format";

type Props = {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
  /** Shown below an event, by event number. */
  more?: ReadonlyMap<number, ReactNode>;
};

export const HistoryOf = (props: Props) => <History zone={props.zone} entries={entriesOf(props)} />;

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
