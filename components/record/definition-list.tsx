import type { ReactNode } from "react";

type Row = {
  term: string;
  value: ReactNode;
  /** What stands in place of a missing value. */
  missing?: string;
};

/** Terms and their values, in two columns where there is room. */
export function DefinitionList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {rows.map(({ term, value, missing = "none yet" }) => (
        <div key={term} className="sm:contents">
          <dt className="text-muted">{term}</dt>
          <dd className="break-words max-sm:mb-2">{value ?? <span className="text-muted">{missing}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
