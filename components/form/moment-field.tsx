import { uniqueId } from "@/components/basics/drawing";
import { Field, type Hooks, told, type Words } from "./field";

type Props = Words &
  Hooks & { name: string; id?: string; required?: boolean; defaultValue?: string; min?: string; max?: string };

/** A local date and time, `YYYY-MM-DDTHH:MM`, in the time zone of the form. */
export function MomentField({ id, label, hint, error, unless, ...rest }: Props) {
  const made = uniqueId();
  const own = id ?? made;
  return (
    <Field id={own} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      <input {...rest} {...told(own, { hint, error })} type="datetime-local" className="control sm:w-60" />
    </Field>
  );
}
