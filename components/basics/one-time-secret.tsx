import type { ReactNode } from "react";
import { Notice } from "./notice";

type Props = {
  /** The beginning of the ids of its parts. */
  id: string;
  heading: string;
  label: string;
  secret: string;
  /** What to do with it, and what whoever has it can do. */
  children: ReactNode;
};

/** A secret that was just made, in a field to copy it from: it is shown once. */
export const OneTimeSecret = ({ id, heading, label, secret, children }: Props) => (
  <div className="mb-6 print:hidden">
    <Notice role="status" tone="good" heading={heading}>
      <p id={`${id}-words`}>{children}</p>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input id={id} className="control" readOnly value={secret} autoComplete="off" aria-describedby={`${id}-words`} />
    </Notice>
  </div>
);
