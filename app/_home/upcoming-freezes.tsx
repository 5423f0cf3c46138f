import { DateTimeRange } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import type { UpcomingFreeze } from "@/db/home/read-notices";
import { formatAge } from "@/lib/time/format";

type Props = { freezes: readonly UpcomingFreeze[]; zone: string; now: string };

export const UpcomingFreezes = ({ freezes, zone, now }: Props) => (
  <ul className="grid">
    {freezes.map(({ id, name, covered, from, until }) => (
      <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
        {from <= now ? (
          <DeadlineBadge tone="warn" icon="frozen">
            in force for another {formatAge(now, until)}
          </DeadlineBadge>
        ) : (
          <DeadlineBadge icon="frozen">begins in {formatAge(now, from)}</DeadlineBadge>
        )}
        <a className="link min-w-0 break-words" href="/freezes">
          {name}
        </a>
        <span className="min-w-0 flex-1 basis-40 break-words text-muted">{covered ?? "All systems"}</span>
        <span className="text-sm">
          <DateTimeRange from={from} to={until} zone={zone} />
        </span>
      </li>
    ))}
  </ul>
);
