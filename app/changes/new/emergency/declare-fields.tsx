import { CheckboxGroup, RadioGroup } from "@/components/choice-fields";
import { MomentField } from "@/components/moment-field";
import { OffsetChoice } from "@/components/offset-choice";
import type { World } from "@/components/step-field";
import { TextField } from "@/components/text-field";
import { ZoneField } from "@/components/zone-field";
import { fieldWords } from "@/lib/field-words";
import type { Field } from "@/lib/fields";
import type { Typed } from "@/lib/input";
import { triggers } from "@/lib/record";
import { optionWord } from "@/lib/words";

type Props = { world: World; values: Typed; errors: Readonly<Record<string, string>> };

/** What the form asks for by itself; `StepForm` leaves these out. */
export const declared: readonly Field[] = ["trigger", "what", "systems", "systemInWords", "startedAt"];

/** The three things that an emergency needs, each under the thumb of who is on a phone; all else is folded away. */
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
        When was it made? Open “It began earlier” below and say it.
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
      <EarlierStart zone={world.zone} values={values} errors={errors} isMadeBefore={value("trigger") === triggers[3]} />
    </div>
  );
}

type Start = Omit<Props, "world"> & { zone: string; isMadeBefore: boolean };

function EarlierStart({ zone, values, errors, isMadeBefore }: Start) {
  const [at, typedZone] = [String(values.startedAt ?? ""), String(values.timezone ?? "") || zone];
  const isOpen = isMadeBefore || at !== "" || errors.startedAt !== undefined || errors.timezone !== undefined;
  return (
    <details open={isOpen} className="rounded-md border border-line">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md px-3 font-medium hover:bg-sunken">
        It began earlier
      </summary>
      <div className="grid gap-4 border-t border-line p-3">
        <MomentField
          name="startedAt"
          error={errors.startedAt}
          {...fieldWords("declare", "startedAt")}
          defaultValue={at}
        />
        <OffsetChoice field="startedAt" error={errors.startedAt} local={at} zone={typedZone} />
        <ZoneField name="timezone" label="Time zone of this time" error={errors.timezone} defaultValue={typedZone} />
      </div>
    </details>
  );
}
