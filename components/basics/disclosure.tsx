import type { ReactNode } from "react";

/** Opens in place, for the form of a secondary step. Print shows it open or closed as it is on the screen. */
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
