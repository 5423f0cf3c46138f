import type { ReactNode } from "react";
import { WrittenText } from "./written-text";

type Props = {
  heading: string;
  /** What somebody wrote, with its line breaks. */
  text?: string | null;
  /** What stands here when the text was redacted. */
  redacted?: string;
  /** What stands here when there is no text and there are no children. */
  missing?: string;
  children?: ReactNode;
};

/** One of the five facts, or another part of a record, under its own heading. */
export function FactSection({ heading, text, redacted, missing = "Not written yet.", children }: Props) {
  return (
    <section className="grid gap-x-6 gap-y-1 border-t border-line py-4 sm:grid-cols-[9rem_minmax(0,1fr)] print:grid-cols-[7rem_minmax(0,1fr)] print:py-2">
      <h2 className="text-base font-semibold">{heading}</h2>
      <div className="grid gap-2">
        {text ? <WrittenText text={text} /> : null}
        {redacted ? <p className="text-muted">{redacted}</p> : null}
        {children}
        {!text && !redacted && !children ? <p className="text-muted">{missing}</p> : null}
      </div>
    </section>
  );
}
