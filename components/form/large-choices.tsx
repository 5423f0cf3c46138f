import { uniqueId } from "@/components/basics/render-context";
import { FieldGroup, type FieldText } from "./field";
import type { Choice } from "./select-field";

type Props = FieldText & { name: string; defaultValue?: string; choices: readonly Choice[] };

/** A few radio buttons with touch-sized targets, for decisions under stress. */
export function LargeChoices({ label, hint, error, name, defaultValue, choices }: Props) {
  const id = uniqueId();
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error} required>
      <div className="grid gap-2 sm:grid-cols-3">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-14 cursor-pointer items-start gap-2 rounded-md border border-line-strong bg-paper p-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              required
              defaultChecked={choice.value === defaultValue}
              className="tick"
            />
            <span className="min-w-0">
              <span className="block text-lg/6 font-semibold">{choice.label}</span>
              {choice.hint ? <span className="block text-sm text-muted">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
