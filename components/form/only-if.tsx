import type { ReactNode } from "react";

/** Fields that are mostly left empty, under the words that say when they are not. They are not folded away: whoever fills forms by name finds them. */
export const OnlyIf = ({ words, children }: { words: string; children: ReactNode }) => (
  <fieldset className="grid max-w-3xl min-w-0 gap-4 rounded-md border border-line px-3 pt-1 pb-3">
    <legend className="px-1 font-medium text-muted">{words}</legend>
    {children}
  </fieldset>
);
