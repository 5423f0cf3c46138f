import { firstOf } from "@/lib/form/typed";
import { noticeChoice } from "@/lib/notices/notices";
import type { Field, KindName } from "@/lib/rules/fields";
import { optionWord } from "@/lib/rules/words";
import { BlankEditor } from "./blank-editor";
import { BlankFields } from "./blank-fields";
import { CheckboxField } from "./checkbox-field";
import { CheckboxGroup, RadioGroup } from "./choice-fields";
import type { Control, Shown } from "./control";
import { FindingFields } from "./finding-fields";
import { MomentField } from "./moment-field";
import { NumberField } from "./number-field";
import { OffsetChoice } from "./offset-choice";
import { type Choice, SelectField } from "./select-field";
import { TextField } from "./text-field";
import { ZoneField } from "./zone-field";

const nothing = () => null;

/** The record is known before the form is opened, so nobody chooses it. */
const Hidden: Control<KindName> = ({ shared, value }) =>
  value ? <input type="hidden" name={shared.name} value={value} /> : null;

const OneLine: Control<KindName> = ({ shared, value }) => <TextField {...shared} defaultValue={value} lines={1} />;

const oneOf = ({ shared, value }: Shown, choices: readonly Choice[] = [], empty?: string) => (
  <SelectField {...shared} defaultValue={value} choices={choices} empty={empty} />
);

/**
 * The control of each kind of field. How a kind is parsed and validated is in `lib/form/kinds.ts`, which knows no markup.
 * A kind that is missing in either does not compile.
 */
export const controls: { readonly [K in KindName]: Control<K> } = {
  text: ({ shared, value, field }) => (
    <TextField {...shared} defaultValue={value} lines={rowsFor(value, field.lines)} />
  ),
  name: OneLine,
  recurrence: OneLine,
  zone: ({ shared, value, world }) => <ZoneField {...shared} defaultValue={value || world.zone} zones={world.zones} />,
  choice: ({ shared, value, field: { options } }) => {
    const Answers = options.length > 4 ? SelectField : RadioGroup;
    return <Answers {...shared} defaultValue={value} choices={options.map(choiceOf)} />;
  },
  choices: ({ shared, values, field: { options } }) => (
    <CheckboxGroup {...shared} unless="" choices={options.map(noticeChoice)} defaultValue={values} />
  ),
  instant: ({ shared, value, world, typed, errors }) => (
    <>
      <MomentField {...shared} defaultValue={value} />
      <OffsetChoice
        field={shared.name}
        error={errors[shared.name]}
        local={value}
        zone={firstOf(typed.timezone) || world.zone}
      />
    </>
  ),
  day: ({ shared, value }) => <TextField {...shared} type="date" defaultValue={value} lines={1} />,
  boolean: ({ shared, value }) => <CheckboxField {...shared} defaultChecked={value === "true"} />,
  minutes: ({ shared, value, field }) => (
    <NumberField {...shared} defaultValue={value} max={field.most} unit="minutes" />
  ),
  systems: ({ shared, values, world }) => <CheckboxGroup {...shared} choices={world.systems} defaultValue={values} />,
  clients: ({ shared, values, world }) => (
    <CheckboxGroup {...shared} choices={world.clients ?? []} defaultValue={values} />
  ),
  person: (shown) => oneOf(shown, shown.world.people, shown.shared.required ? "Choose one" : "Nobody in particular"),
  covers: (shown) => oneOf(shown, shown.world.covers),
  whole: (shown) => (shown.field.of === "texts" ? oneOf(shown, shown.world.texts) : Hidden(shown)),
  entry: Hidden,
  change: Hidden,
  values: ({ world, typed, errors }) => <BlankFields blanks={world.blanks} values={typed} errors={errors} />,
  blanks: ({ shared, typed, errors }) => <BlankEditor values={typed} error={errors[shared.name]} />,
  findings: ({ shared, world, typed, errors }) => (
    <FindingFields people={world.people} values={typed} error={errors[shared.name]} usual={world.finding} />
  ),
  typed: nothing,
  digest: nothing,
  spans: nothing,
  shifts: nothing,
  rostered: nothing,
};

/** Fields whose control differs from that of their kind. */
export const controlsOf: { readonly [F in Field]?: Control } = {
  client: (shown) => (shown.world.clientNames ? oneOf(shown, shown.world.clientNames, "All clients") : OneLine(shown)),
  ofClient: (shown) => oneOf(shown, shown.world.clients),
};

const choiceOf = (option: string): Choice => ({ value: option, label: optionWord(option) });

// A prefilled text should be readable without scrolling, up to 14 rows; a phone shows about 45 characters a row.
function rowsFor(value: string, usual: number): number {
  const rows = value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 45)), 0);
  return usual === 1 ? 1 : Math.max(usual, Math.min(rows + 1, 14));
}
