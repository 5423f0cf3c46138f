import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { stepsTarget } from "@/app/_document/steps-target";
import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { Button } from "@/components/basics/button";
import { RadioGroup } from "@/components/form/choice-fields";
import { PostedForm } from "@/components/form/posted-form";
import type { Choice } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { fieldLabels } from "@/lib/form/field-labels";
import type { FieldErrors } from "@/lib/form/parse-step-form";
import { tierLabels } from "@/lib/rules/labels";
import { tiers } from "@/lib/rules/record";

export type ShiftFormProps = {
  person: SessionUser;
  people: readonly Choice[];
  formDraft: FormDraft | null;
  zone: string;
  now: string;
};

/** The draft of the form for that way of placing shifts. */
export const draftOf = (formDraft: FormDraft | null, how: string): FormDraft | null =>
  formDraft?.step === "place_shifts" && formDraft.typed.how === how ? formDraft : null;

/** The server computes the shifts from these fields, none of which is an input of the step. */
export const ShiftForm = ({
  how,
  name,
  errors = {},
  children,
}: {
  how: string;
  name: string;
  errors?: FieldErrors;
  children: ReactNode;
}) => (
  <PostedForm target={stepsTarget()} label={`Place shifts: ${name}`} className="grid content-start gap-4">
    <input type="hidden" name="subject" value="roster" />
    <input type="hidden" name="key" value={randomUUID()} />
    <input type="hidden" name="how" value={how} />
    {children}
    <TextField
      {...fieldLabels("place_shifts", "name")}
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
    choices={tiers.map((tier) => ({ value: tier, label: tierLabels[tier] }))}
  />
);
