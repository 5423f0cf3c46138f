import { OptionalFieldset } from "@/components/basics/optional-fieldset";
import { RadioGroup } from "@/components/form/choice-fields";
import type { FormOptions } from "@/components/form/control";
import { DateTimeField } from "@/components/form/date-time-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import { SystemsField } from "@/components/form/systems-field";
import { TextField } from "@/components/form/text-field";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { typedSystemsName } from "@/lib/form/choice-kinds";
import { fieldLabels } from "@/lib/form/field-labels";
import type { FormValues } from "@/lib/form/form-values";
import type { Field } from "@/lib/rules/fields";
import { optionLabel } from "@/lib/rules/labels";
import { triggers } from "@/lib/rules/record";

type Props = {
  formOptions: FormOptions;
  values: FormValues;
  /** The form was not sent before, so that one begins to type at once. */
  isFresh: boolean;
  errors: Readonly<Record<string, string>>;
};

/** Rendered here with large controls; `StepForm` leaves them out. */
export const declareFieldNames: readonly Field[] = ["trigger", "what", "systems", "systemInWords", "startedAt"];

/** Three fields within reach of a thumb; everything else may stay empty. */
export function DeclareFields({ formOptions, values, errors, isFresh }: Props) {
  const fieldProps = (field: Field) => ({ name: field, error: errors[field], ...fieldLabels("declare", field) });
  const value = (field: Field) => [values[field] ?? ""].flat()[0] ?? "";
  return (
    <div className="group grid gap-4">
      <RadioGroup
        {...fieldProps("trigger")}
        required
        largeTargets
        defaultValue={value("trigger") || triggers[0]}
        choices={triggers.map((trigger) => ({ value: trigger, label: optionLabel(trigger) }))}
      />
      <p className="hidden font-medium group-has-[[value$=record]:checked]:block">
        When was the change made? Enter the time below the systems.
      </p>
      <TextField {...fieldProps("what")} required lines={1} defaultValue={value("what")} autoFocus={isFresh} />
      <SystemsField
        {...fieldProps("systems")}
        typed={[values[typedSystemsName] ?? ""].flat()[0] ?? ""}
        largeTargets
        hint={undefined}
        unless="or name it below"
        defaultValue={[values.systems ?? []].flat()}
        choices={formOptions.systems.map(({ group, ...system }) => ({ hint: group, ...system }))}
      />
      <TextField
        {...fieldProps("systemInWords")}
        unless="only if it is not in the list"
        lines={1}
        defaultValue={value("systemInWords")}
      />
      <EarlierStart zone={formOptions.zone} values={values} errors={errors} />
    </div>
  );
}

function EarlierStart({ zone, values, errors }: Omit<Props, "formOptions" | "isFresh"> & { zone: string }) {
  const [at, typedZone] = [String(values.startedAt ?? ""), String(values.timezone ?? "") || zone];
  return (
    <OptionalFieldset legend="Only if the emergency began earlier">
      <DateTimeField
        name="startedAt"
        error={errors.startedAt}
        {...fieldLabels("declare", "startedAt")}
        defaultValue={at}
      />
      <OffsetChoice field="startedAt" error={errors.startedAt} local={at} zone={typedZone} />
      <TimeZoneField
        name="timezone"
        {...fieldLabels("declare", "timezone")}
        error={errors.timezone}
        defaultValue={typedZone}
      />
    </OptionalFieldset>
  );
}
