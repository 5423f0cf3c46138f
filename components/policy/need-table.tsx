import { plainNeed } from "@/lib/refusals/need-sentence";
import { needName } from "@/lib/rules/rule-lines";
import { needs } from "@/lib/rules/rules";

/** What a rule can need, and what is said while it does not hold. */
export const NeedTable = ({ organisation }: { organisation: string }) => (
  <dl className="grid gap-x-6 text-sm rows:grid-cols-[max-content_minmax(0,1fr)]">
    {needs.map((need) => (
      <div key={need} className="border-t border-line py-1.5 rows:col-span-2 rows:grid rows:grid-cols-subgrid">
        <dt className="font-medium">{needName(need)}</dt>
        <dd className="max-w-prose text-muted">{plainNeed(need, organisation)}</dd>
      </div>
    ))}
  </dl>
);
