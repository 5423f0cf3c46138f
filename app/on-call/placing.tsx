import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { stepsTarget } from "@/app/_document/steps-target";
import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { Button } from "@/components/basics/button";
import { RadioGroup } from "@/components/form/choice-fields";
import { PostedForm } from "@/components/form/posted-form";
import type { Choice } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { fieldWords } from "@/lib/form/field-words";
import type { Errors } from "@/lib/form/read-form";
import { tiers } from "@/lib/rules/record";
import { tierWords } from "@/lib/rules/words";

export type PlacingProps = {
  person: Person;
  people: readonly Choice[];
  kept: Kept | null;
  zone: string;
  now: string;
};

/** The draft of the form for that way of placing shifts. */
export const backOf = (kept: Kept | null, how: string): Kept | null =>
  kept?.step === "place_shifts" && kept.typed.how === how ? kept : null;

/** The server computes the shifts from these fields, none of which is an input of the step. */
export const PlacingForm = ({
  how,
  name,
  errors = {},
  children,
}: {
  how: string;
  name: string;
  errors?: Errors;
  children: ReactNode;
}) => (
  <PostedForm target={stepsTarget()} className="grid content-start gap-4">
    <input type="hidden" name="subject" value="roster" />
    <input type="hidden" name="key" value={randomUUID()} />
    <input type="hidden" name="how" value={how} />
    {children}
    <TextField
      {...fieldWords("place_shifts", "name")}
      name="name"
      required
      defaultValue={name}
      error={errors.name}
      lines={1}
    />
    <div>
      <Button type="submit" name="step" value="place_shifts">
        Place shifts
      </Button>
    </div>
  </PostedForm>
);

export const TierField = ({ value, error }: { value?: string; error?: string }) => (
  <RadioGroup
    name="tier"
    label="On call as"
    required
    error={error}
    defaultValue={value || tiers[0]}
    choices={tiers.map((tier) => ({ value: tier, label: tierWords[tier] }))}
  />
);
