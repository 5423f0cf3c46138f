import { Table } from "@/components/basics/table";
import type { ReferenceField } from "@/lib/api/reference";

type Props = {
  heading: string;
  of: string;
  fields: readonly ReferenceField[];
  /** Of what is sent it matters which are required. */
  isAsked?: boolean;
};

const columns = ["Name", "Value", "Meaning"];
const widths = ["w-3/10", "w-2/5", "w-3/10"];

/** The fields of a part of an operation; nothing where it has none. */
export const ReferenceFields = ({ heading, of, fields, isAsked = false }: Props) =>
  fields.length === 0 ? null : (
    <div>
      <h3 className="mb-1 text-sm font-semibold">{heading}</h3>
      <div className="text-sm">
        <Table
          caption={`${heading} of ${of}`}
          columns={columns}
          widths={widths}
          rows={fields.map((field) => toRow(field, isAsked))}
        />
      </div>
    </div>
  );

const toRow = ({ name, type, isRequired, description }: ReferenceField, isAsked: boolean) => ({
  key: name,
  cells: [
    <code key="name" className="wrap-anywhere">
      {name}
      {isRequired && isAsked ? <span className="font-sans font-normal text-muted"> required</span> : null}
    </code>,
    type,
    description,
  ],
});
