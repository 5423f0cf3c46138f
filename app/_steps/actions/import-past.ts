import type { SessionUser } from "@/app/_request/session";
import { databaseRefusalMessage } from "@/app/_steps/database-refusal-message";
import { restoreDraft, uploadExpired } from "@/app/_steps/form-draft";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { toActor } from "@/app/_steps/record-state";
import { refuseImport } from "@/app/_steps/refuse";
import { sha256 } from "@/db/connection/sha256";
import { importPast as perform } from "@/db/imports/import-past";
import { readStaff } from "@/db/people/read-people";
import { consumeFormDraft } from "@/db/steps/form-drafts";
import { readReplayedResponse } from "@/db/steps/perform-step";
import { describeReading } from "@/lib/imports/describe-reading";
import { importNumber } from "@/lib/imports/imported-number";
import { rowReport } from "@/lib/imports/row-report";
import { whoCanImportPast } from "@/lib/refusals/who-can-create";
import { canImportPast } from "@/lib/rules/can-create";
import { maxTextLength } from "@/lib/rules/fields";
import { endedSessionPath } from "@/lib/web/return-path";
import { importPastPath, loadPastUpload, readUpload } from "./past-upload";
import { lastValue } from "./shift-inputs";

/** Imports the rows of an uploaded file that can be read; where some cannot, only if the form says to leave them out. */
export async function importPast(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  if (!canImportPast(toActor(person))) return refuseImport(person, importOfPast, whoCanImportPast(await readStaff()));
  const [file, leaveOut] = [lastValue(sent.typed.file), lastValue(sent.typed.leaveOut) === "true"];
  const request = { idempotencyKey: sent.formMetadata.key, requestHash: sha256(`${file} ${leaveOut}`) };
  // The file is gone after its import: the same form posted again gets its first response.
  const first = await readReplayedResponse(person.token, request);
  if (first) return { to: `/imports/${importNumber(first.id)}` };
  const loaded = await loadPastUpload(person.token, await restoreDraft(person.token, importPastPath, file), file);
  const result = loaded && (await readUpload(loaded.upload));
  if (!result) return correct("file", uploadExpired);
  const { rows, invalid } = result.read;
  if (rows.length === 0)
    return correct("file", "No row of the file can be read. Change the mapping, or correct the file.");
  if (invalid.length > 0 && !leaveOut)
    return correct(
      "leaveOut",
      "Some rows cannot be read. Check this to leave them out, or correct the file and choose it again.",
    );
  const { upload } = loaded;
  const imported = await perform(person.token, {
    ...request,
    sourceSystem: upload.sourceName,
    fileName: upload.title,
    fileHash: upload.fileHash,
    mapping: describeReading(upload.reading),
    leftOut: invalid.length,
    rowReport: rowReport(invalid, maxTextLength),
    records: rows.map(({ record }) => record),
  });
  if (!imported.ok) {
    if (imported.kind === "signed_out") return { to: endedSessionPath(`${importPastPath}?kept=${file}`) };
    const message = databaseRefusalMessage(imported, "import_past", person);
    return imported.kind === "database_error"
      ? { back: { errors: {}, sentence: message } }
      : refuseImport(person, importOfPast, message);
  }
  await consumeFormDraft(person.token, loaded.id, importPastPath);
  return { to: `/imports/${importNumber(imported.id)}` };
}

const importOfPast = { recordType: "import", step: "import_past" } as const;

const correct = (field: string, sentence: string): PostOutcome => ({
  back: { errors: { [field]: sentence }, sentence: "" },
});
