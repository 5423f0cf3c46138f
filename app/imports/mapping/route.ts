import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { takePageSlot } from "@/app/_request/page-slot";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { runInSlices } from "@/app/_request/run-in-slices";
import {
  importPastPath,
  loadPastUpload,
  type PastReading,
  savePastUpload,
  savePastUploadError,
} from "@/app/_steps/actions/past-upload";
import { rowsWithCredentials } from "@/app/_steps/actions/rows-with-credentials";
import { restoreDraft, uploadExpired } from "@/app/_steps/form-draft";
import { uploaderOf } from "@/app/_upload/uploader";
import { uploadOfPast } from "@/app/imports/upload-of-past";
import { importedFieldNames } from "@/lib/imports/imported-fields";
import { isDateOrder } from "@/lib/imports/parse-moment";
import { parsePastFile } from "@/lib/imports/parse-past-file";
import { timeZoneOr } from "@/lib/time/local-time";

/** Reads an uploaded file anew by the mapping of the form, and redirects to what comes of it. Nothing is imported. */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  const person = await uploaderOf(request, uploadOfPast);
  if (person instanceof Response) return person;
  await takePageSlot(person.personId);
  const form = await readForm(request);
  const id = String(form?.get("file") ?? "");
  const found = await loadPastUpload(person.token, await restoreDraft(person.token, importPastPath, id), id);
  const file = found && (await runInSlices(parsePastFile(found.upload.text)));
  if (!form || !found || !file?.ok) return seeOther(await savePastUploadError(person.token, uploadExpired));
  const { upload } = found;
  const reading = readingOf(form, upload.reading, file.columns);
  const withCredentials = await rowsWithCredentials(file, reading.mapping);
  const path = await savePastUpload(person.token, { ...upload, reading: { ...reading, withCredentials } }, found.id);
  return seeOther(`${path}#preview`);
}

/** What the form says; what is in it and cannot be, stays as it was. */
function readingOf(form: FormData, before: PastReading, columns: readonly string[]): PastReading {
  const dateOrder = String(form.get("dateOrder"));
  const chosen = importedFieldNames.map((name) => [name, String(form.get(`column-${name}`) ?? "")] as const);
  return {
    ...before,
    mapping: Object.fromEntries(chosen.filter(([, column]) => columns.includes(column))),
    dateOrder: isDateOrder(dateOrder) ? dateOrder : before.dateOrder,
    zone: timeZoneOr(
      String(form.get("zone") ?? "")
        .trim()
        .slice(0, 60),
      before.zone,
    ),
  };
}
