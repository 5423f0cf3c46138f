import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { seeOther } from "@/app/_request/responses";
import { runInSlices } from "@/app/_request/run-in-slices";
import { settings } from "@/app/_request/settings";
import { saveSystemsUpload, saveSystemsUploadError } from "@/app/_steps/actions/systems-upload";
import { findCredentials } from "@/app/_steps/credentials";
import { uploaderOf } from "@/app/_upload/uploader";
import { whoCanRegisterSystem } from "@/lib/refusals/who-can-create";
import { canRegisterSystem } from "@/lib/rules/can-create";
import { maxSystemsFileBytes, parseSystemsFile } from "@/lib/systems/parse-systems-file";
import { decodeText } from "@/lib/text/decode-text";

/** The size of the form around the file. */
const formOverheadBytes = 4096;

/**
 * Reads a CSV file of systems and redirects to its preview, or to why it cannot be read. Registering them is a step of
 * the preview's form.
 */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  const person = await uploaderOf(request, {
    page: "/systems",
    mayUpload: canRegisterSystem,
    whoCan: whoCanRegisterSystem,
  });
  if (person instanceof Response) return person;
  const tooLong =
    Number(request.headers.get("content-length") ?? maxSystemsFileBytes * 2) > maxSystemsFileBytes + formOverheadBytes;
  const form = tooLong ? null : await readForm(request);
  const file = form?.get("file");
  const unread = (sentence: string) => saveSystemsUploadError(person.token, sentence).then(previewResponse);
  if (tooLong || (file instanceof File && file.size > maxSystemsFileBytes))
    return unread("The file is larger than 2 MB. Split it.");
  if (!(file instanceof File) || file.size === 0) return unread("Choose the CSV file of your systems.");
  const sent = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (!sent.ok) return unread(sent.sentence);
  const { text, encoding } = sent;
  // Due dates are calendar days in the site's time zone.
  const zone = settings().siteTimezone;
  const read = await runInSlices(parseSystemsFile(text, zone));
  if (!read.ok) return unread(read.sentence);
  const { file: secret } = await findCredentials({ file: text });
  if (secret) return unread(secret);
  const title = file.name.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 80) || "systems.csv";
  return previewResponse(await saveSystemsUpload(person.token, { title, text, zone, encoding }));
}

const previewResponse = (path: string) => seeOther(`${path}#import`);
