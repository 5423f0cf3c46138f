import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { runInSlices } from "@/app/_request/run-in-slices";
import { userZone } from "@/app/_request/time-zones";
import { saveRosterUpload, saveRosterUploadError } from "@/app/_steps/actions/roster-upload";
import { uploaderOf } from "@/app/_upload/uploader";
import { maxRosterFileBytes, parseRosterFile } from "@/lib/on-call/roster-file/parse-roster-file";
import { whoCanPlaceShifts } from "@/lib/refusals/who-can-create";
import { canPlaceShifts } from "@/lib/rules/can-create";
import { tiers } from "@/lib/rules/record";
import { decodeText } from "@/lib/text/decode-text";

/** The size of the form around the file. */
const formOverheadBytes = 4096;

/**
 * Reads a calendar file of shifts and redirects to its preview, or to why it cannot be read. Placing the shifts is a step of
 * the preview's form.
 */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  const person = await uploaderOf(request, { page: "/on-call", mayUpload: canPlaceShifts, whoCan: whoCanPlaceShifts });
  if (person instanceof Response) return person;
  const tooLong =
    Number(request.headers.get("content-length") ?? maxRosterFileBytes * 2) > maxRosterFileBytes + formOverheadBytes;
  const form = tooLong ? null : await readForm(request);
  const file = form?.get("file");
  const tier = tiers.find((one) => one === form?.get("tier")) ?? tiers[0];
  const unread = (sentence: string) => saveRosterUploadError(person.token, sentence, tier).then(previewResponse);
  if (tooLong || (file instanceof File && file.size > maxRosterFileBytes))
    return unread("The file is larger than 1 MB. Export a shorter period.");
  if (!(file instanceof File) || file.size === 0) return unread("Choose the calendar file that you exported.");
  const sent = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (!sent.ok) return unread(sent.sentence);
  const read = await runInSlices(parseRosterFile(sent.text, { now: person.now.getTime(), zone: userZone(person) }));
  if (!read.ok) return unread(read.sentence);
  const title = file.name
    .replace(/\.ics$/i, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .slice(0, 80);
  const { ok: _, ...roster } = read;
  return previewResponse(
    await saveRosterUpload(person.token, {
      ...roster,
      title: title || "Imported schedule",
      tier,
      encoding: sent.encoding,
    }),
  );
}

const previewResponse = (path: string) => seeOther(`${path}#import`);
