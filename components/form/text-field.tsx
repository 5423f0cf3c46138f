import type { HTMLInputTypeAttribute } from "react";
import { uniqueId } from "@/components/basics/render-context";
import { fields, maxTextLength } from "@/lib/rules/fields";
import { ariaProps, Field, type FieldText, type InputHandlers } from "./field";

type Props = FieldText &
  InputHandlers & {
    name: string;
    id?: string;
    required?: boolean;
    defaultValue?: string;
    /** Rows; by default those of the field in `lib/rules/fields`. One row is a single line. */
    lines?: number;
    type?: HTMLInputTypeAttribute;
    maxLength?: number;
    autoComplete?: string;
    autoFocus?: boolean;
    /** The id of a datalist, for a single line. */
    list?: string;
  };

/** Text on one line or on several. */
export function TextField({ id, label, hint, error, unless, lines, type = "text", list, ...rest }: Props) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  const rows = lines ?? defaultLines(rest.name);
  const controlProps = {
    maxLength: maxTextLength,
    autoComplete: "off",
    ...rest,
    ...ariaProps(fieldId, { hint, error }),
  };
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      {rows > 1 ? (
        <textarea {...controlProps} rows={rows} className="control" />
      ) : (
        <input {...controlProps} type={type} list={list} className="control" />
      )}
    </Field>
  );
}

function defaultLines(name: string): number {
  const spec = Object.entries(fields).find(([field]) => field === name)?.[1];
  return spec && "lines" in spec ? spec.lines : 1;
}
