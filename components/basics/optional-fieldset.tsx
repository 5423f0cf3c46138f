import type { ReactNode } from "react";

/** Fields that are rarely needed, under a legend that says when. They are not hidden, so that scripts that fill forms by name find them. */
export const OptionalFieldset = ({ legend, children }: { legend: string; children: ReactNode }) => (
  <fieldset className="grid max-w-3xl min-w-0 gap-4 rounded-md border border-line px-3 pt-1 pb-3">
    <legend className="px-1 font-medium text-muted">{legend}</legend>
    {children}
  </fieldset>
);
