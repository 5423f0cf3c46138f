import type { ReactNode } from "react";
import { uniqueId } from "@/components/basics/drawing";

type Props = { heading: string; count?: number; trailing?: ReactNode; children: ReactNode };

/** A part of a page under its own heading, named by it. */
export function Section({ heading, count, trailing, children }: Props) {
  const id = uniqueId();
  return (
    <section aria-labelledby={id} className="mb-8 print:mb-4">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="text-lg font-semibold">
          {heading}
          {count === undefined ? null : <span className="ml-2 font-normal text-muted tabular-nums">{count}</span>}
        </h2>
        {trailing}
      </div>
      {children}
    </section>
  );
}
