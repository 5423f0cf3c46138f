import { asShift, word } from "@/app/_steps/actions/typed-shifts";
import { Disclosure } from "@/components/basics/disclosure";
import { MomentField } from "@/components/form/moment-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import { SelectField } from "@/components/form/select-field";
import { ZoneField } from "@/components/form/zone-field";
import { backOf, PlacingForm, type PlacingProps, TierField } from "./placing";

export function SingleShift({ people, kept, zone }: PlacingProps) {
  const back = backOf(kept, "shift");
  const { person, from, until, tier, ...typed } = asShift(back?.typed ?? {});
  const errors = back?.errors ?? {};
  const read = typed.zone || zone;
  return (
    <Disclosure summary="Add one shift" open={back !== null}>
      <div className="max-w-md">
        <PlacingForm how="shift" name={word(back?.typed.name) || "Single shift"} errors={errors}>
          <SelectField
            name="person"
            label="Who"
            required
            choices={people}
            defaultValue={person}
            error={errors.person}
          />
          <MomentField name="from" label="From" required defaultValue={from} error={errors.from} />
          <OffsetChoice field="from" error={errors.from} local={from} zone={read} />
          <MomentField name="until" label="Until" required defaultValue={until} error={errors.until} />
          <OffsetChoice field="until" error={errors.until} local={until} zone={read} />
          <ZoneField name="zone" label="Time zone" required defaultValue={read} error={errors.zone} />
          <TierField value={tier} error={errors.tier} />
        </PlacingForm>
      </div>
    </Disclosure>
  );
}
