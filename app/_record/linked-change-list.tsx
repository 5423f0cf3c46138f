import { StatusBadge } from "@/components/record/status-badge";
import type { LinkedChange } from "@/db/changes/linked-changes";

export const LinkedChangeList = ({ changes }: { changes: readonly LinkedChange[] }) => (
  <ul className="grid gap-1.5">
    {changes.map(({ number, title, status }) => (
      <li key={number} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 wrap-anywhere">
        <span>
          <a className="link" href={`/changes/${number}`}>
            {number}
          </a>{" "}
          {title}
        </span>
        <StatusBadge status={status} />
      </li>
    ))}
  </ul>
);
