import { Facts } from "@/components/record/facts";
import type { PolicyVersion } from "@/db/policy/read-policy";
import type { Population } from "@/db/report/read-population";
import { policy } from "@/lib/policy/policy";
import { versionName, versionPath } from "@/lib/policy/policy-version";
import { tellRuns } from "@/lib/report/runs";
import { tellDate } from "@/lib/time/format";

type Props = {
  population: Population;
  hash: string;
  filtered: string;
  /** The versions in force in the period. */
  versions: readonly PolicyVersion[];
};

export function Covered({ population: { ids, register, period }, hash, filtered, versions }: Props) {
  const complete = register.missing.length === 0;
  return (
    <>
      <p className="mb-3 max-w-prose">
        The population is every change opened in the period
        {filtered ? `, narrowed to ${filtered}` : ""}. A change is opened when it is drafted or declared, and keeps its
        number from then on. Drafts, rejected and cancelled changes are included, and nothing is ever deleted.
      </p>
      <Facts
        rows={[
          { term: "Population", answer: <b>{changes(ids.length)}</b> },
          ...(filtered
            ? [{ term: "Without the filter", answer: `${changes(period.count)} opened in the period` }]
            : []),
          { term: "First and last number", answer: span(period.first, period.last) },
          ...(period.elsewhere.length > 0
            ? [{ term: "Numbers between, opened in another period", answer: tellRuns(period.elsewhere) }]
            : []),
          {
            term: "The whole register",
            answer: `${changes(register.count)}, ${span(register.first, register.last)}`,
          },
          {
            term: "Gaps in the register",
            answer: complete ? (
              "none: every number from the first to the last is present"
            ) : (
              <b className="text-bad-ink">{tellRuns(register.missing)} missing</b>
            ),
          },
          {
            term: "Population hash",
            answer: (
              <>
                <code className="text-sm break-all">{hash}</code>
                <span className="block text-sm text-muted">
                  SHA-256 of the numbers in order, each followed by a newline
                </span>
              </>
            ),
          },
          {
            term: "Policy",
            answer: (
              <>
                {policy.title}, owned by the {policy.owner}
                {versions.map((version) => (
                  <Version key={version.version} version={version} />
                ))}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

const Version = ({ version }: { version: PolicyVersion }) => (
  <span className="block">
    <a className="link" href={versionPath(version.version)}>
      {versionName(version)}
    </a>
    , last reviewed {tellDate(version.reviewedOn)}
    {version.untilOn ? `, in force until ${tellDate(version.untilOn)}` : ""}
  </span>
);

const changes = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "change" : "changes"}`;
const span = (first: number | null, last: number | null): string =>
  first === null ? "none" : `CHG-${first} to CHG-${last}`;
