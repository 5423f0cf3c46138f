import { headers } from "next/headers";
import { handler } from "@/app/_request/handler";
import { inTurns } from "@/app/_request/in-turns";
import { readForm } from "@/app/_request/read-form";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { keepFile, keepUnread } from "@/app/_steps/actions/shifts-file";
import { asJudged } from "@/app/_steps/subject-of";
import { said } from "@/app/report/evidence-answer";
import { readStaff } from "@/db/people/read-people";
import { longestFile, readingRosterFile } from "@/lib/on-call/roster-file/roster-file";
import { whoRosters } from "@/lib/refusals/who-makes";
import { mayRoster } from "@/lib/rules/may-make";
import { tiers } from "@/lib/rules/record";
import { textOf } from "@/lib/text/file-text";
import { foreignUpload, originAllowed } from "@/lib/web/origin";

/** The size of the form around the file. */
const besides = 4096;

/**
 * Reads a calendar file of shifts and redirects to its preview, or to why it cannot be read. Placing the shifts is a step of
 * the preview's form.
 */
export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  if (!originAllowed(await headers(), settings().allowedOrigins)) return said(403, foreignUpload);
  const person = await currentPerson();
  if (!person) return seeOther("/sign-in?reason=ended&return=%2Fon-call");
  if (!mayRoster(asJudged(person))) return said(403, whoRosters(await readStaff()));
  const tooLong = Number(request.headers.get("content-length") ?? longestFile * 2) > longestFile + besides;
  const form = tooLong ? null : await readForm(request);
  const file = form?.get("file");
  const tier = tiers.find((one) => one === form?.get("tier")) ?? tiers[0];
  const unread = (sentence: string) => keepUnread(person.token, sentence, tier).then(asPreview);
  if (tooLong || (file instanceof File && file.size > longestFile))
    return unread("The file is larger than 1 MB. Export a shorter period.");
  if (!(file instanceof File) || file.size === 0) return unread("Choose the calendar file that you exported.");
  const sent = textOf(new Uint8Array(await file.arrayBuffer()));
  if (!sent.ok) return unread(sent.sentence);
  const read = await inTurns(readingRosterFile(sent.text, { now: person.now.getTime(), zone: zoneOf(person) }));
  if (!read.ok) return unread(read.sentence);
  const title = file.name
    .replace(/\.ics$/i, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .slice(0, 80);
  const { ok: _, ...roster } = read;
  return asPreview(
    await keepFile(person.token, { ...roster, title: title || "Imported schedule", tier, encoding: sent.encoding }),
  );
}

const asPreview = (path: string) => seeOther(`${path}#import`);
const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
