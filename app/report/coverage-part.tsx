import { DefinitionList } from "@/components/record/definition-list";
import type { PolicyVersion } from "@/db/policy/read-policy";
import type { Population } from "@/db/report/read-population";
import { policy } from "@/lib/policy/policy";
import { versionName, versionPath } from "@/lib/policy/policy-version";
import { formatRanges } from "@/lib/report/number-ranges";
import { formatDate } from "@/lib/time/format";

type Props = {
  population: Population;
  hash: string;
  filterLabel: string;
  /** The versions in force in the period. */
  versions: readonly PolicyVersion[];
};

export function CoveragePart({ population: { ids, register, period }, hash, filterLabel, versions }: Props) {
  const complete = register.missing.length === 0;
  return (
    <>
      <p className="mb-3 max-w-prose">
        The population is every change opened in the period
        {filterLabel ? `, narrowed to ${filterLabel}` : ""}. A change is opened when it is drafted or declared, and
        keeps its number from then on. Drafts, rejected and cancelled changes are included, and nothing is ever deleted.
      </p>
      <DefinitionList
        rows={[
          { term: "Population", value: <b>{changeCount(ids.length)}</b> },
          ...(filterLabel
            ? [{ term: "Without the filter", value: `${changeCount(period.count)} opened in the period` }]
            : []),
          { term: "First and last number", value: numberSpan(period.first, period.last) },
          ...(period.elsewhere.length > 0
            ? [{ term: "Numbers between, opened in another period", value: formatRanges(period.elsewhere) }]
            : []),
          {
            term: "The whole register",
            value: `${changeCount(register.count)}, ${numberSpan(register.first, register.last)}`,
          },
          {
            term: "Gaps in the register",
            value: complete ? (
              "none: every number from the first to the last is present"
            ) : (
              <b className="text-bad-ink">{formatRanges(register.missing)} missing</b>
            ),
          },
          {
            term: "Population hash",
            value: (
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
            value: (
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
    , last reviewed {formatDate(version.reviewedOn)}
    {version.untilOn ? `, in force until ${formatDate(version.untilOn)}` : ""}
  </span>
);

const changeCount = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "change" : "changes"}`;
const numberSpan = (first: number | null, last: number | null): string =>
  first === null ? "none" : `CHG-${first} to CHG-${last}`;
