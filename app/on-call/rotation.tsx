import { asRotation, word } from "@/app/_steps/actions/typed-shifts";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { FieldGroup } from "@/components/form/field";
import { MomentField } from "@/components/form/moment-field";
import { NoPreview } from "@/components/form/no-preview";
import { NumberField } from "@/components/form/number-field";
import { OffsetChoice } from "@/components/form/offset-choice";
import type { Choice } from "@/components/form/select-field";
import { ZoneField } from "@/components/form/zone-field";
import type { Errors } from "@/lib/form/read-form";
import type { Typed } from "@/lib/form/typed";
import { type Rotated, rotated, type TypedRotation } from "@/lib/on-call/rotation";
import { backOf, PlacingForm, type PlacingProps, TierField } from "./placing";
import { Preview } from "./preview";

/** A GET form, so that a preview changes nothing. */
export function Rotation({ people, kept, zone, now, query }: PlacingProps & { query: Typed }) {
  const back = backOf(kept, "rotation");
  const shown = back?.typed ?? (query.how === "rotation" ? query : null);
  const typed = asRotation(shown ?? { zone, days: "7", turns: "26" });
  const rotation: Rotated | null = shown ? rotated(typed) : null;
  const errors = rotation && !rotation.ok ? rotation.errors : {};
  return (
    <div id="rotation" className="scroll-mt-4 target:bg-transparent">
      <Disclosure summary="Place a rotation" open={shown !== null}>
        <Asked typed={typed} errors={errors} people={people} />
        {rotation && !rotation.ok ? (
          <NoPreview>
            <p>{Object.values(rotation.errors).join(" ")}</p>
          </NoPreview>
        ) : null}
        {rotation?.ok ? (
          <Preview shifts={rotation.shifts} people={people} zone={zone} now={now}>
            <PlacingForm how="rotation" name={word(back?.typed.name) || "Weekly rotation"} errors={back?.errors}>
              {Object.entries(spelt(typed)).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            </PlacingForm>
          </Preview>
        ) : null}
      </Disclosure>
    </div>
  );
}

function Asked({ typed, errors, people }: { typed: TypedRotation; errors: Errors; people: readonly Choice[] }) {
  return (
    <form action="/on-call#rotation" className="grid max-w-md content-start gap-4">
      <input type="hidden" name="how" value="rotation" />
      <FieldGroup id="people" label="Rotation order" required error={errors.people}>
        <div className="grid gap-2 sm:grid-cols-2">
          {turnsOf(typed).map(({ turn, person }) => (
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
      <MomentField
        name="first"
        label="First handover"
        hint="Later handovers are at the same time of day, even after the clocks change."
        required
        defaultValue={typed.first}
        error={errors.first}
      />
      <OffsetChoice field="first" error={errors.first} local={typed.first} zone={typed.zone} />
      <ZoneField name="zone" label="Time zone" required defaultValue={typed.zone} error={errors.zone} />
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
        <Button type="submit" look="quiet">
          Preview
        </Button>
      </div>
    </form>
  );
}

/** The people chosen so far, and empty rows for more. */
function turnsOf({ people }: TypedRotation): readonly { turn: string; person: string }[] {
  const chosen = people.filter(Boolean);
  return Array.from({ length: Math.max(4, chosen.length + 2) }, (_, place) => ({
    turn: `Turn ${place + 1}`,
    person: chosen[place] ?? "",
  }));
}

const spelt = ({ people, offset, ...typed }: TypedRotation) => ({
  ...typed,
  people: people.filter(Boolean).join(),
  ...(offset ? { firstOffset: offset } : {}),
});
