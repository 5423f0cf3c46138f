import type { ReactNode } from "react";
import { History, type HistoryEntry } from "@/components/record/history";
import type { HistoryEvent } from "@/db/changes/read-history";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/changes/event-sentence";
import { formatDateTime, formatRange } from "@/lib/time/format";

type Props = {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
  /** Shown below an event, by event number. */
  extraByEvent?: ReadonlyMap<number, ReactNode>;
};

export const HistoryList = (props: Props) => <History zone={props.zone} entries={historyEntries(props)} />;

export function historyEntries({ events, revision, zone, extraByEvent }: Props): HistoryEntry[] {
  const before = textsBefore(events);
  const formatTime = (at: string) => formatDateTime(at, zone);
  const formatSpan = (from: string, to: string) => formatRange(from, to, zone).local;
  return events.map((event) => ({
    id: event.seq,
    at: event.at,
    sentence: eventSentence(event, formatSpan, formatTime),
    details: eventDetails(event, before.get(event.seq) ?? {}, formatTime),
    voided: isVoided(event, revision),
    more: extraByEvent?.get(event.seq),
  }));
}
