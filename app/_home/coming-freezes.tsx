import { Remark } from "@/components/record/remark";
import { WhenSpan } from "@/components/record/when";
import type { ComingFreeze } from "@/db/home/read-waiting";
import { age } from "@/lib/time/format";

type Props = { freezes: readonly ComingFreeze[]; zone: string; now: string };

export const ComingFreezes = ({ freezes, zone, now }: Props) => (
  <ul className="grid">
    {freezes.map(({ id, name, covered, from, until }) => (
      <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
        {from <= now ? (
          <Remark tone="warn" icon="frozen">
            in force for another {age(now, until)}
          </Remark>
        ) : (
          <Remark icon="frozen">begins in {age(now, from)}</Remark>
        )}
        <a className="link min-w-0 break-words" href="/freezes">
          {name}
        </a>
        <span className="min-w-0 flex-1 basis-40 break-words text-muted">{covered ?? "All systems"}</span>
        <span className="text-sm">
          <WhenSpan from={from} to={until} zone={zone} />
        </span>
      </li>
    ))}
  </ul>
);
