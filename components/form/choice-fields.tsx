import type { ReactNode } from "react";
import { uniqueId } from "@/components/basics/render-context";
import { FieldGroup, type FieldText, type InputHandlers } from "./field";
import type { Choice } from "./select-field";

type ChoiceGroupProps = FieldText &
  InputHandlers & {
    name: string;
    id?: string;
    required?: boolean;
    choices: readonly Choice[];
    /** Touch-sized targets in two columns; the list scrolls beyond half a phone's height. */
    largeTargets?: boolean;
    /** Between the hint and the options. */
    children?: ReactNode;
  };

/** Any number of options. */
export function CheckboxGroup({
  defaultValue = [],
  ...group
}: ChoiceGroupProps & { defaultValue?: readonly string[] }) {
  return <Choices {...group} type="checkbox" isChosen={(value) => defaultValue.includes(value)} />;
}

/** Exactly one option. */
export function RadioGroup({ defaultValue, ...group }: ChoiceGroupProps & { defaultValue?: string }) {
  return <Choices {...group} type="radio" isChosen={(value) => value === defaultValue} />;
}

type ChoiceType = { type: "checkbox" | "radio"; isChosen: (value: string) => boolean };

function Choices({
  id,
  label,
  hint,
  error,
  unless,
  required,
  choices,
  largeTargets,
  type,
  isChosen,
  children,
  ...rest
}: ChoiceGroupProps & ChoiceType) {
  const generatedId = uniqueId();
  const fieldId = id ?? generatedId;
  const groups = [...new Set(choices.map(({ group }) => group))];
  const isRequiredRadio = type === "radio" && required;
  // Options with hints are meant to be read one after the other, so they do not scroll.
  const scrollClasses = choices.some((choice) => choice.hint) ? "" : "max-h-80 overflow-y-auto";
  const layoutClasses = `gap-x-6 gap-y-3 px-3 py-2 sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] ${scrollClasses}`;
  return (
    <FieldGroup id={fieldId} label={label} hint={hint} error={error} unless={unless} required={required}>
      {children}
      <div
        className={`grid rounded-md border border-line ${largeTargets ? "max-h-52 grid-cols-2 gap-x-3 overflow-y-auto px-2 py-0.5 sm:grid-cols-4" : layoutClasses}`}
      >
        {groups.map((group) => (
          <div key={group ?? ""} className={group ? "not-has-[label:not([hidden])]:hidden" : "contents"}>
            {group ? <p className="text-sm text-muted">{group}</p> : null}
            {choices
              .filter((choice) => choice.group === group)
              .map((choice) => (
                <Option key={choice.value} {...choice} thumb={largeTargets}>
                  <input
                    {...rest}
                    type={type}
                    value={choice.value}
                    required={isRequiredRadio}
                    disabled={choice.fixed}
                    defaultChecked={choice.fixed || isChosen(choice.value)}
                    className="tick"
                  />
                </Option>
              ))}
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}

const Option = ({ label, hint, thumb, children }: Choice & { thumb?: boolean; children: React.ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the first child
  <label className={`flex cursor-pointer gap-2 py-0.5 ${thumb ? "min-h-11 items-center" : "min-h-7 items-start"}`}>
    {children}
    <span className={`min-w-0 break-words ${thumb ? "text-base/5" : ""}`}>
      {label}
      {hint ? <span className={`block text-sm text-muted ${thumb ? "leading-4" : ""}`}>{hint}</span> : null}
    </span>
  </label>
);
