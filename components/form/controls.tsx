import { typedSystemsName } from "@/lib/form/choice-kinds";
import { firstValueOf } from "@/lib/form/form-values";
import { noticeChoice } from "@/lib/notices/notices";
import type { Field, FieldKindName } from "@/lib/rules/fields";
import { optionLabel } from "@/lib/rules/labels";
import { scopeChoice } from "@/lib/tokens/token-scopes";
import { CheckboxField } from "./checkbox-field";
import { CheckboxGroup, RadioGroup } from "./choice-fields";
import type { Control, ControlProps } from "./control";
import { DateTimeField } from "./date-time-field";
import { FindingFields } from "./finding-fields";
import { NumberField } from "./number-field";
import { OffsetChoice } from "./offset-choice";
import { RecurrenceFields } from "./recurrence-fields";
import { type Choice, SelectField } from "./select-field";
import { SystemsField } from "./systems-field";
import { TemplateFieldEditor } from "./template-field-editor";
import { TemplateFieldInputs } from "./template-field-inputs";
import { TextField } from "./text-field";
import { TimeZoneField } from "./time-zone-field";
import { FileField } from "./upload-form";

/** Options that say what they mean. */
const explainedChoice = (option: string): Choice => scopeChoice(option) ?? noticeChoice(option);

const renderNothing = () => null;

/** The record is known before the form is opened, so nobody chooses it. */
const Hidden: Control<FieldKindName> = ({ fieldProps, value }) =>
  value ? <input type="hidden" name={fieldProps.name} value={value} /> : null;

const OneLine: Control<FieldKindName> = ({ fieldProps, value }) => (
  <TextField {...fieldProps} defaultValue={value} lines={1} />
);

const renderSelect = ({ fieldProps, value }: ControlProps, choices: readonly Choice[] = [], empty?: string) => (
  <SelectField {...fieldProps} defaultValue={value} choices={choices} emptyLabel={empty} />
);

/**
 * The control of each kind of field. How a kind is parsed and validated is in `lib/form/field-kinds.ts`, which knows no markup.
 * A kind that is missing in either does not compile.
 */
export const controls: { readonly [K in FieldKindName]: Control<K> } = {
  text: ({ fieldProps, value, field }) => (
    <TextField {...fieldProps} defaultValue={value} lines={textAreaRows(value, field.lines)} />
  ),
  name: OneLine,
  recurrence: RecurrenceFields,
  zone: ({ fieldProps, value, options }) => (
    <TimeZoneField {...fieldProps} defaultValue={value || options.zone} zones={options.zones} />
  ),
  choice: ({ fieldProps, value, field: { options } }) => {
    const Answers = options.length > 4 ? SelectField : RadioGroup;
    return <Answers {...fieldProps} defaultValue={value} choices={options.map(toChoice)} />;
  },
  choices: ({ fieldProps, values, field: { options } }) => (
    <CheckboxGroup {...fieldProps} unless="" choices={options.map(explainedChoice)} defaultValue={values} />
  ),
  instant: ({ fieldProps, value, options, formValues, errors }) => (
    <>
      <DateTimeField {...fieldProps} defaultValue={value} />
      <OffsetChoice
        field={fieldProps.name}
        error={errors[fieldProps.name]}
        local={value}
        zone={firstValueOf(formValues.timezone) || options.zone}
      />
    </>
  ),
  day: ({ fieldProps, value }) => <TextField {...fieldProps} type="date" defaultValue={value} lines={1} />,
  boolean: ({ fieldProps, value }) => <CheckboxField {...fieldProps} defaultChecked={value === "true"} />,
  minutes: ({ fieldProps, value, field }) => (
    <NumberField {...fieldProps} defaultValue={value} max={field.most} unit="minutes" />
  ),
  systems: ({ fieldProps, values, options, formValues }) => (
    <SystemsField
      {...fieldProps}
      choices={options.systems}
      defaultValue={values}
      typed={firstValueOf(formValues[typedSystemsName])}
    />
  ),
  clients: ({ fieldProps, values, options }) => (
    <CheckboxGroup {...fieldProps} choices={options.clients ?? []} defaultValue={values} />
  ),
  person: (props) => renderSelect(props, props.options.people, props.fieldProps.required ? "Choose one" : "Nobody"),
  covers: (props) => renderSelect(props, props.options.freezeScopes),
  whole: (props) => (props.field.of === "texts" ? renderSelect(props, props.options.redactableTexts) : Hidden(props)),
  entry: Hidden,
  change: Hidden,
  values: ({ options, formValues, errors }) => (
    <TemplateFieldInputs templateFields={options.templateFields} values={formValues} errors={errors} />
  ),
  blanks: ({ fieldProps, formValues, errors }) => (
    <TemplateFieldEditor values={formValues} error={errors[fieldProps.name]} />
  ),
  findings: ({ fieldProps, options, formValues, errors }) => (
    <FindingFields
      people={options.people}
      values={formValues}
      error={errors[fieldProps.name]}
      defaults={options.findingDefaults}
    />
  ),
  files: ({ fieldProps }) => <FileField {...fieldProps} />,
  target: Hidden,
  address: ({ fieldProps, value }) => <TextField {...fieldProps} defaultValue={value} lines={1} type="url" />,
  topics: ({ fieldProps, values, options }) => (
    <CheckboxGroup {...fieldProps} choices={options.eventTypes ?? []} defaultValue={values} />
  ),
  people: renderNothing,
  typed: renderNothing,
  digest: renderNothing,
  spans: renderNothing,
  shifts: renderNothing,
  rostered: renderNothing,
};

/** Fields whose control differs from that of their kind. */
export const controlsByField: { readonly [F in Field]?: Control } = {
  client: (props) =>
    props.options.clientNames ? renderSelect(props, props.options.clientNames, "All clients") : OneLine(props),
  ofClient: (props) =>
    renderSelect(props, props.options.clients, props.fieldProps.required ? undefined : "All clients"),
  template: (props) => renderSelect(props, props.options.templates),
};

const toChoice = (option: string): Choice => ({ value: option, label: optionLabel(option) });

// A prefilled text should be readable without scrolling, up to 14 rows; a phone shows about 45 characters a row.
function textAreaRows(value: string, defaultRows: number): number {
  const rows = value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 45)), 0);
  return defaultRows === 1 ? 1 : Math.max(defaultRows, Math.min(rows + 1, 14));
}
