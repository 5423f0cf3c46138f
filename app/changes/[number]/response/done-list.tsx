import { PlainText } from "@/components/record/plain-text";
import { When } from "@/components/record/when";
import type { Done } from "@/lib/changes/done";
import { redactedText } from "@/lib/changes/redaction";

const shownAtOnce = 5;

/** The newest first; earlier ones are folded. */
export function DoneList({ done, zone }: { done: readonly Done[]; zone: string }) {
  const [latest, before] = [done.slice(0, shownAtOnce), done.slice(shownAtOnce)];
  return (
    <>
      <Lines done={latest} zone={zone} />
      {before.length > 0 ? (
        <details>
          <summary className="link w-fit cursor-pointer py-2">{before.length} earlier</summary>
          <Lines done={before} zone={zone} />
        </details>
      ) : null}
    </>
  );
}

const Lines = ({ done, zone }: { done: readonly Done[]; zone: string }) => (
  <ol className="@container grid">
    {done.map(({ seq, at, by, words }) => (
      <li key={seq} className="grid gap-x-6 border-t border-line py-2 @lg:grid-cols-[14rem_minmax(0,1fr)]">
        <p className="flex flex-wrap gap-x-3 text-sm/6 text-muted">
          <When at={at} zone={zone} />
          <span>{by}</span>
        </p>
        {words === null ? <p className="text-muted">{redactedText}</p> : <PlainText text={words} />}
      </li>
    ))}
  </ol>
);
