import type { ReactNode } from "react";
import { Button } from "@/components/basics/button";
import { uniqueId } from "@/components/basics/render-context";
import { attachmentEndings } from "@/lib/attachments/attachment-types";
import { ariaProps, Field, type FieldText } from "./field";

type Props = {
  /** The address that parses the file and shows a preview; nothing is saved yet. */
  action: string;
  label: string;
  hint: string;
  /** The file types that the browser's dialog offers first. */
  accept: string;
  error?: string;
  /** As wide as it may be. */
  className: string;
  /** Fields beside the file. */
  children?: ReactNode;
};

/** The form that sends a file for a preview. */
export function UploadForm({ action, label, hint, accept, error, className, children }: Props) {
  const id = uniqueId();
  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      aria-label={`Preview: ${label}`}
      className={`grid ${className} content-start gap-4`}
    >
      <Field id={id} label={label} hint={hint} error={error} required>
        <input
          {...ariaProps(id, { hint, error })}
          type="file"
          name="file"
          accept={accept}
          required
          className="control"
        />
      </Field>
      {children}
      <div>
        <Button type="submit" variant="quiet">
          Preview the file
        </Button>
      </div>
    </form>
  );
}

type FileFieldProps = FieldText & { name: string; id?: string; required?: boolean };

/** Files to attach, in the form of a step. A browser never fills it in, so that it comes back empty. */
export function FileField({ id, label, hint, error, unless, name, required }: FileFieldProps) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} unless={unless} required={required}>
      <input
        {...ariaProps(fieldId, { hint, error })}
        type="file"
        name={name}
        multiple
        accept={acceptedEndings}
        required={required}
        className="control"
      />
    </Field>
  );
}

// The browser's dialog offers these first; what a file is, its content decides.
const acceptedEndings = Object.values(attachmentEndings)
  .flat()
  .map((ending) => `.${ending}`)
  .join(",");
