import type { ReactNode } from "react";

/** Something that opens where it stands: the form of a step that is not the main one. Print shows it as it is. */
export const Disclosure = ({
  summary,
  open,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) => (
  <details open={open} className="rounded-md border border-line">
    <summary className="min-h-9 cursor-pointer rounded-md px-3 py-1.5 font-medium hover:bg-sunken">{summary}</summary>
    <div className="grid gap-4 border-t border-line px-3 py-3">{children}</div>
  </details>
);
