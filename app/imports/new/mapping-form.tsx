import { Button } from "@/components/basics/button";
import { SelectField } from "@/components/form/select-field";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { importedFieldNames, importedFields } from "@/lib/imports/imported-fields";
import { dateOrderLabels, dateOrders } from "@/lib/imports/parse-moment";
import type { LoadedReading } from "./load";

const orders = dateOrders.map((value) => ({ value, label: dateOrderLabels[value] }));

/** Which column each field is read from. It posts to the preview, and imports nothing. */
export function MappingForm({ id, upload, file, zones }: LoadedReading) {
  const { mapping, dateOrder, zone } = upload.reading;
  const columns = file.columns.map((column) => ({ value: column, label: column }));
  return (
    <form
      action="/imports/mapping"
      method="post"
      encType="multipart/form-data"
      aria-label="Mapping"
      className="grid gap-4"
    >
      <input type="hidden" name="file" value={id} />
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {importedFieldNames.map((name) => (
          <SelectField
            key={name}
            name={`column-${name}`}
            label={importedFields[name].label}
            choices={columns}
            defaultValue={mapping[name] ?? ""}
            emptyLabel="Not in the file"
            unless={importedFields[name].isRequired ? undefined : ""}
            required={importedFields[name].isRequired}
          />
        ))}
        <SelectField name="dateOrder" label="Dates look like" choices={orders} defaultValue={dateOrder} required />
        <TimeZoneField
          name="zone"
          label="Time zone of times without an offset"
          hint="A day without a time is its beginning, or its end where it is an end."
          defaultValue={zone}
          zones={zones}
          required
        />
      </div>
      <div>
        <Button type="submit" variant="quiet">
          Preview with this mapping
        </Button>
      </div>
    </form>
  );
}
