import type { ReactNode } from "react";

type Props = {
  title: string;
  /** Above the title: number, type and status of a record, or where the page belongs. */
  above?: ReactNode;
  /** One or two sentences under the title. */
  intro?: ReactNode;
  /** Links and buttons at the right. */
  actions?: ReactNode;
};

/** The head of every page, with its only h1. */
export function PageHeader({ title, above, intro, actions }: Props) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 print:mb-3">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
        {above ? <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">{above}</div> : null}
        <h1 className="text-2xl font-semibold tracking-tight text-balance break-words">{title}</h1>
        {intro ? <div className="max-w-prose text-pretty text-muted">{intro}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
    </div>
  );
}
