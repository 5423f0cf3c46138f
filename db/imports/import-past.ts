import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { inBatches } from "@/db/connection/id-batches";
import { type DatabaseRefusal, refusalFromError } from "@/db/connection/refusal-from-error";
import { sha256Hex } from "@/db/connection/sha256-hex";
import { countStep } from "@/db/monitoring/process-metrics";
import { performStepIn } from "@/db/steps/perform-step";
import { canonicalRecord } from "@/lib/imports/canonical-record";
import type { ImportedRecord } from "@/lib/imports/imported-fields";

export type ImportRequest = {
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly sourceSystem: string;
  readonly fileName: string;
  /** SHA-256 of the file's bytes in hex. */
  readonly fileHash: string;
  readonly mapping: string;
  /** How many rows were left out, and which and why; an empty report where none was. */
  readonly leftOut: number;
  readonly rowReport: string;
  readonly records: readonly ImportedRecord[];
};

type Imported = { readonly ok: true; readonly id: number };

/** So many that a statement stays small, and so few that they take a moment. */
const recordsPerBatch = 500;

/**
 * Imports records as the person of `token`: the event and its records in one transaction, all or nothing. A repeated request gets
 * the stored response. Returns the database's refusal (Change Records).
 */
export async function importPast(token: string, request: ImportRequest): Promise<Imported | DatabaseRefusal> {
  const rows = request.records.map(storedRow);
  const recordsHash = hashOfRecords(rows);
  const { idempotencyKey, requestHash, records, rowReport, ...input } = request;
  try {
    const { id } = await appDb().transaction(async (tx) => {
      const step = await performStepIn(tx, token, {
        ...{ recordType: "import", recordId: null, step: "import_past", expectedVersion: null },
        ...{ idempotencyKey, requestHash },
        input: { ...input, recordCount: records.length, recordsHash, ...(rowReport && { rowReport }) },
      });
      for (const batch of inBatches(rows, recordsPerBatch))
        await tx.execute(sql`select store_imported_records(${step.id}, ${JSON.stringify(batch)}::jsonb)`);
      return step;
    });
    countStep("import", "import_past");
    return { ok: true, id };
  } catch (error) {
    const refusal = refusalFromError(error);
    if (!refusal) throw error;
    return refusal;
  }
}

/** A record as the database takes it, with its number, a salt and its hash. */
function storedRow(record: ImportedRecord, index: number) {
  const [rowNumber, salt] = [index + 1, randomBytes(16).toString("hex")];
  return {
    row_number: rowNumber,
    salt,
    row_hash: sha256Hex(canonicalRecord(record, rowNumber, salt)),
    foreign_number: record.foreignNumber,
    title: record.title,
    foreign_type: record.foreignType,
    foreign_status: record.foreignStatus,
    client: record.client,
    system: record.system,
    requested_by: record.requestedBy,
    approved_by: record.approvedBy,
    planned_start: record.plannedStart,
    planned_end: record.plannedEnd,
    actual_start: record.actualStart,
    actual_end: record.actualEnd,
    outcome: record.outcome,
    link: record.link,
  };
}

function hashOfRecords(rows: readonly { readonly row_hash: string }[]): string {
  const hash = createHash("sha256");
  for (const [index, { row_hash }] of rows.entries()) hash.update(`${index > 0 ? "\n" : ""}${row_hash}`);
  return hash.digest("hex");
}
