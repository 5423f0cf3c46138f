import type { ReactNode } from "react";

type Props = { number: number; heading: string; className?: string; children: ReactNode };

export const Part = ({ number, heading, className = "", children }: Props) => (
  <section aria-labelledby={`part-${number}`} className={`mb-9 print:mb-6 ${className}`}>
    <h2
      id={`part-${number}`}
      className="mb-2.5 border-b border-line-strong pb-1 text-lg font-semibold print:border-ink"
    >
      <span className="mr-1.5 tabular-nums">{number}</span> {heading}
    </h2>
    {children}
  </section>
);
