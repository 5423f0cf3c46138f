import { ClauseLink } from "@/components/record/refusal";
import { readingsOf } from "@/lib/policy/policy-readings";

/** Our readings of the policy, each with its clause and its reason. */
export const ReadingList = ({ organisation }: { organisation: string }) => (
  <ul>
    {readingsOf(organisation).map(({ clause, reading, reason }) => (
      <li key={reading} className="grid break-inside-avoid gap-x-8 border-t border-line py-2 rows:grid-cols-2">
        <p>
          {reading}{" "}
          <span className="text-sm">
            <ClauseLink clause={clause} />
          </span>
        </p>
        <p className="text-muted cards:border-l-2 cards:border-line cards:pl-3">{reason}</p>
      </li>
    ))}
  </ul>
);
