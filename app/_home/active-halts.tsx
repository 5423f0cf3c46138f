import { DeadlineBadge } from "@/components/record/deadline-badge";
import type { ActiveHalt } from "@/db/home/read-notices";
import { redactedText } from "@/lib/changes/redaction";
import { haltName } from "@/lib/halts/halt-name";
import { formatAge } from "@/lib/time/format";

export const ActiveHalts = ({ halts, now }: { halts: readonly ActiveHalt[]; now: string }) => (
  <ul className="grid">
    {halts.map((halt) => (
      <li key={halt.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
        <DeadlineBadge tone="warn" icon="barred">
          halted for {formatAge(halt.placedAt, now)}
        </DeadlineBadge>
        <a className="link min-w-0 break-words" href="/halts">
          {haltName(halt)}
        </a>
        <span className="min-w-0 flex-1 basis-40 break-words text-muted">{halt.reason ?? redactedText}</span>
      </li>
    ))}
  </ul>
);
