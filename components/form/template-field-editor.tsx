import { uniqueId } from "@/components/basics/render-context";
import type { FormValues } from "@/lib/form/form-values";
import { type TemplateFieldRow, templateFieldRows } from "@/lib/form/template-field-rows";
import { FieldGroup } from "./field";
import { TextField } from "./text-field";

const emptyRow: TemplateFieldRow = {
  blankName: "",
  blankLabel: "",
  blankExample: "",
  blankPattern: "",
  blankOptions: "",
};

const hint =
  "Put each field’s name in braces where it belongs in the texts: {host}. People can type nothing else into a change of this entry. Empty rows are ignored; a preview adds another row.";

/** The fields that a catalogue entry declares, a row each and one to spare; a row left empty declares nothing. */
export function TemplateFieldEditor({ values, error }: { values: FormValues; error?: string }) {
  const groupId = uniqueId();
  const rows = [...templateFieldRows(values), emptyRow];
  return (
    <FieldGroup id={groupId} label="Fields to fill in" hint={hint} error={error}>
      {rows.map((row, rowIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
        <div key={rowIndex} className="mt-2 grid gap-3 border-l-2 border-line pl-3 sm:grid-cols-2">
          <Cell name="blankName" label={`Name ${rowIndex + 1}`} value={row.blankName} />
          <Cell name="blankLabel" label="Label" value={row.blankLabel} />
          <Cell
            name="blankPattern"
            label="Pattern"
            value={row.blankPattern}
            hint="A regular expression that the whole value must match."
          />
          <Cell name="blankExample" label="Example" value={row.blankExample} />
          <div className="sm:col-span-2">
            <TextField
              name="blankOptions"
              label="Or a list of answers"
              hint="One per line, instead of a pattern."
              defaultValue={row.blankOptions}
              lines={2}
            />
          </div>
        </div>
      ))}
    </FieldGroup>
  );
}

type CellProps = { name: keyof TemplateFieldRow; label: string; value: string; hint?: string };

const Cell = ({ name, label, value, hint }: CellProps) => (
  <TextField name={name} label={label} hint={hint} defaultValue={value} lines={1} />
);
