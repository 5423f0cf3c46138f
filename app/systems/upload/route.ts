import { headers } from "next/headers";
import { handler } from "@/app/_request/handler";
import { inTurns } from "@/app/_request/in-turns";
import { readForm } from "@/app/_request/read-form";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { keepFile, keepUnread } from "@/app/_steps/actions/systems-file";
import { credentialsIn } from "@/app/_steps/credentials";
import { asJudged } from "@/app/_steps/subject-of";
import { said } from "@/app/report/evidence-answer";
import { readStaff } from "@/db/people/read-people";
import { whoRegisters } from "@/lib/refusals/who-makes";
import { mayRegister } from "@/lib/rules/may-make";
import { longestSystemsFile, readingSystemsFile } from "@/lib/systems/systems-file";
import { textOf } from "@/lib/text/file-text";
import { foreignUpload, originAllowed } from "@/lib/web/origin";

/** The size of the form around the file. */
const besides = 4096;

/**
 * Reads a CSV file of systems and redirects to its preview, or to why it cannot be read. Registering them is a step of
 * the preview's form.
 */
export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  if (!originAllowed(await headers(), settings().allowedOrigins)) return said(403, foreignUpload);
  const person = await currentPerson();
  if (!person) return seeOther("/sign-in?reason=ended&return=%2Fsystems");
  if (!mayRegister(asJudged(person))) return said(403, whoRegisters(await readStaff()));
  const tooLong =
    Number(request.headers.get("content-length") ?? longestSystemsFile * 2) > longestSystemsFile + besides;
  const form = tooLong ? null : await readForm(request);
  const file = form?.get("file");
  const unread = (sentence: string) => keepUnread(person.token, sentence).then(asPreview);
  if (tooLong || (file instanceof File && file.size > longestSystemsFile))
    return unread("The file is larger than 2 MB. Split it.");
  if (!(file instanceof File) || file.size === 0) return unread("Choose the CSV file of your systems.");
  const sent = textOf(new Uint8Array(await file.arrayBuffer()));
  if (!sent.ok) return unread(sent.sentence);
  const { text, encoding } = sent;
  // Due dates are calendar days in the site's time zone.
  const zone = settings().siteTimezone;
  const read = await inTurns(readingSystemsFile(text, zone));
  if (!read.ok) return unread(read.sentence);
  const { file: secret } = await credentialsIn({ file: text });
  if (secret) return unread(secret);
  const title = file.name.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 80) || "systems.csv";
  return asPreview(await keepFile(person.token, { title, text, zone, encoding }));
}

const asPreview = (path: string) => seeOther(`${path}#import`);
const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
