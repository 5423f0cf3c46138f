import { DateTime } from "@/components/record/date-time";
import { WrittenText } from "@/components/record/written-text";
import type { EmergencyAction } from "@/lib/changes/emergency-actions";
import { redactedText } from "@/lib/changes/redaction";

const visibleCount = 5;

/** The newest first; earlier ones are folded. */
export function ActionList({ actions, zone }: { actions: readonly EmergencyAction[]; zone: string }) {
  const [latest, before] = [actions.slice(0, visibleCount), actions.slice(visibleCount)];
  return (
    <>
      <ActionItems actions={latest} zone={zone} />
      {before.length > 0 ? (
        <details>
          <summary className="link w-fit cursor-pointer py-2">{before.length} earlier</summary>
          <ActionItems actions={before} zone={zone} />
        </details>
      ) : null}
    </>
  );
}

const ActionItems = ({ actions, zone }: { actions: readonly EmergencyAction[]; zone: string }) => (
  <ol className="@container grid">
    {actions.map(({ seq, at, by, text }) => (
      <li key={seq} className="grid gap-x-6 border-t border-line py-2 @lg:grid-cols-[14rem_minmax(0,1fr)]">
        <p className="flex flex-wrap content-start gap-x-3 text-sm/6 text-muted">
          <DateTime at={at} zone={zone} />
          <span>{by}</span>
        </p>
        {text === null ? <p className="text-muted">{redactedText}</p> : <WrittenText text={text} />}
      </li>
    ))}
  </ol>
);
