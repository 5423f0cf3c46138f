import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { takePageSlot } from "@/app/_request/page-slot";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { runInSlices } from "@/app/_request/run-in-slices";
import { settings } from "@/app/_request/settings";
import { fitsInDraft, savePastUpload, savePastUploadError } from "@/app/_steps/actions/past-upload";
import { rowsWithCredentials } from "@/app/_steps/actions/rows-with-credentials";
import { uploaderOf } from "@/app/_upload/uploader";
import { uploadOfPast } from "@/app/imports/upload-of-past";
import { maxPastFileBytes, parsePastFile } from "@/lib/imports/parse-past-file";
import { guessMapping, isSourceSystemId, sourceSystems } from "@/lib/imports/source-systems";
import { decodeText } from "@/lib/text/decode-text";

/** The size of the form around the file. */
const formOverheadBytes = 4096;

/**
 * Reads an export of another system and redirects to its mapping, or to why it cannot be read. Importing it is a step of
 * the form below the mapping.
 */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  const person = await uploaderOf(request, uploadOfPast);
  if (person instanceof Response) return person;
  await takePageSlot(person.personId);
  const tooLong =
    Number(request.headers.get("content-length") ?? maxPastFileBytes * 2) > maxPastFileBytes + formOverheadBytes;
  const form = tooLong ? null : await readForm(request);
  const file = form?.get("file");
  const unread = (sentence: string) => savePastUploadError(person.token, sentence).then(seeOther);
  if (tooLong || (file instanceof File && file.size > maxPastFileBytes))
    return unread("The file is larger than 10 MB. Split it.");
  if (!(file instanceof File) || file.size === 0) return unread("Choose the file that the other system exported.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const decoded = decodeText(bytes);
  if (!decoded.ok) return unread(decoded.sentence);
  const { text, encoding } = decoded;
  const read = await runInSlices(parsePastFile(text));
  if (!read.ok) return unread(read.sentence);
  if (!(await fitsInDraft(text)))
    return unread("The file holds too much to be saved until you import it. Split it, or export fewer columns.");
  const chosen = String(form?.get("source") ?? "");
  const source = isSourceSystemId(chosen) ? chosen : "other";
  const typedName = source === "other" ? visibleLine(String(form?.get("sourceName") ?? ""), 100) : "";
  const mapping = guessMapping(source, read.columns);
  const { name, dateOrder } = sourceSystems[source];
  const path = await savePastUpload(person.token, {
    ...{ source, sourceName: typedName || name, text, encoding },
    title: visibleLine(file.name, 80) || "export",
    fileHash: createHash("sha256").update(bytes).digest("hex"),
    reading: {
      ...{ mapping, dateOrder, zone: settings().siteTimezone },
      withCredentials: await rowsWithCredentials(read, mapping),
    },
  });
  return seeOther(path);
}

const visibleLine = (text: string, maxLength: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(0, maxLength);
