import type { ReactNode } from "react";
import { Notice } from "./notice";

/** Stands in place of a preview while the form has errors. */
export const NoPreview = ({ children }: { children: ReactNode }) => (
  <Notice role="status" tone="warn" heading="No preview yet: correct the form. Nothing is placed.">
    {children}
  </Notice>
);
