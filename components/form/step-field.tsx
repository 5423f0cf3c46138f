import { fieldWords, laterNeed } from "@/lib/form/field-words";
import { type Typed, valuesOf } from "@/lib/form/schema";
import type { Blank } from "@/lib/form/template-fields";
import { noticeChoice } from "@/lib/notices/notices";
import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import { optionWord } from "@/lib/rules/words";
import { BlankEditor } from "./blank-editor";
import { BlankFields } from "./blank-fields";
import { CheckboxField } from "./checkbox-field";
import { CheckboxGroup, RadioGroup } from "./choice-fields";
import { errorId } from "./field";
import { FindingFields } from "./finding-fields";
import { MomentField } from "./moment-field";
import { NumberField } from "./number-field";
import { OffsetChoice } from "./offset-choice";
import { type Choice, SelectField } from "./select-field";
import { TextField } from "./text-field";
import { ZoneField } from "./zone-field";

/** What the forms let people choose from. */
export type World = {
  readonly systems: readonly Choice[];
  readonly people: readonly Choice[];
  readonly clients?: readonly Choice[];
  /** Clients by their names, where one may be left out. */
  readonly clientNames?: readonly Choice[];
  /** What a freeze can cover. */
  readonly covers?: readonly Choice[];
  readonly zone: string;
  /** The time zones that a form offers by name; any other can be typed all the same. */
  readonly zones?: readonly string[];
  readonly blanks: readonly Blank[];
  /** The texts of the record that can be redacted. */
  readonly texts?: readonly Choice[];
  /** `YYYY-MM-DD` by which a finding is due when nobody says otherwise, and who owns it. */
  readonly finding: { readonly due: string; readonly owner: string };
};

type Props = {
  step: Parameters<typeof fieldOf>[0];
  field: Field;
  required: boolean;
  world: World;
  values: Typed;
  errors: Readonly<Record<string, string>>;
};

/** One field of a step's form, by what it may hold. */
export function StepField({ step, field, required, world, values, errors }: Props) {
  const spec = fieldOf(step, field);
  const shared = {
    name: field,
    required,
    error: errors[field],
    id: errors[field] ? errorId(step, field) : undefined,
    unless: laterNeed(step, field),
    ...fieldWords(step, field),
  };
  const value = one(values[field]);
  switch (spec.kind) {
    case "text":
      return <TextField {...shared} defaultValue={value} lines={rowsFor(value, spec.lines)} />;
    case "name":
      if (field === "client" && world.clientNames)
        return <SelectField {...shared} defaultValue={value} choices={world.clientNames} empty="All clients" />;
      return <TextField {...shared} defaultValue={value} lines={1} />;
    case "recurrence":
      return <TextField {...shared} defaultValue={value} lines={1} />;
    case "zone":
      return <ZoneField {...shared} defaultValue={value || world.zone} zones={world.zones} />;
    case "choice":
      return spec.options.length > 4 ? (
        <SelectField {...shared} defaultValue={value} choices={spec.options.map(choice)} />
      ) : (
        <RadioGroup {...shared} defaultValue={value} choices={spec.options.map(choice)} />
      );
    case "instant":
      return (
        <>
          <MomentField {...shared} defaultValue={value} />
          <OffsetChoice field={field} error={errors[field]} local={value} zone={one(values.timezone) || world.zone} />
        </>
      );
    case "boolean":
      return <CheckboxField {...shared} defaultChecked={value === "true"} />;
    case "minutes":
      return <NumberField {...shared} defaultValue={value} max={spec.most} unit="minutes" />;
    case "systems":
      return <CheckboxGroup {...shared} choices={world.systems} defaultValue={valuesOf(values[field])} />;
    case "person":
      return (
        <SelectField
          {...shared}
          defaultValue={value}
          choices={world.people}
          empty={required ? "Choose one" : "Nobody in particular"}
        />
      );
    case "choices":
      return (
        <CheckboxGroup
          {...shared}
          unless=""
          choices={spec.options.map(noticeChoice)}
          defaultValue={valuesOf(values[field])}
        />
      );
    case "values":
      return <BlankFields blanks={world.blanks} values={values} errors={errors} />;
    case "findings":
      return <FindingFields people={world.people} values={values} error={errors[field]} usual={world.finding} />;
    case "covers":
      return <SelectField {...shared} defaultValue={value} choices={world.covers ?? []} />;
    case "whole":
      if (field === "ofClient") return <SelectField {...shared} defaultValue={value} choices={world.clients ?? []} />;
      if (spec.of === "texts") return <SelectField {...shared} defaultValue={value} choices={world.texts ?? []} />;
      return value ? <input type="hidden" name={field} value={value} /> : null;
    case "entry":
    case "change":
      return value ? <input type="hidden" name={field} value={value} /> : null;
    case "blanks":
      return <BlankEditor values={values} error={errors[field]} />;
    case "clients":
      return <CheckboxGroup {...shared} choices={world.clients ?? []} defaultValue={valuesOf(values[field])} />;
    case "day":
      return <TextField {...shared} type="date" defaultValue={value} lines={1} />;
    case "spans":
    case "shifts":
    case "rostered":
    case "typed":
    case "digest":
      return null;
  }
}

const choice = (option: string): Choice => ({ value: option, label: optionWord(option) });

// What a field starts with is there to be read, as far as it does not fill a screen; a phone shows some 45 letters a row.
function rowsFor(value: string, usual: number): number {
  const rows = value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 45)), 0);
  return usual === 1 ? 1 : Math.max(usual, Math.min(rows + 1, 14));
}

const one = (value: Typed[string] | undefined): string => valuesOf(value)[0] ?? "";
