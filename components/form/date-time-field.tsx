import { uniqueId } from "@/components/basics/render-context";
import { ariaProps, Field, type FieldText, type InputHandlers } from "./field";

type Props = FieldText &
  InputHandlers & { name: string; id?: string; required?: boolean; defaultValue?: string; min?: string; max?: string };

/** A local date and time, `YYYY-MM-DDTHH:MM`, in the time zone of the form. */
export function DateTimeField({ id, label, hint, error, unless, ...rest }: Props) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      <input {...rest} {...ariaProps(fieldId, { hint, error })} type="datetime-local" className="control sm:w-60" />
    </Field>
  );
}
