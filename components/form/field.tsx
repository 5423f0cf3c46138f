import type { ReactNode } from "react";

export type FieldText = {
  label: string;
  hint?: ReactNode;
  /** A sentence: what is wrong with the value. */
  error?: string;
  /** Follows the label of a field that is not required, in place of "optional"; "" shows nothing. */
  unless?: string;
};

/** The handlers of react-hook-form's `register`; absent without JavaScript. */
export type InputHandlers = {
  ref?: (control: HTMLElement | null) => void;
  onChange?: (event: { target: unknown; type: string }) => unknown;
  onBlur?: (event: { target: unknown; type: string }) => unknown;
};

type Props = FieldText & { id: string; required?: boolean; children: ReactNode };

/** Label, hint, error and control, in that order. */
export function Field({ id, label, required, unless, children, ...words }: Props) {
  return (
    <div className={`grid max-w-3xl content-start gap-1 ${words.error ? "border-l-4 border-bad-ink pl-3" : ""}`}>
      <label htmlFor={id} className="font-medium">
        <Label label={label} required={required} unless={unless} />
      </label>
      <FieldHelp id={id} {...words} />
      {children}
    </div>
  );
}

/** The same for a group of controls: a fieldset, its legend, hint and error. */
export function FieldGroup({ id, label, required, unless, children, ...words }: Props) {
  return (
    <fieldset
      id={id}
      aria-describedby={describedBy(id, words)}
      className={`grid max-w-3xl min-w-0 content-start gap-1 ${words.error ? "border-l-4 border-bad-ink pl-3" : ""}`}
    >
      <legend className="mb-1 font-medium">
        <Label label={label} required={required} unless={unless} />
      </legend>
      <FieldHelp id={id} {...words} />
      {children}
    </fieldset>
  );
}

/** The error summary above a form links to a field by this id. */
export const errorId = (step: string, field: string): string => `${step}-${field}`;

/** The ARIA attributes that tie a control to its hint and its error. */
export const ariaProps = (id: string, words: Omit<FieldText, "label">) => ({
  id,
  "aria-describedby": describedBy(id, words),
  "aria-invalid": words.error ? true : undefined,
});

const describedBy = (id: string, { hint, error }: Omit<FieldText, "label">): string | undefined =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

/** The hint and the error of a control. */
export const FieldHelp = ({ id, hint, error }: Omit<FieldText, "label"> & { id: string }) => (
  <>
    {hint ? (
      <div id={`${id}-hint`} className="max-w-prose text-sm text-muted">
        {hint}
      </div>
    ) : null}
    {error ? (
      <p id={`${id}-error`} className="text-sm font-medium text-bad-ink">
        <span className="sr-only">Error: </span>
        {error}
      </p>
    ) : null}
  </>
);

const Label = ({ label, required, unless = "optional" }: { label: string; required?: boolean; unless?: string }) => (
  <>
    {label}
    {required || unless === "" ? null : <span className="font-normal text-muted"> ({unless})</span>}
  </>
);
