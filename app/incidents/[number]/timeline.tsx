import type { ReactNode } from "react";
import { historyEntries } from "@/app/_record/history-list";
import { History, type HistoryEntry } from "@/components/record/history";
import type { TimelineEvent } from "@/db/changes/read-history";

type Props = {
  events: readonly TimelineEvent[];
  incident: string;
  change: string;
  zone: string;
  /** Shown below an event of the incident, by event number. */
  extraByEvent: ReadonlyMap<number, ReactNode>;
};

/** Events of the incident and of its change in one list. */
export function Timeline({ events, incident, change, zone, extraByEvent }: Props) {
  const entriesByRecord = { incident: entriesFor("incident", incident), change: entriesFor("change", change) };
  return <History zone={zone} entries={events.flatMap(({ of, seq }) => entriesByRecord[of].get(seq) ?? [])} />;

  // A failed change gets no new revision, so that no event was voided since.
  function entriesFor(of: TimelineEvent["of"], number: string): ReadonlyMap<HistoryEntry["id"], HistoryEntry> {
    const own = events.filter((event) => event.of === of);
    const entries = historyEntries({
      events: own,
      revision: 0,
      zone,
      change,
      extraByEvent: of === "incident" ? extraByEvent : undefined,
    });
    return new Map(entries.map((entry) => [entry.id, { ...entry, id: `${number} ${entry.id}`, of: number }]));
  }
}
