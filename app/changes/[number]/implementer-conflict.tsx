import { Notice } from "@/components/basics/notice";
import type { ChangeRecord } from "@/db/changes/read-change";
import { formatDateTime } from "@/lib/time/format";

/** A warning only: nothing is refused for it. */
export function ImplementerConflict({ change, zone }: { change: ChangeRecord; zone: string }) {
  const { implementer, implementerAlso } = change;
  if (!implementer || implementerAlso.length === 0) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" heading="The implementer has overlapping changes">
        <ul className="grid gap-1">
          {implementerAlso.map(({ number, windowEnd }) => (
            <li key={number}>
              {implementer.name} also executes{" "}
              <a className="link" href={`/changes/${number}`}>
                {number}
              </a>{" "}
              at that time, until {formatDateTime(windowEnd, zone)}.
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
