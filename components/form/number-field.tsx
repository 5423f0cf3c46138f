import { uniqueId } from "@/components/basics/drawing";
import { Field, type Hooks, told, type Words } from "./field";

type Props = Words &
  Hooks & {
    name: string;
    id?: string;
    required?: boolean;
    defaultValue?: string | number;
    min?: number;
    max?: number;
    unit?: string;
  };

/** A whole number, with its unit after it. */
export function NumberField({ id, label, hint, error, unless, min = 0, unit, ...rest }: Props) {
  const made = uniqueId();
  const own = id ?? made;
  return (
    <Field id={own} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      <div className="flex items-center gap-2">
        <input
          {...rest}
          {...told(own, { hint, error })}
          type="number"
          inputMode="numeric"
          min={min}
          step={1}
          className="control w-28"
        />
        {unit ? <span className="text-muted">{unit}</span> : null}
      </div>
    </Field>
  );
}
