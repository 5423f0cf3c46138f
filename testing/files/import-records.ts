import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { canonicalRecord } from "@/lib/imports/canonical-record";
import type { ImportedRecord } from "@/lib/imports/imported-fields";
import { hashOf, type SignedIn } from "@/testing/people";
import { takeStepIn } from "@/testing/steps";

/** A record of another system, complete. */
export const importedRecord: ImportedRecord = {
  ...{ foreignNumber: "CHG0030001", title: "Replace the mail relay", foreignType: "Normal", foreignStatus: "Closed" },
  ...{ client: "Acme", system: "dns", requestedBy: "Requester One", approvedBy: "Approver One", outcome: "Successful" },
  ...{ plannedStart: "2025-02-03T19:00:00.000Z", plannedEnd: "2025-02-03T21:00:00.000Z" },
  ...{ actualStart: "2025-02-03T19:05:00.000Z", actualEnd: "2025-02-03T20:40:00.000Z" },
  link: "https://tickets.example/CHG0030001",
};

/** What the step of an import of that one record takes, and the record as its function stores it. */
export function importOfOneRecord() {
  const salt = randomBytes(16).toString("hex");
  const rowHash = hashOf(canonicalRecord(importedRecord, 1, salt)).toString("hex");
  const columns = Object.entries(importedRecord).map(([name, value]) => [toSnakeCase(name), value]);
  const input = {
    ...{ sourceSystem: "ServiceNow", fileName: "changes.csv", fileHash: randomBytes(32).toString("hex") },
    ...{ mapping: "Title: short_description", recordCount: 1, leftOut: 1, rowReport: "Row 3: Title is missing." },
    recordsHash: hashOf(rowHash).toString("hex"),
  };
  return { input, row: { row_number: 1, salt, row_hash: rowHash, ...Object.fromEntries(columns) } };
}

/** Imports one complete record by SQL, as the product does; returns the number of its import. */
export function importRecord(app: Sql, lead: SignedIn): Promise<number> {
  const { input, row } = importOfOneRecord();
  return app.begin(async (tx) => {
    const { id } = await takeStepIn(tx, lead, "import", null, "import_past", input);
    await tx`select store_imported_records(${id}, ${JSON.stringify([row])}::text::jsonb)`;
    return id;
  });
}

const toSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
