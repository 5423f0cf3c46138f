import type { HTMLInputTypeAttribute } from "react";
import { uniqueId } from "@/components/basics/drawing";
import { fields, longestText } from "@/lib/rules/fields";
import { Field, type Hooks, told, type Words } from "./field";

type Props = Words &
  Hooks & {
    name: string;
    id?: string;
    required?: boolean;
    defaultValue?: string;
    /** Rows; by default those of the field in `lib/rules/fields`. One row is a single line. */
    lines?: number;
    type?: HTMLInputTypeAttribute;
    maxLength?: number;
    autoComplete?: string;
    /** The id of a datalist, for a single line. */
    list?: string;
  };

/** Text on one line or on several. */
export function TextField({ id, label, hint, error, unless, lines, type = "text", list, ...rest }: Props) {
  const made = uniqueId();
  const own = id ?? made;
  const rows = lines ?? linesOf(rest.name);
  const control = { maxLength: longestText, autoComplete: "off", ...rest, ...told(own, { hint, error }) };
  return (
    <Field id={own} label={label} hint={hint} error={error} unless={unless} required={rest.required}>
      {rows > 1 ? (
        <textarea {...control} rows={rows} className="control" />
      ) : (
        <input {...control} type={type} list={list} className="control" />
      )}
    </Field>
  );
}

function linesOf(name: string): number {
  const spec = Object.entries(fields).find(([field]) => field === name)?.[1];
  return spec && "lines" in spec ? spec.lines : 1;
}
