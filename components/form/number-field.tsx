import { uniqueId } from "@/components/basics/render-context";
import { ariaProps, Field, type FieldText, type InputHandlers } from "./field";

type Props = FieldText &
  InputHandlers & {
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
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      <div className="flex items-center gap-2">
        <input
          {...rest}
          {...ariaProps(fieldId, { hint, error })}
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
