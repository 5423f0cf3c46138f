import { Remark } from "@/components/record/remark";
import type { StandingHalt } from "@/db/home/read-waiting";
import { redactedText } from "@/lib/changes/redaction";
import { haltName } from "@/lib/halts/halt-words";
import { age } from "@/lib/time/format";

export const StandingHalts = ({ halts, now }: { halts: readonly StandingHalt[]; now: string }) => (
  <ul className="grid">
    {halts.map((halt) => (
      <li key={halt.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-2">
        <Remark tone="warn" icon="barred">
          halted for {age(halt.placedAt, now)}
        </Remark>
        <a className="link min-w-0 break-words" href="/halts">
          {haltName(halt)}
        </a>
        <span className="min-w-0 flex-1 basis-40 break-words text-muted">{halt.reason ?? redactedText}</span>
      </li>
    ))}
  </ul>
);
