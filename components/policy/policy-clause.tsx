import type { ReactNode } from "react";
import { clauseImplementation } from "@/lib/policy/clause-implementation";
import type { SectionId } from "@/lib/policy/policy";

/** A part of the policy under its anchor, and beside it how Windlass implements that clause. */
export const PolicyClause = ({ anchor, children }: { anchor?: SectionId; children: ReactNode }) => (
  <div
    id={anchor}
    className="grid break-inside-avoid gap-x-8 gap-y-1 border-b border-line py-2.5 rows:grid-cols-2 print:py-1.5"
  >
    <div className="grid min-w-0 content-start gap-1 wrap-anywhere">{children}</div>
    <p className="text-muted empty:hidden cards:border-l-2 cards:border-line cards:pl-3">{implementationOf(anchor)}</p>
  </div>
);

/** An item of a list of the policy. */
export const PolicyItem = ({ text }: { text: string }) => (
  <p className="pl-4 before:absolute before:-ml-4 before:text-muted before:content-['–']">{text}</p>
);

/** The headings of the two columns. */
export const PolicyColumns = () => (
  <div
    aria-hidden="true"
    className="grid gap-x-8 border-b border-line-strong pb-1.5 text-sm font-medium text-muted cards:hidden rows:grid-cols-2"
  >
    <span>The policy</span>
    <span>What Windlass does</span>
  </div>
);

const implementationOf = (anchor: SectionId | undefined): string | null =>
  anchor === undefined || anchor === "purpose" || anchor === "change-types" ? null : clauseImplementation[anchor];
