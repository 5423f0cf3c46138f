import { allValuesOf, firstValueOf } from "@/lib/form/form-values";
import { recurrenceChoices, weekdayChoices } from "@/lib/form/recurrence-choices";
import type { ControlProps } from "./control";
import { FieldGroup } from "./field";
import { NumberField } from "./number-field";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";

type Props = Pick<ControlProps, "fieldProps" | "value" | "formValues">;

/**
 * How often something repeats, by choices. What only some choices need appears with them, by the stylesheet alone. A rule of
 * RFC 5545 can still be entered, for what no choice says and for programs.
 */
export function RecurrenceFields({ fieldProps: { name, id = name, ...text }, value, formValues }: Props) {
  const chosenDays = allValuesOf(formValues.repeatsOn);
  return (
    <FieldGroup {...text} error={value === "" ? text.error : undefined} id={id} unless="">
      <div className="group grid gap-3 rounded-md border border-line px-3 py-2.5">
        <SelectField
          name="repeatsEvery"
          label="How often"
          unless=""
          emptyLabel="Does not repeat"
          choices={recurrenceChoices}
          defaultValue={firstValueOf(formValues.repeatsEvery)}
        />
        <div className="hidden group-has-[option[value$=week]:checked]:block group-has-[option[value$=weeks]:checked]:block">
          <FieldGroup id="repeatsOn" label="On" unless="none chosen: the weekday of the start">
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {weekdayChoices.map((weekday) => (
                <Weekday key={weekday.value} {...weekday} isChosen={chosenDays.includes(weekday.value)} />
              ))}
            </div>
          </FieldGroup>
        </div>
        <div className="hidden gap-3 group-has-[option:checked:not([value=''])]:grid sm:grid-cols-2">
          <NumberField
            name="repeatsTimes"
            label="Number of times"
            unless=""
            unit="times"
            min={1}
            max={400}
            defaultValue={firstValueOf(formValues.repeatsTimes)}
          />
          <TextField
            name="repeatsUntil"
            label="Or: last day"
            unless=""
            type="date"
            lines={1}
            defaultValue={firstValueOf(formValues.repeatsUntil)}
          />
        </div>
        <details open={value !== ""}>
          <summary className="link w-fit cursor-pointer py-1 text-sm">Another rule</summary>
          <TextField
            name={name}
            label="Recurrence rule"
            hint="An RFC 5545 rule that ends, such as FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=12."
            error={value === "" ? undefined : text.error}
            unless=""
            lines={1}
            defaultValue={value}
          />
        </details>
      </div>
    </FieldGroup>
  );
}

const Weekday = ({ value, label, isChosen }: { value: string; label: string; isChosen: boolean }) => (
  <label className="flex min-h-7 max-sm:min-h-11 cursor-pointer items-center gap-2">
    <input type="checkbox" name="repeatsOn" value={value} defaultChecked={isChosen} className="tick" />
    {label}
  </label>
);
