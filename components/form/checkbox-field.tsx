import { uniqueId } from "@/components/basics/render-context";
import { ariaProps, FieldHelp, type FieldText, type InputHandlers } from "./field";

type Props = FieldText &
  InputHandlers & { name: string; id?: string; value?: string; required?: boolean; defaultChecked?: boolean };

/** One checkbox; its `value` is posted when it is checked. */
export function CheckboxField({ id, label, hint, error, value = "true", ...rest }: Props) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  return (
    <div className={`grid content-start gap-0.5 ${error ? "border-l-4 border-bad-ink pl-3" : ""}`}>
      <div className="flex min-h-7 items-start gap-2">
        <input {...rest} {...ariaProps(fieldId, { hint, error })} type="checkbox" value={value} className="tick" />
        <label htmlFor={fieldId} className="cursor-pointer font-medium">
          {label}
        </label>
      </div>
      <div className="pl-8">
        <FieldHelp id={fieldId} hint={hint} error={error} />
      </div>
    </div>
  );
}
