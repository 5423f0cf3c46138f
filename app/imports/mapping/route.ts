import { headers } from "next/headers";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { takePageSlot } from "@/app/_request/page-slot";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { runInSlices } from "@/app/_request/run-in-slices";
import { sessionUserOf } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import {
  importPastPath,
  loadPastUpload,
  type PastReading,
  savePastUpload,
  savePastUploadError,
} from "@/app/_steps/actions/past-upload";
import { rowsWithCredentials } from "@/app/_steps/actions/rows-with-credentials";
import { restoreDraft, uploadExpired } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { textResponse } from "@/app/report/evidence-response";
import { readStaff } from "@/db/people/read-people";
import { importedFieldNames } from "@/lib/imports/imported-fields";
import { isDateOrder } from "@/lib/imports/parse-moment";
import { parsePastFile } from "@/lib/imports/parse-past-file";
import { whoCanImportPast } from "@/lib/refusals/who-can-create";
import { canImportPast } from "@/lib/rules/can-create";
import { timeZoneOr } from "@/lib/time/local-time";
import { foreignUpload, isOriginAllowed } from "@/lib/web/origin";

/** Reads an uploaded file anew by the mapping of the form, and redirects to what comes of it. Nothing is imported. */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  if (!isOriginAllowed(await headers(), settings().allowedOrigins)) return textResponse(403, foreignUpload);
  const person = await sessionUserOf(request);
  if (!person) return seeOther("/sign-in?reason=ended&return=%2Fimports%2Fnew");
  if (!canImportPast(toActor(person))) return textResponse(403, whoCanImportPast(await readStaff()));
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
