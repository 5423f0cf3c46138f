import { Icon } from "@/components/basics/icon";
import { DateTime } from "@/components/record/date-time";
import type { ListedDelivery } from "@/db/notices/list-deliveries";

export function Attempts({ delivery: { tries, attempts }, zone }: { delivery: ListedDelivery; zone: string }) {
  if (tries.length === 0) return null;
  const earlier = Math.max(0, attempts - tries.length);
  return (
    <details className="min-w-0 flex-1 basis-60">
      <summary className="link w-fit cursor-pointer py-1 text-sm">
        {tries.length + earlier === 1 ? "1 attempt" : `${tries.length + earlier} attempts`}
      </summary>
      <ol className="mt-1 grid gap-1.5 border-l-2 border-line pl-3 text-sm">
        {tries.map(({ id, at, ok, words, answer }) => (
          <li key={id} className="grid gap-x-3 sm:grid-cols-[max-content_minmax(0,1fr)]">
            <span className="text-muted">
              <DateTime at={at} zone={zone} isBrief />
            </span>
            <span className={`flex min-w-0 gap-1.5 ${ok ? "" : "text-bad-ink"}`}>
              <Icon name={ok ? "done" : "crossed"} className="mt-[3px] size-3.5" />
              <span className="min-w-0 wrap-anywhere">
                <span className="sr-only">{ok ? "Delivered: " : "Failed: "}</span>
                {words}
                {answer ? <span className="block text-muted">It wrote: {answer}</span> : null}
              </span>
            </span>
          </li>
        ))}
        {earlier > 0 ? <li className="text-muted">and {earlier} earlier ones</li> : null}
      </ol>
    </details>
  );
}
