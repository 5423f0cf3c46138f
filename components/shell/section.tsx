import type { ReactNode } from "react";
import { uniqueId } from "@/components/basics/render-context";

type Props = {
  heading: string;
  count?: number;
  trailing?: ReactNode;
  isNested?: boolean;
  /** The id by which an address leads here. */
  anchor?: string;
  children: ReactNode;
};

/** A part of a page under its own heading, named by it; `isNested`: a part of another section. */
export function Section({ heading, count, trailing, isNested = false, anchor, children }: Props) {
  const id = uniqueId();
  const Heading = isNested ? "h3" : "h2";
  return (
    <section id={anchor} aria-labelledby={id} className={`${isNested ? "mb-2 sm:mb-4" : "mb-5 sm:mb-8"} print:mb-4`}>
      <div className="mb-1 flex sm:mb-2 flex-wrap items-baseline justify-between gap-x-4">
        <Heading id={id} className={isNested ? "font-semibold" : "text-lg font-semibold"}>
          {heading}
          {count === undefined ? null : <span className="ml-2 font-normal text-muted tabular-nums">{count}</span>}
        </Heading>
        {trailing}
      </div>
      {children}
    </section>
  );
}
