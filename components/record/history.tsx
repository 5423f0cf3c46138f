import type { ReactNode } from "react";
import type { Instant } from "@/lib/time/format";
import { DateTime } from "./date-time";
import { WrittenText } from "./written-text";

export type HistoryEntry = {
  id: number | string;
  at: Instant;
  /** The number of its record, in a list of several records. */
  of?: string;
  /** Who did what, as a sentence: "Reviewer One reviewed it." */
  sentence: string;
  /** The texts that were entered with it, each under its label. */
  details?: readonly { term: string; text: string }[];
  /** Void since a later revision: struck through, with a note that says so. */
  voided?: boolean;
  /** Before and after of an edit, or anything else that belongs under the sentence. */
  more?: ReactNode;
};

/** What happened to a record, as sentences, in the order given. */
export function History({ entries, zone }: { entries: readonly HistoryEntry[]; zone: string }) {
  return (
    <ol className="grid">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid gap-x-6 gap-y-0.5 border-t border-line py-2.5 sm:grid-cols-[14rem_minmax(0,1fr)] print:break-inside-avoid print:grid-cols-[12rem_minmax(0,1fr)] print:py-1"
        >
          <p className="text-sm/6 text-muted">
            <DateTime at={entry.at} zone={zone} />
            {entry.of ? <span className="ml-2 whitespace-nowrap sm:ml-0 sm:block">{entry.of}</span> : null}
          </p>
          <div className="grid gap-1">
            <p>
              {entry.voided ? <s className="text-muted">{entry.sentence}</s> : entry.sentence}
              {entry.voided ? <span className="text-sm text-muted"> No longer valid.</span> : null}
            </p>
            {entry.details?.map(({ term, text }) => (
              <div key={term} className="border-l-2 border-line pl-3">
                <p className="text-sm text-muted">{term}</p>
                <WrittenText text={text} />
              </div>
            ))}
            {entry.more}
          </div>
        </li>
      ))}
    </ol>
  );
}
