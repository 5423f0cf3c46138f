import type { ReactNode } from "react";

/** A definition list; a row without a value says "not yet". */
export function DefinitionList({ rows }: { rows: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {rows.map(({ term, value }) => (
        <div key={term} className="sm:contents">
          <dt className="text-muted">{term}</dt>
          <dd className="break-words max-sm:mb-2">{value ?? <span className="text-muted">not yet</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
