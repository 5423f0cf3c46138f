import { CheckboxGroup, RadioGroup } from "@/components/form/choice-fields";
import type { World } from "@/components/form/control";
import { MomentField } from "@/components/form/moment-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import { OnlyIf } from "@/components/form/only-if";
import { TextField } from "@/components/form/text-field";
import { ZoneField } from "@/components/form/zone-field";
import { fieldWords } from "@/lib/form/field-words";
import type { Typed } from "@/lib/form/typed";
import type { Field } from "@/lib/rules/fields";
import { triggers } from "@/lib/rules/record";
import { optionWord } from "@/lib/rules/words";

type Props = { world: World; values: Typed; errors: Readonly<Record<string, string>> };

/** Rendered here with large controls; `StepForm` leaves them out. */
export const declared: readonly Field[] = ["trigger", "what", "systems", "systemInWords", "startedAt"];

/** Three fields within reach of a thumb; everything else may stay empty. */
export function DeclareFields({ world, values, errors }: Props) {
  const words = (field: Field) => ({ name: field, error: errors[field], ...fieldWords("declare", field) });
  const value = (field: Field) => [values[field] ?? ""].flat()[0] ?? "";
  return (
    <div className="group grid gap-4">
      <RadioGroup
        {...words("trigger")}
        required
        thumb
        defaultValue={value("trigger")}
        choices={triggers.map((trigger) => ({ value: trigger, label: optionWord(trigger) }))}
      />
      <p className="hidden font-medium group-has-[[value$=record]:checked]:block">
        When was the change made? Enter the time below the systems.
      </p>
      <TextField {...words("what")} required lines={1} defaultValue={value("what")} />
      <CheckboxGroup
        {...words("systems")}
        thumb
        hint={undefined}
        unless="or in words below"
        defaultValue={[values.systems ?? []].flat()}
        choices={world.systems.map(({ group, ...system }) => ({ ...system, hint: group }))}
      />
      <TextField {...words("systemInWords")} unless="" lines={1} defaultValue={value("systemInWords")} />
      <EarlierStart zone={world.zone} values={values} errors={errors} />
    </div>
  );
}

function EarlierStart({ zone, values, errors }: Omit<Props, "world"> & { zone: string }) {
  const [at, typedZone] = [String(values.startedAt ?? ""), String(values.timezone ?? "") || zone];
  return (
    <OnlyIf words="Only if the emergency began earlier">
      <MomentField
        name="startedAt"
        error={errors.startedAt}
        {...fieldWords("declare", "startedAt")}
        defaultValue={at}
      />
      <OffsetChoice field="startedAt" error={errors.startedAt} local={at} zone={typedZone} />
      <ZoneField
        name="timezone"
        {...fieldWords("declare", "timezone")}
        error={errors.timezone}
        defaultValue={typedZone}
      />
    </OnlyIf>
  );
}
