import type { ReactNode } from "react";
import { DateTime } from "@/components/record/date-time";
import type { Disclosures } from "@/db/changes/read-disclosures";

/** For each redaction, by event number: where the text had already been exported or sent. Those copies are beyond our reach. */
export const redactedCopies = (copies: readonly Disclosures[], zone: string): ReadonlyMap<number, ReactNode> =>
  new Map(copies.map((entry) => [entry.seq, <RedactedCopies key="sent" copies={entry} zone={zone} />]));

function RedactedCopies({ copies: { exports, alerts, feeds, filledIn }, zone }: { copies: Disclosures; zone: string }) {
  return (
    <>
      {filledIn ? (
        <p className="text-sm text-muted">Values of catalogue fields are not free text: they stay in the ledger.</p>
      ) : null}
      {exports.length + alerts.length + feeds.length === 0 ? (
        <p className="text-sm text-muted">The text had not been exported, sent or shown in a calendar feed.</p>
      ) : (
        <div className="border-l-2 border-line pl-3">
          <p className="text-sm text-muted">Sent before the redaction, so copies remain</p>
          <ul>
            {exports.map(({ exported, by, at }) => (
              <li key={`${exported} ${at}`}>
                {exported}, exported by {by}, <DateTime at={at} zone={zone} />
              </li>
            ))}
            {alerts.map(({ channel, to, at }) => (
              <li key={`${channel} ${to} ${at}`} className="wrap-anywhere">
                Sent to {to} ({channel}), <DateTime at={at} zone={zone} />
              </li>
            ))}
            {feeds.map(({ name, by }) => (
              <li key={`${name} ${by}`} className="wrap-anywhere">
                Calendar feed “{name}” of {by}, which could show it
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
