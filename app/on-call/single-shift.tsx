import { lastValue, shiftInput } from "@/app/_steps/actions/shift-inputs";
import { Disclosure } from "@/components/basics/disclosure";
import { DateTimeField } from "@/components/form/date-time-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import { SelectField } from "@/components/form/select-field";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { draftOf, ShiftForm, type ShiftFormProps, TierField } from "./shift-form";

export function SingleShift({ people, formDraft, zone }: ShiftFormProps) {
  const draft = draftOf(formDraft, "shift");
  const { person, from, until, tier, ...typed } = shiftInput(draft?.typed ?? {});
  const errors = draft?.errors ?? {};
  const enteredZone = typed.zone || zone;
  return (
    <Disclosure summary="Add one shift" open={draft !== null}>
      <div className="max-w-md">
        <ShiftForm how="shift" name={lastValue(draft?.typed.name) || "Single shift"} errors={errors}>
          <SelectField
            name="person"
            label="Who"
            required
            choices={people}
            defaultValue={person}
            error={errors.person}
          />
          <DateTimeField name="from" label="From" required defaultValue={from} error={errors.from} />
          <OffsetChoice field="from" error={errors.from} local={from} zone={enteredZone} />
          <DateTimeField name="until" label="Until" required defaultValue={until} error={errors.until} />
          <OffsetChoice field="until" error={errors.until} local={until} zone={enteredZone} />
          <TimeZoneField name="zone" label="Time zone" required defaultValue={enteredZone} error={errors.zone} />
          <TierField value={tier} error={errors.tier} />
        </ShiftForm>
      </div>
    </Disclosure>
  );
}
