import type { ReactNode } from "react";

/** Shown in place of an empty list: why it is empty, and what to do. */
export const EmptyState = ({ children }: { children: ReactNode }) => (
  <div className="rounded-md border border-dashed border-line-strong px-4 py-6 text-center text-muted">{children}</div>
);
