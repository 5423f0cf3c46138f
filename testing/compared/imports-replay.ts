import { endedBy, type ReplayedTable, recordsOf, textIn } from "./replayed-table";

/** Imports, and their records by the hash over all of them that the event of their import holds. */
export const importsReplay: readonly ReplayedTable[] = [
  {
    table: "imports",
    key: "id",
    replayed: `select e.subject_id as id, last.to_status as status, e.data ->> 'sourceSystem' as source_system, e.data ->> 'fileName' as file_name,
      decode(e.data ->> 'fileHash', 'hex') as file_hash, ${textIn("e.id", "mapping")} as mapping_text_id, ${textIn("e.id", "rowReport")} as row_report_text_id,
      (e.data ->> 'recordCount')::integer as record_count, (e.data ->> 'leftOut')::integer as left_out, decode(e.data ->> 'recordsHash', 'hex') as records_hash,
      e.person_id as imported_by, e.received_at as imported_at, ${endedBy("withdraw_import")} as withdrawn_at, last.seq as step_seq, last.id as last_event_id
      from ${recordsOf("import")}`,
  },
  {
    table: "imported_records",
    key: "import_id",
    stored: `select import_id, count(*) as records, bool_and(row_hash = imported_record_hash(r)) as hashed,
      encode(sha256(convert_to(string_agg(encode(row_hash, 'hex'), E'\\n' order by row_number), 'UTF8')), 'hex') as hash
      from imported_records r group by import_id`,
    replayed: `select e.subject_id as import_id, (e.data ->> 'recordCount')::bigint as records, true as hashed, e.data ->> 'recordsHash' as hash
      from ${recordsOf("import")} where (e.data ->> 'recordCount')::bigint > 0`,
    coveredColumns: [
      ...[
        "row_number",
        "salt",
        "row_hash",
        "foreign_number",
        "title",
        "foreign_type",
        "foreign_status",
        "client",
        "system",
      ],
      ...[
        "requested_by",
        "approved_by",
        "planned_start",
        "planned_end",
        "actual_start",
        "actual_end",
        "outcome",
        "link",
      ],
    ],
  },
];
