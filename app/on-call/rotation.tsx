import { lastValue, rotationInput } from "@/app/_steps/actions/shift-inputs";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { NoPreview } from "@/components/basics/no-preview";
import { DateTimeField } from "@/components/form/date-time-field";
import { FieldGroup } from "@/components/form/field";
import { NumberField } from "@/components/form/number-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import type { Choice } from "@/components/form/select-field";
import { TimeZoneField } from "@/components/form/time-zone-field";
import type { FormValues } from "@/lib/form/form-values";
import type { FieldErrors } from "@/lib/form/parse-step-form";
import { type RotationInput, rotationShifts, type ShiftsResult } from "@/lib/on-call/rotation";
import { Preview } from "./preview";
import { draftOf, ShiftForm, type ShiftFormProps, TierField } from "./shift-form";

/** A GET form, so that a preview changes nothing. */
export function Rotation({ people, formDraft, zone, now, query }: ShiftFormProps & { query: FormValues }) {
  const draft = draftOf(formDraft, "rotation");
  const values = draft?.typed ?? (query.how === "rotation" ? query : null);
  const typed = rotationInput(values ?? { zone, days: "7", turns: "26" });
  const rotation: ShiftsResult | null = values ? rotationShifts(typed) : null;
  const errors = rotation && !rotation.ok ? rotation.errors : {};
  return (
    <div id="rotation" className="scroll-mt-4 target:bg-transparent">
      <Disclosure summary="Place a rotation" open={values !== null}>
        <RotationFields typed={typed} errors={errors} people={people} />
        {rotation && !rotation.ok ? (
          <NoPreview>
            <p>{Object.values(rotation.errors).join(" ")}</p>
          </NoPreview>
        ) : null}
        {rotation?.ok ? (
          <Preview shifts={rotation.shifts} people={people} zone={zone} now={now}>
            <ShiftForm how="rotation" name={lastValue(draft?.typed.name) || "Weekly rotation"} errors={draft?.errors}>
              {Object.entries(rotationQuery(typed)).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            </ShiftForm>
          </Preview>
        ) : null}
      </Disclosure>
    </div>
  );
}

function RotationFields({
  typed,
  errors,
  people,
}: {
  typed: RotationInput;
  errors: FieldErrors;
  people: readonly Choice[];
}) {
  return (
    <form action="/on-call#rotation" aria-label="Preview a rotation" className="grid max-w-md content-start gap-4">
      <input type="hidden" name="how" value="rotation" />
      <FieldGroup id="people" label="Rotation order" required error={errors.people}>
        <div className="grid gap-2 sm:grid-cols-2">
          {turnRows(typed).map(({ turn, person }) => (
            <label key={turn} className="grid gap-0.5">
              <span className="text-sm text-muted">{turn}</span>
              <select name="people" defaultValue={person} className="control">
                <option value="">Nobody</option>
                {people.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </FieldGroup>
      <DateTimeField
        name="first"
        label="First handover"
        hint="Later handovers are at the same time of day, even after the clocks change."
        required
        defaultValue={typed.first}
        error={errors.first}
      />
      <OffsetChoice field="first" error={errors.first} local={typed.first} zone={typed.zone} />
      <TimeZoneField name="zone" label="Time zone" required defaultValue={typed.zone} error={errors.zone} />
      <NumberField
        name="days"
        label="Turn length"
        required
        min={1}
        max={91}
        unit="days"
        defaultValue={typed.days}
        error={errors.days}
      />
      <NumberField
        name="turns"
        label="Number of turns"
        required
        min={1}
        max={1000}
        unit="turns"
        defaultValue={typed.turns}
        error={errors.turns}
      />
      <TierField value={typed.tier} error={errors.tier} />
      <div>
        <Button type="submit" variant="quiet">
          Preview
        </Button>
      </div>
    </form>
  );
}

/** The people chosen so far, and empty rows for more. */
function turnRows({ people }: RotationInput): readonly { turn: string; person: string }[] {
  const chosen = people.filter(Boolean);
  return Array.from({ length: Math.max(4, chosen.length + 2) }, (_, index) => ({
    turn: `Turn ${index + 1}`,
    person: chosen[index] ?? "",
  }));
}

const rotationQuery = ({ people, offset, ...typed }: RotationInput) => ({
  ...typed,
  people: people.filter(Boolean).join(),
  ...(offset ? { firstOffset: offset } : {}),
});
