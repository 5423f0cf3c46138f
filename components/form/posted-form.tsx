import type { ReactNode } from "react";
import { type FormInput, isDraftForm } from "@/lib/form/form-inputs";
import type { Step } from "@/lib/rules/rules";

/** Where forms are posted, and the field that names the server action. */
export type FormTarget = { readonly path: string; readonly field: string };

/** The step and its fields, as the validation in the browser reads them from a form or from one of its buttons. */
export const inputsAttribute = (step: Step, inputs: readonly FormInput[]): string => JSON.stringify({ step, inputs });

type Props = {
  target: FormTarget;
  /** What the form does, for a screen reader that lists the forms of a page. A form of one button is named by it. */
  label?: string;
  /** The step and its fields, for validation in the browser. */
  step?: Step;
  inputs?: readonly FormInput[];
  className?: string;
  children: ReactNode;
};

/** Works without JavaScript. With it, `app/_browser/posted-forms.ts` sends it once, validates it, and keeps it when it could not be sent. */
export const PostedForm = ({ target, label, step, inputs, className, children }: Props) => (
  <form
    action={target.path}
    method="post"
    encType="multipart/form-data"
    aria-label={label}
    noValidate
    className={className}
    data-inputs={step && inputs && inputsAttribute(step, inputs)}
    data-autosave={step && isDraftForm(step) ? "" : undefined}
  >
    <input type="hidden" name={target.field} />
    {children}
    <span role="status" className="sr-only" />
    {step && isDraftForm(step) ? <p data-autosaved="" className="text-sm text-muted empty:hidden" /> : null}
  </form>
);
