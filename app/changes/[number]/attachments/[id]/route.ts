import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser } from "@/app/_request/session";
import { methodNotAllowed, textResponse } from "@/app/report/evidence-response";
import { readAttachment } from "@/db/attachments/read-attachment";
import { ExportSlots } from "@/db/report/evidence/export-slots";
import { attachmentRedacted, downloadBusy, noSuchAttachment } from "@/lib/attachments/attachment-words";
import { fileDescribedBy } from "@/lib/attachments/file-description";
import { parseRecordNumber } from "@/lib/changes/record-number";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ number: string; id: string }> };

// Of each some megabytes are in memory until it is sent.
const slots = new ExportSlots(8);
const patienceMs = 10_000;

/** An attached file, to save: never shown as a page, whatever it holds. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest, { params }: Context): Promise<Response> {
  const { number, id } = await params;
  const person = await requireSessionUser(request, `/changes/${number}`);
  const change = parseRecordNumber(number, "CHG");
  if (change === null || !/^\d{1,15}$/.test(id)) return textResponse(404, noSuchAttachment);
  const release = await slots.acquire(person.personId, patienceMs);
  if (typeof release === "string") return textResponse(503, downloadBusy, { "Retry-After": "5" });
  try {
    const stored = await readAttachment(change, Number(id));
    if (!stored) return textResponse(404, noSuchAttachment);
    const file = fileDescribedBy(stored.description ?? "");
    return file && stored.content ? fileResponse(file, stored.content) : textResponse(410, attachmentRedacted);
  } finally {
    release();
  }
}

const fileResponse = ({ name, type }: { name: string; type: string }, content: Buffer): Response =>
  new Response(new Uint8Array(content), {
    headers: {
      "Content-Type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
      "Content-Disposition": `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });

/** For whoever does not read the second form of the name. */
const asciiName = (name: string): string => name.replace(/[^A-Za-z0-9. _()-]/g, "_");

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
