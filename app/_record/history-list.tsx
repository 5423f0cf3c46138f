import type { ReactNode } from "react";
import { AttachedFiles } from "@/components/record/attached-files";
import { History, type HistoryEntry } from "@/components/record/history";
import type { HistoryEvent } from "@/db/changes/read-history";
import { fileDescribedBy } from "@/lib/attachments/file-description";
import { eventDetails, eventSentence, isVoided, textsBefore } from "@/lib/changes/event-sentence";
import { fieldLabels } from "@/lib/form/field-labels";
import { formatDateTime, formatRange } from "@/lib/time/format";

type Props = {
  events: readonly HistoryEvent[];
  revision: number;
  zone: string;
  /** The number of the change, whose files are links below their events. */
  change?: string;
  newestFirst?: boolean;
  /** Shown below an event, by event number. */
  extraByEvent?: ReadonlyMap<number, ReactNode>;
};

export function HistoryList({ newestFirst = false, ...props }: Props) {
  const entries = historyEntries(props);
  return <History zone={props.zone} entries={newestFirst ? entries.toReversed() : entries} />;
}

export function historyEntries({
  events,
  revision,
  zone,
  change,
  extraByEvent,
}: Omit<Props, "newestFirst">): HistoryEntry[] {
  const before = textsBefore(events);
  const formatTime = (at: string) => formatDateTime(at, zone);
  const formatSpan = (from: string, to: string) => formatRange(from, to, zone).local;
  return events.map((event) => ({
    id: event.seq,
    at: event.at,
    sentence: eventSentence(event, formatSpan, formatTime),
    details: eventDetails(event, before.get(event.seq) ?? {}, formatTime),
    voided: isVoided(event, revision),
    more: extraByEvent?.get(event.seq) ?? filesOf(event, change),
  }));
}

function filesOf({ step, texts, files }: HistoryEvent, change: string | undefined): ReactNode {
  if (!change) return null;
  const attached = files.flatMap((id, place) => {
    const file = fileDescribedBy(texts[place === 0 ? "attachments" : `attachments.${place}`] ?? "");
    return file ? [{ ...file, href: `/changes/${change}/attachments/${id}` }] : [];
  });
  return attached.length > 0 ? <AttachedFiles files={attached} label={fieldLabels(step, "attachments").label} /> : null;
}
