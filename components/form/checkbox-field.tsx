import { uniqueId } from "@/components/basics/drawing";
import { FieldWords, type Hooks, told, type Words } from "./field";

type Props = Words &
  Hooks & { name: string; id?: string; value?: string; required?: boolean; defaultChecked?: boolean };

/** One checkbox; its `value` is posted when it is checked. */
export function CheckboxField({ id, label, hint, error, value = "true", ...rest }: Props) {
  const made = uniqueId();
  const own = id ?? made;
  return (
    <div className={`grid content-start gap-0.5 ${error ? "border-l-4 border-bad-ink pl-3" : ""}`}>
      <div className="flex min-h-7 items-start gap-2">
        <input {...rest} {...told(own, { hint, error })} type="checkbox" value={value} className="tick" />
        <label htmlFor={own} className="cursor-pointer font-medium">
          {label}
        </label>
      </div>
      <div className="pl-8">
        <FieldWords id={own} hint={hint} error={error} />
      </div>
    </div>
  );
}
